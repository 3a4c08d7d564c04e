import {
  dernierJourDAgrement,
  etatDAgrement,
  finDeValidite,
  obstacleAccueil,
  obstacleActeAgrement,
  obstacleCommission,
  type Agrement,
} from '../../src/domain/agrements';

const AGREMENT: Agrement = {
  type: 'ASSISTANT_FAMILIAL',
  etat: 'ACCORDE',
  valideDu: '2026-01-01',
  valideAu: '2030-12-31',
  reponseAvant: null,
  suspenduJusquAu: null,
  renouvellementEnjointPour: null,
  renouvellementAcquisApres: null,
};
const AUTORISATION = { type: 'ETABLISSEMENT', valideDu: '2010-01-01', valideAu: '2025-01-01' } as const;
/** Its renewal was to be asked for before it ended. */
const ENJOINTE = { ...AUTORISATION, renouvellementEnjointPour: '2025-01-01' } as const;
const DEMANDEE = { ...ENJOINTE, renouvellementAcquisApres: '2025-03-01' } as const;
const PLACES = { capacite: 2, prises: 1 };

test.each([
  ['en vigueur', {}, '2026-06-01', 'ACCORDE'],
  ['expiré le lendemain du dernier jour', {}, '2031-01-01', 'EXPIRE'],
  ['sans fin', { valideAu: null }, '2060-01-01', 'ACCORDE'],
  ['demande, dernier jour de la réponse', { etat: 'DEMANDE', reponseAvant: '2026-05-01' }, '2026-05-01', 'DEMANDE'],
  ['demande, silence de quatre mois', { etat: 'DEMANDE', reponseAvant: '2026-05-01' }, '2026-05-02', 'ACCORDE'],
  ['suspendu', { etat: 'SUSPENDU', suspenduJusquAu: '2026-05-01' }, '2026-05-01', 'SUSPENDU'],
  ['suspension finie', { etat: 'SUSPENDU', suspenduJusquAu: '2026-05-01' }, '2026-05-02', 'ACCORDE'],
  ['retiré', { etat: 'RETIRE' }, '2026-06-01', 'RETIRE'],
] as const)('%s', (_, change, le, attendu) => {
  expect(etatDAgrement({ ...AGREMENT, ...change }, le)).toBe(attendu);
});

test.each([
  ['en vigueur, une place', {}, PLACES, '2026-06-01', null],
  ['suspendu', { etat: 'SUSPENDU', suspenduJusquAu: '2026-09-01' }, PLACES, '2026-06-01', /suspendu.*R421-24/],
  ['retiré', { etat: 'RETIRE' }, PLACES, '2026-06-01', /RETIRE.*L421-3/],
  ['avant sa date', {}, PLACES, '2025-12-31', /ne prend effet que le 2026-01-01/],
  ['complet', {}, { capacite: 2, prises: 2 }, '2026-06-01', /plus aucune place : 2 sur 2/],
  [
    'acquis par le silence',
    { etat: 'DEMANDE', valideDu: null, reponseAvant: '2026-05-01' },
    PLACES,
    '2026-06-01',
    null,
  ],
] as const)('confier un enfant : %s', (_, change, places, le, attendu) => {
  const obstacle = obstacleAccueil({ ...AGREMENT, ...change }, places, le);
  if (attendu === null) expect(obstacle).toBeNull();
  else expect(obstacle).toMatch(attendu);
});

test.each([
  ['quinze ans', AUTORISATION, '2025-01-01', '2025-01-01', 'ACCORDE'],
  ['renouvelée d’elle-même', AUTORISATION, '2025-01-02', '2040-01-01', 'ACCORDE'],
  ['enjointe, sans demande', ENJOINTE, '2025-01-02', '2025-01-01', 'EXPIRE'],
  ['enjointe, avant sa fin', ENJOINTE, '2025-01-01', '2025-01-01', 'ACCORDE'],
  ['demandée, dernier jour de la réponse', DEMANDEE, '2025-03-01', '2025-01-01', 'EXPIRE'],
  ['demandée, silence de six mois', DEMANDEE, '2025-03-02', '2040-01-01', 'ACCORDE'],
  [
    'enjointe pour plus tard',
    { ...AUTORISATION, renouvellementEnjointPour: '2040-01-01' },
    '2026-01-01',
    '2040-01-01',
    'ACCORDE',
  ],
  ['deux fois', AUTORISATION, '2041-06-01', '2055-01-01', 'ACCORDE'],
  ['moins de quinze ans : non', { ...AUTORISATION, valideAu: '2015-01-01' }, '2015-01-02', '2015-01-01', 'EXPIRE'],
  ['sans début connu : non', { ...AUTORISATION, valideDu: null }, '2025-01-02', '2025-01-01', 'EXPIRE'],
  [
    'un agrément de quinze ans : non',
    { ...AUTORISATION, type: 'ASSISTANT_FAMILIAL' },
    '2025-01-02',
    '2025-01-01',
    'EXPIRE',
  ],
] as const)('autorisation : %s', (_, change, le, fin, etat) => {
  const autorisation = { ...AGREMENT, ...change };
  expect([finDeValidite(autorisation, le), etatDAgrement(autorisation, le)]).toEqual([fin, etat]);
});

test('un acte hors de son état dit lesquels le permettent', () => {
  expect(obstacleActeAgrement('suspendreAgrement', 'ACCORDE')).toBeNull();
  expect(obstacleActeAgrement('suspendreAgrement', 'RETIRE')).toMatch(/état RETIRE.*depuis ACCORDE/);
});

test.each([
  ['une demande se refuse sans elle', { type: 'ASSISTANT_FAMILIAL', etat: 'DEMANDE' }, null, null],
  ['une autorisation aussi', { type: 'ETABLISSEMENT', etat: 'ACCORDE' }, null, null],
  ['jamais convoquée', { type: 'ASSISTANT_FAMILIAL', etat: 'ACCORDE' }, null, /R421-23/],
  ['son avis a déjà servi', undefined, { reunionLe: '2026-03-01', suivie: true }, /est requis/],
  ['pas encore réunie', undefined, { reunionLe: '2026-03-03', suivie: false }, /que le 2026-03-03/],
  ['réunie le jour même', undefined, { reunionLe: '2026-03-02', suivie: false }, null],
] as const)('commission : %s', (_, lieu, commission, attendu) => {
  const suspendu = { type: 'ASSISTANT_FAMILIAL', etat: 'SUSPENDU' } as const;
  const obstacle = obstacleCommission(lieu ?? suspendu, commission, '2026-03-02');
  if (attendu === null) expect(obstacle).toBeNull();
  else expect(obstacle).toMatch(attendu);
});

test.each([
  ['en vigueur', {}, '2026-06-01', '2030-12-31'],
  ['expiré', {}, '2031-06-01', '2030-12-31'],
  ['demandé', { etat: 'DEMANDE', reponseAvant: '2026-05-01' }, '2026-05-01', null],
  ['acquis par le silence', { etat: 'DEMANDE', reponseAvant: '2026-05-01' }, '2026-05-02', '2030-12-31'],
  ['refusé ou retiré', { etat: 'RETIRE' }, '2026-06-01', null],
] as const)('dernier jour : %s', (_, change, le, attendu) => {
  expect(dernierJourDAgrement({ ...AGREMENT, ...change }, le)).toBe(attendu);
});
