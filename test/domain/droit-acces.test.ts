import {
  CODES_RUBRIQUE,
  ETATS_DEMANDE_ACCES,
  issueAcces,
  limiteDeReponse,
  QUALITES_DEMANDEUR,
  refusDeCommuniquer,
  RUBRIQUES_ACCES,
  rubriquesDites,
  suiteDicible,
  type FaitsAcces,
  type QualiteDemandeur,
} from '../../src/domain/droit-acces';
import { ETATS_INFORMATION, type EtatInformation } from '../../src/domain/transitions';

const faits = (qualite: QualiteDemandeur, plus: Partial<FaitsAcces> = {}): FaitsAcces => ({
  ...{ qualite, retenues: [] },
  ...plus,
});
const qualites = Object.keys(QUALITES_DEMANDEUR) as QualiteDemandeur[];

test('every heading has an issue and a text, for everybody', () => {
  for (const qualite of qualites)
    for (const rubrique of CODES_RUBRIQUE) {
      const { base, issue } = issueAcces(rubrique, faits(qualite));
      expect(base.length).toBeGreaterThan(8);
      expect(['DIT', 'SIEN', 'RETENU']).toContain(issue);
      expect(RUBRIQUES_ACCES[rubrique].length).toBeGreaterThan(5);
    }
});

test('who transmitted is told to nobody else, whoever asks', () => {
  for (const qualite of ['ENFANT', 'PARENT'] as const)
    for (const rubrique of ['EMETTEUR', 'RECIT', 'RETOUR'] as const)
      expect(issueAcces(rubrique, faits(qualite)).issue).toBe('RETENU');
  expect(rubriquesDites('EMETTEUR').map((rubrique) => issueAcces(rubrique, faits('EMETTEUR')).issue)).toEqual(
    Array.from({ length: 4 }, () => 'SIEN'),
  );
});

test('where the child lives is written nowhere; the child’s interest withholds more', () => {
  for (const qualite of qualites) expect(issueAcces('LIEU_DE_VIE', faits(qualite)).issue).toBe('RETENU');
  expect(issueAcces('MESURE', faits('PARENT', { retenues: ['MESURE'] })).base).toMatch(/intérêt de l’enfant/);
  // A heading that a text withholds keeps the text's own reason.
  expect(issueAcces('MEDICAL', faits('PARENT', { retenues: ['MEDICAL'] })).base).toMatch(/L1111-7/);
});

test('the answer is due within a month', () => {
  expect(limiteDeReponse('2026-01-31')).toBe('2026-02-28');
});

test('what a prosecutor or a judge did is not told by the département', () => {
  const dites = (Object.keys(ETATS_INFORMATION) as EtatInformation[]).filter(suiteDicible);
  expect(dites.some((etat) => /PARQUET|JE_|SIGNAL/.test(etat))).toBe(false);
  expect(dites).toContain('CLASSEE_SANS_SUITE');
});

describe('deciding', () => {
  const instruite = { etat: 'INSTRUITE', protegee: false, instruitePar: 'a' } as const;
  const par = (agent: string, accord = true, motif: string | null = null) => ({ agent, accord, motif });

  test('one person is enough where nobody is to be protected', () => {
    expect(refusDeCommuniquer(instruite, par('a'))).toBeUndefined();
  });
  test('two people and a reason otherwise', () => {
    const protegee = { ...instruite, protegee: true };
    expect(refusDeCommuniquer(protegee, par('a', true, 'm'))).toMatchObject({ code: 'ARTICLE_CONTRAIRE' });
    expect(refusDeCommuniquer(protegee, par('b'))).toMatchObject({ code: 'MOTIF_REQUIS', champ: 'motif' });
    expect(refusDeCommuniquer(protegee, par('b', true, 'm'))).toBeUndefined();
  });
  test('a refusal says why, and nothing is decided twice', () => {
    expect(refusDeCommuniquer(instruite, par('a', false, ' '))).toMatchObject({ code: 'MOTIF_REQUIS' });
    expect(refusDeCommuniquer({ ...instruite, protegee: true }, par('a', false, 'm'))).toBeUndefined();
    for (const etat of Object.keys(ETATS_DEMANDE_ACCES) as (keyof typeof ETATS_DEMANDE_ACCES)[])
      expect(refusDeCommuniquer({ ...instruite, etat }, par('b'))?.code).toBe(
        etat === 'INSTRUITE' ? undefined : 'DEJA_FAIT',
      );
  });
});
