import { Client } from 'pg';
import { fiche, ordonnance } from '../scenarios/envois';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { accuse, lignes, ouvrirHub, ouvrirTerrain, type HubOuvert, type Terrain } from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
let verrou: Client;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain, { env: { LIMIT_OPERATION_MS: '3000' } });
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
  await new Promise((done) => setTimeout(done, 1_000));
  expect(await lignes(hub.database)).toEqual(avant);

  const premier = accuse(await hub.demander('college', TRANSMETTRE, { input }));
  expect(accuse(await hub.demander('college', TRANSMETTRE, { input })).reference).toBe(premier.reference);
});

test('une lecture retardée est annulée par PostgreSQL, et sa connexion rendue', async () => {
  await verrou.query('BEGIN; LOCK TABLE crip.information_preoccupante IN ACCESS EXCLUSIVE MODE');
  const lire = () => hub.demander('crip', '{ informationsPreoccupantes { edges { cursor } } }');
  const tardives = await Promise.all(Array.from({ length: 30 }, lire));
  expect(new Set(tardives.map(({ status }) => status))).toEqual(new Set([503]));
  await new Promise((done) => setTimeout(done, 3_500));
  const [{ bloquees } = { bloquees: -1 }] = (
    await verrou.query<{ bloquees: number }>(
      `SELECT count(*)::int bloquees FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')`,
    )
  ).rows;
  expect(bloquees).toBe(0);
  await verrou.query('ROLLBACK');
  expect((await lire()).status).toBe(200);
});

test('des lectures bloquées en nombre ne retardent pas une mesure urgente', async () => {
  // A table that no policy of another names: PostgreSQL locks those too when it plans.
  await verrou.query('BEGIN; LOCK TABLE crip.horaires IN ACCESS EXCLUSIVE MODE');
  const lectures = (['crip', 'ase'] as const).flatMap((qui) =>
    Array.from({ length: 30 }, () => hub.demander(qui, '{ horairesCrip { jours } }')),
  );
  await new Promise((done) => setTimeout(done, 50));
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() }));
  await Promise.all(lectures);
  await verrou.query('ROLLBACK');
});
