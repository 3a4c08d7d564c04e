import type { Comparaison } from '../../src/domain/identite';
import { compter, estimer } from '../../src/domain/identite/estimation';
import { tirageDe } from '../support/tirage';

const RIEN: Comparaison = {
  ...{ nom: null, prenoms: null, date: null, sexe: null, lieu: null },
  ...{ domicile: null, parents: null, ecole: null, numero: null },
};

/** Pairs whose levels are drawn from known shares. */
function paires(nombre: number, part: number, graine: number): Comparaison[] {
  const hasard = tirageDe(graine);
  return Array.from({ length: nombre }, () => {
    const meme = hasard.vrai(part);
    return {
      ...RIEN,
      nom: hasard.vrai(meme ? 0.9 : 0.02) ? 'IDENTIQUE' : 'DIFFERENT',
      prenoms: hasard.vrai(meme ? 0.8 : 0.01) ? 'TOUS' : 'ORDRE',
      date: hasard.vrai(meme ? 0.95 : 0.03) ? 'IDENTIQUE' : 'DIFFERENTE',
      lieu: hasard.vrai(meme ? 0.7 : 0.05) ? 'IDENTIQUE' : 'DIFFERENT',
    };
  });
}

const auHasard = compter(paires(200_000, 0, 1));

test('sans étiquette, l’estimation retrouve les fréquences dont les paires ont été tirées', () => {
  const { nom, prenoms, date, lieu } = estimer(
    auHasard,
    [{ motifs: compter(paires(50_000, 0.2, 2)), ignores: [] }],
    () => false,
  );
  const proche = (obtenu: number, attendu: number) => {
    expect(Math.abs(obtenu - attendu)).toBeLessThan(0.02);
  };
  proche(nom.IDENTIQUE.m, 0.9);
  proche(prenoms.TOUS.m, 0.8);
  proche(date.IDENTIQUE.m, 0.95);
  proche(lieu.IDENTIQUE.m, 0.7);
  proche(nom.IDENTIQUE.u, 0.02);
});

test('ce que la clé d’un bloc fixe s’apprend dans un autre ; une paire séparée par une règle n’y compte pas', () => {
  const memeDate = compter(paires(50_000, 0.3, 3).filter(({ date }) => date === 'IDENTIQUE'));
  const memeNom = compter(paires(50_000, 0.3, 4).filter(({ nom }) => nom === 'IDENTIQUE'));
  const blocs = [
    { motifs: memeDate, ignores: ['date'] as const },
    { motifs: memeNom, ignores: ['nom'] as const },
  ];
  const { nom, date, prenoms } = estimer(auHasard, blocs, ({ comparaison }) => comparaison.prenoms === 'ORDRE');
  expect(date.IDENTIQUE.m).toBeCloseTo(0.95, 1);
  expect(nom.IDENTIQUE.m).toBeCloseTo(0.9, 1);
  expect(prenoms.ORDRE.m).toBe(0.0001);
});

test('un niveau jamais vu ne vaut jamais une preuve', () => {
  const { date, numero } = estimer(auHasard, [{ motifs: auHasard, ignores: [] }], () => false);
  expect(date.INVERSEE).toEqual({ m: 0.0001, u: 0.0001 });
  expect(numero.AUTRE).toEqual({ m: 0.0001, u: 0.0001 });
});
