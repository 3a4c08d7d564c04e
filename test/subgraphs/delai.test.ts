import { Client } from 'pg';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, lignes, ouvrirHub, ouvrirTerrain, type HubOuvert, type Terrain } from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
let verrou: Client;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain, { env: { LIMIT_OPERATION_MS: '500' } });
  verrou = new Client({ connectionString: terrain.databaseUrl });
  await verrou.connect();
});
afterAll(async () => {
  await verrou.end();
  await hub.fermer();
  await terrain.fermer();
});

test('un acte retardé n’est pas enregistré après coup ; renvoyé avec sa clé, il l’est une fois', async () => {
  const avant = await lignes(hub.database);
  const input = fiche();
  await verrou.query('BEGIN; LOCK TABLE hub.livraison IN ACCESS EXCLUSIVE MODE');
  const tardif = await hub.demander('college', TRANSMETTRE, { input });
  expect(tardif.status).toBe(503);
  expect(tardif.body.errors?.[0]?.extensions.code).toBe('DELAI_DEPASSE');
  await verrou.query('ROLLBACK');
  await new Promise((done) => setTimeout(done, 300));
  expect(await lignes(hub.database)).toEqual(avant);

  const premier = accuse(await hub.demander('college', TRANSMETTRE, { input }));
  expect(accuse(await hub.demander('college', TRANSMETTRE, { input })).reference).toBe(premier.reference);
});
