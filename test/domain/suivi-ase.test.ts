import { INFORMATIONS_DUES } from '../../src/domain/accueil-urgence';
import { contratManquant, examenDu } from '../../src/domain/mesures-ase';
import { etatDuChoix, lieuxDuMoment, obstacleChoix, unAnRevolu } from '../../src/domain/suivi-ase';

test.each([
  ['dernier jour', { accord: null, remplace: false }, '2026-03-30', 'EN_ATTENTE'],
  ['lendemain : le silence vaut accord', { accord: null, remplace: false }, '2026-03-31', 'REPUTE_ACQUIS'],
  ['remplacé', { accord: null, remplace: true }, '2026-03-31', 'REMPLACE'],
  ['accord, même remplacé', { accord: true, remplace: true }, '2026-03-31', 'ACCORD'],
  ['opposition', { accord: false, remplace: false }, '2027-01-01', 'OPPOSITION'],
] as const)('choix notifié, %s', (_, choix, le, attendu) => {
  expect(etatDuChoix({ ...choix, limite: '2026-03-30' }, le)).toBe(attendu);
});

test.each([
  [null, false, null],
  ['ACCORD', false, null],
  ['REPUTE_ACQUIS', false, null],
  ['EN_ATTENTE', true, null],
  ['EN_ATTENTE', false, /attendez/],
  ['OPPOSITION', true, /autorité judiciaire/],
] as const)('changer de lieu, choix %s, urgence %s', (etat, urgence, attendu) => {
  const obstacle = obstacleChoix(etat, urgence);
  if (attendu === null) expect(obstacle).toBeNull();
  else expect(obstacle).toMatch(attendu);
});

test.each([
  ['PLACEMENT_ASE', '2023-03-02', '2026-03-01', 'A10_MOINS_3_ANS'],
  ['ACCUEIL_PROVISOIRE', '2023-03-01', '2026-03-01', null],
  ['ACCUEIL_PROVISOIRE', null, '2026-03-01', null],
  ['PLACEMENT_SERVICE_HABILITE', '2025-03-02', '2026-03-01', null],
] as const)('examen dû sans risque relevé : %s, né le %s', (nature, naissance, le, attendu) => {
  expect(examenDu(nature, naissance, le)).toBe(attendu);
});

test('confié depuis un an, un 29 février compris', () => {
  expect(unAnRevolu('2024-02-29')).toBe('2025-02-28');
});

test('seul l’accueil provisoire se fait par contrat', () => {
  expect(contratManquant('ACCUEIL_PROVISOIRE', ' ')).toBe(true);
  expect(contratManquant('ACCUEIL_PROVISOIRE', 'La semaine.')).toBe(false);
  expect(contratManquant('AED', null)).toBe(false);
});

test('aucun délai n’est attesté deux fois', () => {
  const regles = Object.values(INFORMATIONS_DUES).flatMap(({ regles: unes }) => unes as readonly string[]);
  expect(new Set(regles).size).toBe(regles.length);
});

test('un déménagement prévu a lieu à son heure', () => {
  const prevu = { lieuId: 'ici', lieuPrevuId: 'là', lieuPrevuLe: new Date('2026-03-09T10:00:00Z') };
  const la = { arrive: true, lieuId: 'là', lieuPrevuId: null, lieuPrevuLe: null };
  expect(lieuxDuMoment(prevu, new Date('2026-03-09T09:59:59Z'))).toEqual({ arrive: false, ...prevu });
  expect(lieuxDuMoment(prevu, new Date('2026-03-09T10:00:00Z'))).toEqual(la);
  const rien = { lieuId: 'ici', lieuPrevuId: null, lieuPrevuLe: null };
  expect(lieuxDuMoment(rien, new Date('2026-03-09T10:00:00Z'))).toEqual({ arrive: false, ...rien });
});
