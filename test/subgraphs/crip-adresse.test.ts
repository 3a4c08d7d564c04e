import { randomUUID } from 'node:crypto';
import * as cycle from '../scenarios/cycle-operations';
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

const { transmettre, faire, avancer, refus, dossier, horloges, jusqua } = gestes(() => hub);
const demande = (informationId: string, changes: object = {}) => ({
  ...{ idempotencyKey: randomUUID(), informationId, caisses: ['CPAM', 'CAF'], recueLe: new Date().toISOString() },
  ...changes,
});
const reponse = (informationId: string, connue = true) => ({
  ...{ informationId, connue, recueLe: new Date().toISOString() },
});
const a7 = async (id: string) => (await horloges(id)).filter(({ regle }) => regle === 'A7').map(({ etat }) => etat);

test('les caisses ont dix jours ; la CRIP est avertie, la réponse tient le délai, le dossier en garde la trace', async () => {
  const id = await jusqua('QUALIFIEE_IP', await transmettre());
  const { accuseReception } = await faire(cycle.DEMANDER_ADRESSE, demande(id));
  expect(accuseReception.echeances.map(({ regle }: Json) => regle)).toEqual(['A7']);
  const query = 'query { echeances(first: 100, filtre: { regle: "A7" }) { edges { node { acteur sujet { id } } } } }';
  const { edges } = recu(await hub.demander('crip', query));
  expect(edges.map(({ node }: Json) => [node.acteur, node.sujet.id])).toEqual([[null, id]]);
  expect(await refus(cycle.DEMANDER_ADRESSE, demande(id))).toEqual(['informationId DEJA_FAIT']);
  expect(await avancer(cycle.REPONSE_ADRESSE, reponse(id))).toBe('QUALIFIEE_IP');
  expect(await a7(id)).toEqual(['TENUE']);
  expect((await dossier(id)).historique.slice(-2).map(({ acte, motif }: Json) => [acte, motif])).toEqual([
    ['demanderAdresse', 'CPAM, CAF'],
    ['enregistrerReponseAdresse', 'Adresse communiquée'],
  ]);
});

test('inconnue d’une caisse, elle se redemande', async () => {
  const id = await transmettre();
  await faire(cycle.DEMANDER_ADRESSE, demande(id, { caisses: ['CAF'] }));
  await faire(cycle.REPONSE_ADRESSE, reponse(id, false));
  await faire(cycle.DEMANDER_ADRESSE, demande(id, { caisses: ['CPAM'] }));
  expect(await a7(id)).toEqual(['TENUE', 'OUVERTE']);
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
