import { VOIE_URGENTE } from '../../src/domain/voie-urgente';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { fiche, ordonnance } from '../scenarios/envois';
import { ACCUSER, NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { LECTURES } from './access-cases';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  // A page of a hundred notifications is three points.
  const env = { LIMIT_CLIENT_PER_MINUTE: '9', LIMIT_EVERYONE_PER_MINUTE: '15' };
  hub = await ouvrirHub(terrain, { env });
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

test('chaque opération de la voie urgente existe', () => {
  const champs = SUBGRAPHS.flatMap(({ schema }) =>
    [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.keys(type?.getFields() ?? {})),
  );
  expect(champs).toEqual(expect.arrayContaining(Object.keys(VOIE_URGENTE)));
});

test('les lectures en nombre n’empêchent ni une OPP, ni son accusé, ni une information préoccupante', async () => {
  const lire = (qui: 'parquet' | 'ase' | 'college') => hub.demander(qui, LECTURES.notifications.query);
  const lectures = await Promise.all(
    (['parquet', 'ase', 'college'] as const).flatMap((qui) => [1, 2, 3, 4, 5].map(() => lire(qui))),
  );
  expect(lectures.filter(({ status }) => status === 200).length).toBe(5);
  for (const qui of ['parquet', 'ase', 'college'] as const) {
    const refus = await lire(qui);
    expect(refus.status).toBe(429);
    expect(refus.body.errors?.[0]?.extensions.code).toBe('QUOTA_DEPASSE');
  }

  const { id } = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() }));
  expect(recu(await hub.demander('ase', LECTURES.mesureUrgente.query, { id }))).toEqual({ id });
  const input = { mesureId: id, fonction: "Cadre d'astreinte" };
  expect(recu(await hub.demander('ase', ACCUSER, { input })).userErrors).toEqual([]);
  accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() }));
});
