import { randomUUID } from 'node:crypto';
import * as cycle from '../scenarios/cycle-operations';
import { gestesAse } from './ase-gestes';
import { gestes } from './crip-cycle-gestes';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const { unAccueil, suivie } = gestesAse(() => hub);
const { transmettre, faire, avancer, refus, dossier, jusqua } = gestes(() => hub);
const demande = (informationId: string, changes: object = {}) => ({
  ...{ idempotencyKey: randomUUID(), informationId, caisses: ['CPAM', 'CAF'], recueLe: new Date().toISOString() },
  ...changes,
});
const reponse = (informationId: string, changes: object = {}) => ({
  ...{ informationId, connue: true, recueLe: new Date().toISOString() },
  ...changes,
});
const a7 = (id: string) =>
  hub.database.query<{ debiteur: string; etat: string }>(
    `SELECT debiteur, etat FROM hub.echeance WHERE sujet_id = $1 AND regle = 'A7' ORDER BY ouverte_le, debiteur`,
    [id],
  );
const etats = async (id: string) => (await a7(id)).map(({ debiteur, etat }) => `${debiteur} ${etat}`);
const derniers = async (id: string, combien: number) =>
  (await dossier(id)).historique.slice(-combien).map(({ acte, motif }: Json) => [acte, motif]);

test('chaque caisse a ses dix jours ; la CRIP est avertie, chaque réponse tient le délai de qui répond', async () => {
  const id = await jusqua('QUALIFIEE_IP', await transmettre());
  const { accuseReception } = await faire(cycle.DEMANDER_ADRESSE, demande(id));
  expect(accuseReception.echeances.map(({ regle }: Json) => regle)).toEqual(['A7', 'A7']);
  const query =
    'query { echeances(first: 100, filtre: { regle: "A7" }) { edges { node { acteur quiDoitAgir sujet { id } } } } }';
  const { edges } = recu(await hub.demander('crip', query));
  const lues = edges.map(({ node }: Json) => [node.acteur, node.quiDoitAgir, node.sujet.id]) as Json[][];
  expect(lues.sort()).toEqual([
    [null, "Caisse d'allocations familiales", id],
    [null, "Caisse primaire d'assurance maladie", id],
  ]);
  expect(await refus(cycle.DEMANDER_ADRESSE, demande(id))).toEqual(['caisses DEJA_FAIT']);
  expect(await refus(cycle.REPONSE_ADRESSE, reponse(id))).toEqual(['caisse CHAMP_REQUIS']);
  expect(await avancer(cycle.REPONSE_ADRESSE, reponse(id, { caisse: 'CAF', connue: false }))).toBe('QUALIFIEE_IP');
  expect(await etats(id)).toEqual(['CAF TENUE', 'CPAM OUVERTE']);
  expect(await refus(cycle.REPONSE_ADRESSE, reponse(id, { caisse: 'CAF' }))).toEqual(['caisse ETAT_INCOMPATIBLE']);
  await avancer(cycle.REPONSE_ADRESSE, reponse(id));
  expect(await etats(id)).toEqual(['CAF TENUE', 'CPAM TENUE']);
  expect(await derniers(id, 3)).toEqual([
    ['demanderAdresse', 'CPAM, CAF'],
    ['enregistrerReponseAdresse', 'Adresse inconnue de la CAF'],
    ['enregistrerReponseAdresse', 'Adresse communiquée par la CPAM'],
  ]);
});

test('inconnue d’une caisse, elle se redemande ; l’autre s’interroge pendant que la première cherche', async () => {
  const id = await transmettre();
  await faire(cycle.DEMANDER_ADRESSE, demande(id, { caisses: ['CAF', 'CAF'] }));
  await faire(cycle.REPONSE_ADRESSE, reponse(id, { connue: false }));
  await faire(cycle.DEMANDER_ADRESSE, demande(id, { caisses: ['CAF'] }));
  await faire(cycle.DEMANDER_ADRESSE, demande(id, { caisses: ['CPAM'] }));
  expect(await etats(id)).toEqual(['CAF TENUE', 'CAF OUVERTE', 'CPAM OUVERTE']);
});

test('demandée à l’ancienne, d’un seul délai pour les deux, la réponse le tient, d’où qu’elle vienne', async () => {
  const id = await transmettre();
  await faire(cycle.DEMANDER_ADRESSE, demande(id, { caisses: ['CPAM'] }));
  await hub.database.query(`UPDATE hub.echeance SET debiteur = '' WHERE sujet_id = $1 AND regle = 'A7'`, [id]);
  expect(await refus(cycle.DEMANDER_ADRESSE, demande(id, { caisses: ['CAF'] }))).toEqual(['caisses DEJA_FAIT']);
  await avancer(cycle.REPONSE_ADRESSE, reponse(id, { caisse: 'CAF' }));
  expect(await etats(id)).toEqual([' TENUE']);
  expect(await derniers(id, 1)).toEqual([['enregistrerReponseAdresse', 'Adresse communiquée par la caisse']]);
});

test('refusées : sans caisse, dans le futur, avant la réception, sans demande, sur un dossier clos', async () => {
  const id = await transmettre();
  expect(await refus(cycle.DEMANDER_ADRESSE, demande(id, { caisses: [] }))).toEqual(['caisses CHAMP_REQUIS']);
  const demain = new Date(Date.now() + 86_400_000).toISOString();
  expect(await refus(cycle.DEMANDER_ADRESSE, demande(id, { recueLe: demain }))).toEqual(['recueLe DATE_FUTURE']);
  const avant = '2025-01-07T09:00:00+01:00';
  expect(await refus(cycle.DEMANDER_ADRESSE, demande(id, { recueLe: avant }))).toEqual(['recueLe DATE_INVALIDE']);
  expect(await refus(cycle.REPONSE_ADRESSE, reponse(id))).toEqual(['informationId ETAT_INCOMPATIBLE']);
  await avancer(cycle.REORIENTER, { informationId: id, motif: 'Déménagée.', collectivite: '33' });
  expect(await refus(cycle.DEMANDER_ADRESSE, demande(id))).toEqual(['informationId ETAT_INCOMPATIBLE']);
  expect((await hub.demander('crip33', cycle.DEMANDER_ADRESSE, { input: demande(id) })).raw).toContain('NOT_FOUND');
});

describe('le dossier est une mesure', () => {
  const deLaMesure = (mesureId: string, changes: object = {}) => ({
    ...{ idempotencyKey: randomUUID(), mesureId, caisses: ['CAF'], recueLe: new Date().toISOString() },
    ...changes,
  });

  test('la caisse a ses dix jours, sa réponse les tient', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const { accuseReception } = await faire(cycle.DEMANDER_ADRESSE, deLaMesure(mesureId));
    expect(accuseReception.id).toBe(mesureId);
    expect(accuseReception.echeances.map(({ regle }: Json) => regle)).toEqual(['A7']);
    expect(await etats(mesureId)).toEqual(['CAF OUVERTE']);
    const input = { mesureId, connue: true, recueLe: new Date().toISOString() };
    const { avancement, userErrors } = await faire(cycle.REPONSE_ADRESSE, input);
    expect([avancement, userErrors]).toEqual([null, []]);
    expect(await etats(mesureId)).toEqual(['CAF TENUE']);
    expect(await refus(cycle.REPONSE_ADRESSE, input)).toEqual(['mesureId ETAT_INCOMPATIBLE']);
  });

  test('l’interruption est un danger : le procureur est informé par le même acte (L226-3-2)', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const danger = { tribunal: 'tj31555', expose: 'Partis dans la nuit, l’enfant est sans soins.' };
    await faire(cycle.DEMANDER_ADRESSE, deLaMesure(mesureId, { danger }));
    const enfantId = (await suivie(mesureId)).enfant.id as string;
    const [saisine] = await hub.database.query<Json>(
      'SELECT id, tribunal, motifs, information_id FROM crip.signalement WHERE enfant_id = $1',
      [enfantId],
    );
    expect(saisine).toMatchObject({ tribunal: 'tj31555', motifs: ['DEPART_SANS_ADRESSE'], information_id: null });
    const query = 'query ($id: ID!) { signalement(id: $id) { expose } }';
    expect(recu(await hub.demander('parquet', query, { id: saisine.id })).expose).toBe(danger.expose);
  });

  test('l’un ou l’autre ; celle d’une autre collectivité n’existe pas', async () => {
    const mesureId = await unAccueil({ mois: 2 });
    const [id, danger] = [await transmettre(), { tribunal: 'tj31555', expose: 'Danger.' }];
    expect(await refus(cycle.DEMANDER_ADRESSE, deLaMesure(mesureId, { informationId: id }))).toEqual([
      'informationId CHAMP_REQUIS',
    ]);
    expect(await refus(cycle.DEMANDER_ADRESSE, demande(id, { danger }))).toEqual(['danger VALEUR_INVALIDE']);
    const ailleurs = await hub.demander('crip33', cycle.DEMANDER_ADRESSE, { input: deLaMesure(mesureId) });
    expect(ailleurs.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
