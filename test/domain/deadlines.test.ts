import fc from 'fast-check';
import { ajouterDuree, enToutesLettres, FUSEAUX, jourLocal, type Fuseau } from '../../src/domain/calendar';
import { COLLECTIVITES_ASE } from '../../src/domain/collectivites';
import {
  calculerEcheance,
  echeanceDe,
  LIGNES_ECHEANCE,
  REGLES_ECHEANCE,
  type RegleEcheance,
} from '../../src/domain/deadlines';

const paris = { fuseau: 'Europe/Paris' } as const;

test.each<[RegleEcheance, string, string, Fuseau?]>([
  ['J1', '2025-04-10', '2025-04-18'],
  ['J1', '2025-12-24', '2026-01-01'],
  ['J1', '2026-04-30', '2026-05-08'],
  ['J1', '2025-05-14', '2025-05-22', 'America/Martinique'],
  ['A1', '2025-11-30', '2026-02-28'],
  ['A2', '2026-01-15', '2026-04-15'],
  ['A3', '2026-01-15', '2026-04-15'],
  // 29 February only exists in leap years.
  ['A1', '2023-11-30', '2024-02-29'],
  ['A1', '2024-02-29', '2024-05-29'],
  ['A1', '2025-10-31', '2026-01-31'],
  ['J1', '2024-02-21', '2024-02-29'],
  ['J1', '2025-02-21', '2025-03-01'],
  ['DDD', '2026-01-31', '2026-03-02'],
  // The day is the local one: 00:30 in Paris is still yesterday in UTC.
  ['J1', '2025-04-09T22:30:00Z', '2025-04-18'],
  ['J1', '2025-04-10T00:30:00+02:00', '2025-04-18'],
  ['J1', '2025-04-10T00:30:00+02:00', '2025-04-17', 'America/Cayenne'],
  ['J1', '2025-04-10T20:30:00Z', '2025-04-19', 'Indian/Reunion'],
  ['J1', '2025-04-10T21:30:00Z', '2025-04-19', 'Indian/Mayotte'],
  ['A1', '2025-12-01T03:30:00Z', '2026-02-28', 'America/Guadeloupe'],
  // Days when the clocks change, and delays that span them.
  ['J1', '2025-03-29T23:30:00Z', '2025-04-07'],
  ['J1', '2025-03-30T01:00:00Z', '2025-04-07'],
  ['J1', '2025-10-25T22:30:00Z', '2025-11-03'],
  ['J1', '2025-10-26T22:59:59Z', '2025-11-03'],
  ['J1', '2025-10-26T23:00:00Z', '2025-11-04'],
])('%s depuis %s : %s', (regle, depart, dateLimite, fuseau = 'Europe/Paris') => {
  expect(calculerEcheance(regle, depart, { fuseau }).dateLimite).toBe(dateLimite);
});

test('les étapes se lisent', () => {
  expect(calculerEcheance('A1', '2025-11-30', paris)).toEqual({
    regle: 'A1',
    intitule: 'Évaluation de l’information préoccupante',
    article: 'CASF, art. D. 226-2-4, II',
    depart: '2025-11-30',
    dateLimite: '2026-02-28',
    steps: [
      'Point de départ : dimanche 30 novembre 2025 (réception de l’information par la cellule, heure de Europe/Paris) ; ce jour ne compte pas.',
      'Durée : 3 mois (CASF, art. D. 226-2-4, II).',
      'Ce mois n’a pas de même quantième : terme à son dernier jour.',
      'Terme : samedi 28 février 2026 à vingt-quatre heures.',
      'Aucun report au jour ouvrable suivant n’est confirmé pour ce délai : l’alerte porte sur ce jour.',
    ],
  });
  expect(enToutesLettres('2026-01-01')).toBe('jeudi 1er janvier 2026');
});

test('le Défenseur des droits fixe son délai, trente jours à défaut', () => {
  const defaut = calculerEcheance('DDD', '2026-01-01', paris);
  expect([defaut.dateLimite, defaut.steps[1]]).toEqual([
    '2026-01-31',
    expect.stringContaining('30 jours (Loi organique n° 2011-333, art. 18, 20, 21 et 25, délai par défaut'),
  ]);
  const fixe = calculerEcheance('DDD', '2026-01-01', { ...paris, jours: 1 });
  expect([fixe.dateLimite, fixe.steps[1]]).toEqual(['2026-01-02', expect.stringContaining('1 jour (')]);
  expect(fixe.steps[1]).toContain('délai fixé par le demandeur');
});

test.each([
  ['jour inexistant', () => calculerEcheance('A1', '2026-02-29', paris)],
  ['instant d’un jour inexistant', () => calculerEcheance('A1', '2026-02-30T10:00:00Z', paris)],
  ['heure sans décalage', () => calculerEcheance('A1', '2026-02-28T10:00:00', paris)],
  ['texte libre', () => calculerEcheance('A1', 'demain', paris)],
  ['date invalide', () => calculerEcheance('A1', new Date('demain'), paris)],
  ['collectivité inconnue', () => calculerEcheance('A1', '2026-02-28', { collectivite: '69' })],
  ['durée imposée par le texte', () => calculerEcheance('A1', '2026-02-28', { ...paris, jours: 10 })],
  ['délai nul', () => calculerEcheance('DDD', '2026-02-28', { ...paris, jours: 0 })],
  ['délai d’une demi-journée', () => calculerEcheance('DDD', '2026-02-28', { ...paris, jours: 0.5 })],
  ['avant le texte', () => calculerEcheance('A2', '2022-02-08', paris)],
  ['heures', () => ajouterDuree('2026-02-28', { heures: 72 })],
])('refuse : %s', (_, calcul) => {
  expect(calcul).toThrow(RangeError);
});

test('un instant se donne aussi en Date ou en Temporal.Instant, un lieu en collectivité', () => {
  const depart = new Date('2025-04-10T20:30:00Z');
  expect(calculerEcheance('J1', depart, { collectivite: '974' }).depart).toBe('2025-04-11');
  expect(calculerEcheance('J1', { epochMilliseconds: depart.getTime() }, { collectivite: '31' }).depart).toBe(
    '2025-04-10',
  );
});

test('chaque fuseau et chaque collectivité donne un jour', () => {
  for (const fuseau of FUSEAUX) expect(jourLocal('2026-06-15T12:00:00Z', fuseau)).toMatch(/^2026-06-1[56]$/);
  for (const { fuseau } of COLLECTIVITES_ASE.values()) expect(FUSEAUX).toContain(fuseau);
});

test('chaque règle a une ligne en vigueur, et une seule à la fois', () => {
  for (const regle of REGLES_ECHEANCE) {
    expect(echeanceDe(regle).regle).toBe(regle);
    expect(LIGNES_ECHEANCE.filter((ligne) => ligne.regle === regle && ligne.validTo === null)).toHaveLength(1);
  }
});

describe('propriétés', () => {
  const jour = fc
    .date({ min: new Date('2022-03-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  test('un délai en mois garde le quantième, ou finit au dernier jour du mois', () => {
    fc.assert(
      fc.property(jour, fc.integer({ min: 1, max: 48 }), (depart, mois) => {
        const terme = ajouterDuree(depart, { mois });
        const rank = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(rank(terme) - rank(depart)).toBe(mois);
        if (terme.slice(8) !== depart.slice(8)) expect(ajouterDuree(terme, { jours: 1 }).slice(8)).toBe('01');
      }),
    );
  });

  test('un délai en jours compte des jours pleins, et les délais s’enchaînent', () => {
    fc.assert(
      fc.property(jour, fc.nat(400), fc.nat(400), (depart, a, b) => {
        const terme = ajouterDuree(depart, { jours: a + b });
        expect((Date.parse(terme) - Date.parse(depart)) / 86_400_000).toBe(a + b);
        expect(ajouterDuree(ajouterDuree(depart, { jours: a }), { jours: b })).toBe(terme);
      }),
    );
  });

  test('un départ plus tardif ne donne jamais un terme plus tôt', () => {
    fc.assert(
      fc.property(jour, fc.nat(60), fc.constantFrom(...REGLES_ECHEANCE), (depart, plus, regle) => {
        const later = ajouterDuree(depart, { jours: plus });
        const [first, second] = [depart, later].map((day) => calculerEcheance(regle, day, paris).dateLimite);
        expect(first! <= second!).toBe(true);
      }),
    );
  });
});
