import { effetDuRefus, RAPPELS, REFUS_TRANSFERT } from '../../src/domain/transferts';

const CODES = Object.keys(REFUS_TRANSFERT);

test('après la confirmation, deux refus seuls rendent le dossier : ceux qui disent qu’il n’est pas ouvert et ne le sera jamais', () => {
  expect(CODES.filter((code) => effetDuRefus(code, true) === 'FINIT')).toEqual(['REGLE_CONTRAIRE', 'TRANSFERT_CLOS']);
});

test('avant la confirmation : ce qui finit, ce qui se renvoie, ce qui attend', () => {
  const par = (effet: string) => CODES.filter((code) => effetDuRefus(code, false) === effet);
  expect(par('REPREPARE')).toEqual(['PIECES_MANQUANTES', 'TRANSFERT_INCONNU']);
  expect(par('ATTEND')).toEqual(['PERIME', 'REJEU', 'DEJA_OUVERT', 'INDISPONIBLE']);
  expect(par('FINIT')).toHaveLength(CODES.length - 6);
});

test.each([true, false])('un code inconnu ne dit rien, confirmé : %s', (confirme) => {
  expect([effetDuRefus('CODE_DE_DEMAIN', confirme), effetDuRefus('toString', confirme)]).toEqual(['ATTEND', 'ATTEND']);
});

test('chaque refus a son statut et sa phrase', () => {
  for (const { http, message } of Object.values(REFUS_TRANSFERT)) {
    expect(http).toBeGreaterThanOrEqual(400);
    expect(message).toMatch(/^[A-ZÀÉ].*\.$/);
  }
  expect(Object.values(RAPPELS).every((phrase) => phrase.endsWith('.'))).toBe(true);
});
