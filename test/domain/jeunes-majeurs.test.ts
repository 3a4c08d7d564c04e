import { obstacleJeuneMajeur, termeJeuneMajeur, type JeuneASoutenir } from '../../src/domain/jeunes-majeurs';
import { termeMaximal } from '../../src/domain/mesures-ase';

const JEUNE: JeuneASoutenir = {
  ...{ naissance: '2007-01-01', debut: '2026-03-01', oqtf: false, temporaire: false },
  ...{ ressourcesOuSoutienInsuffisants: true, confieAvantMajorite: true },
};

test.each([
  ['les deux conditions réunies', {}, null, /./],
  ['pas dix-huit ans', { naissance: '2009-01-01' }, 'nature', /dix-huit/],
  ['vingt et un ans', { naissance: '2005-03-01' }, 'nature', /vingt et un/],
  [
    'des ressources et un soutien',
    { ressourcesOuSoutienInsuffisants: false },
    'ressourcesOuSoutienInsuffisants',
    /L222-5 5°.*temporaire/,
  ],
  ['jamais confié', { confieAvantMajorite: false }, 'confieAvantMajorite', /avant sa majorité.*temporaire/],
  ['sous OQTF', { oqtf: true }, 'oqtf', /quitter le territoire.*à vérifier/],
  ['à titre temporaire', { confieAvantMajorite: false, oqtf: true, temporaire: true }, null, /./],
  ['à titre temporaire, trop âgé', { naissance: '2004-01-01', temporaire: true }, 'nature', /vingt et un/],
] as const)('jeune majeur : %s', (_, change, champ, motif) => {
  const obstacle = obstacleJeuneMajeur({ ...JEUNE, ...change });
  expect(obstacle?.champ ?? null).toBe(champ);
  if (obstacle) expect(obstacle.motif).toMatch(motif);
});

test("l'exclusion des OQTF se retire d'une ligne, et ne vaut pas avant sa date", () => {
  const jeune = { ...JEUNE, naissance: '2005-01-01', debut: '2023-06-01', oqtf: true };
  expect(obstacleJeuneMajeur(jeune)).toBeNull();
  const sansExclusion = { applique: false, validFrom: '2024-01-28' };
  expect(obstacleJeuneMajeur({ ...jeune, debut: '2025-06-01' }, sansExclusion)).toBeNull();
});

test.each([
  [null, '2026-06-01'],
  ['2026-05-01', '2026-06-01'],
  ['2026-07-05', '2026-07-05'],
  ['2031-07-05', '2027-06-01'],
] as const)('au-delà de 21 ans, jusqu’à la fin de l’année scolaire engagée : %s', (fin, attendu) => {
  expect(termeJeuneMajeur('2005-06-01', fin)).toBe(attendu);
});

test('un an au plus, même pour finir l’année scolaire', () => {
  expect(termeMaximal('JEUNE_MAJEUR', '2026-03-01', '2005-06-01', '2026-07-05')).toBe('2026-07-05');
  expect(termeMaximal('JEUNE_MAJEUR', '2025-06-15', '2005-06-01', '2026-07-05')).toBe('2026-06-15');
});
