import { CAS_URGENCE, regleUrgence, type CasUrgence } from '../../src/domain/accueil-urgence';
import {
  entretienDeSortie,
  estJeuneMajeur,
  estNatureMesure,
  estPlacement,
  finDeDroit,
  finLegale,
  MESURES_ASE,
  motifDeFinDeDroit,
  naturesDe,
  rapportDu,
  termeMaximal,
  type NatureMesure,
} from '../../src/domain/mesures-ase';
import { SUITES_DECISION } from '../../src/domain/suites';

test.each([
  ['AEMO', '2024-06-01', '2026-03-01', 'J8_MOINS_2_ANS'],
  ['PLACEMENT_ASE', '2023-06-01', '2026-03-01', 'J8_ASE_MOINS_3_ANS'],
  ['PLACEMENT_ASE', '2019-06-01', '2022-02-22', 'J8'],
  ['AEMO', '2023-06-01', '2026-03-01', 'J8'],
  ['PLACEMENT_ASE', '2014-06-01', '2026-03-01', 'J8'],
  ['PLACEMENT_ASE', null, '2026-03-01', 'J8'],
  ['MJIE', '2024-06-01', '2026-03-01', 'J18'],
  ['AED', '2024-06-01', '2026-03-01', null],
] as const)('rapport dû : %s, né le %s, au %s : %s', (nature, naissance, le, attendu) => {
  expect(rapportDu(nature, naissance, le)).toBe(attendu);
});

test.each([
  ['AED', '2026-03-01', null, '2027-03-01'],
  ['AED', '2026-03-01', '2008-06-01', '2026-06-01'],
  ['AED', '2026-03-01', '2014-06-01', '2027-03-01'],
  ['JEUNE_MAJEUR', '2026-03-01', '2005-06-01', '2026-06-01'],
  ['ACCUEIL_72H', '2026-03-01', null, null],
  ['ACCUEIL_72H', '2026-03-01', '2009-06-01', '2027-06-01'],
] as const)('terme au plus tard : %s du %s, né le %s : %s', (nature, debut, naissance, attendu) => {
  expect(termeMaximal(nature, debut, naissance)).toBe(attendu);
});

test.each([
  ['AEMO', '2014-06-01', null, '2032-06-01'],
  ['JEUNE_MAJEUR', '2005-06-01', '2026-03-01', '2026-06-01'],
  ['JEUNE_MAJEUR', '2005-06-01', '2026-07-05', '2026-07-06'],
  ['JEUNE_MAJEUR', '2004-02-29', null, '2025-02-28'],
  ['AED', '2008-02-29', '2027-01-01', '2026-02-28'],
] as const)('fin de droit : %s, né le %s, terme %s : %s', (nature, naissance, terme, attendu) => {
  expect(finDeDroit(nature, naissance, terme)).toBe(attendu);
});

test('la fin de droit dit son texte', () => {
  expect(motifDeFinDeDroit('JEUNE_MAJEUR')).toMatch(/Vingt et un ans.*L222-5/);
  expect(motifDeFinDeDroit('AEMO')).toBe('Majorité (C. civ. 375)');
  expect(motifDeFinDeDroit('AED')).toBe('Majorité (CASF L222-5)');
});

test('chaque cas d’urgence ouvre une mesure d’urgence', () => {
  for (const cas of Object.keys(CAS_URGENCE) as CasUrgence[])
    expect(naturesDe('urgence')).toContain(regleUrgence(cas).nature);
});

test('chaque aide que la CRIP peut décider est connue, sauf celles hors ASE', () => {
  const inconnues = Object.keys(SUITES_DECISION).filter((suite) => !estNatureMesure(suite));
  expect(inconnues).toEqual(['CLASSEMENT', 'ACCOMPAGNEMENT_SOCIAL', 'SAISINE_PARQUET']);
});

test('un placement fixe le lieu où vit l’enfant, sur la seule décision d’un juge', () => {
  const placements = (Object.keys(MESURES_ASE) as NatureMesure[]).filter(estPlacement);
  expect(placements).toEqual(naturesDe('judiciaire').filter((nature) => nature.startsWith('PLACEMENT_')));
  expect(placements).toHaveLength(6);
});

test('l’entretien de sortie est dû au majeur qui était confié', () => {
  expect(entretienDeSortie('JEUNE_MAJEUR', '2006-01-01', '2026-03-01')).toBe(true);
  expect(entretienDeSortie('PLACEMENT_ASE', '2008-03-01', '2026-03-01')).toBe(true);
  expect(entretienDeSortie('PLACEMENT_ASE', '2008-03-02', '2026-03-01')).toBe(false);
  expect(entretienDeSortie('PLACEMENT_ASE', null, '2026-03-01')).toBe(false);
  expect(entretienDeSortie('AED', '2006-01-01', '2026-03-01')).toBe(false);
  expect(entretienDeSortie('ACCUEIL_72H', '2006-01-01', '2026-03-01')).toBe(false);
  expect(estJeuneMajeur('AED')).toBe(false);
});

test('la loi met fin à une mesure à dix-huit ans, à celle d’un jeune majeur à vingt et un ; sans naissance, on ne sait', () => {
  expect(finLegale('PLACEMENT_ASE', '2009-03-14', null)).toEqual({
    jour: '2027-03-14',
    motif: 'Majorité (C. civ. 375)',
  });
  expect(finLegale('JEUNE_MAJEUR', '2009-03-14', null)).toMatchObject({ jour: '2030-03-14' });
  expect(finLegale('AEMO', null, null)).toBeUndefined();
});
