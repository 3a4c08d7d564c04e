import type { SubgraphName } from '../../src/platform/config';
import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { demoClients } from '../../src/auth/demo-clients';
import { executable } from '../../src/gateway/remote';
import { enregistrerPartenaire } from '../../src/partners';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { ASE } from '../scenarios/ase-operations';
import { ACTES, LECTURES, peupler } from '../subgraphs/access-cases';
import {
  anonyme,
  FINALITES_USUELLES,
  ouvrirHub,
  ouvrirTerrain,
  type HubOuvert,
  type Json,
  type Porteur,
  type Terrain,
} from '../subgraphs/hub-ouvert';
import { leavesOf, withLeaf, type Leaf } from './leaves';

const ici = <T extends keyof typeof demoClients>(nom: T, institution: string, territoire = '59') => ({
  ...demoClients[nom],
  institution,
  nom: `${nom} du Nord`,
  territoire,
});
/** Institutions of a territory where nothing has been written: every record of the hub is somebody else's. */
const STRANGERS = {
  college: ici('college', '0599001X'),
  dsden: ici('dsden', '0599002Y'),
  hopital: ici('hopital', '590000001'),
  parquet: ici('parquet', 'tj59350', 'tj59350'),
  juge: ici('juge', 'je-tj59350', 'tj59350'),
  crip: ici('crip', 'crip-59'),
  ase: ici('ase', 'ase-59'),
  snated: demoClients.snated,
} as const;

/** So many questions in a row, none of them refused for their number. */
const SANS_QUOTA = {
  LIMIT_CLIENT_PER_MINUTE: '1000000',
  LIMIT_EVERYONE_PER_MINUTE: '1000000',
  LIMIT_URGENT_PER_MINUTE: '1000000',
};

let terrain: Terrain;
let hub: HubOuvert;
let ids: readonly string[];
let texts: readonly string[];
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain, { env: SANS_QUOTA });
  for (const stranger of Object.values(STRANGERS)) await enregistrerPartenaire(hub.database, stranger);
  await peupler(hub);
  // What is named agents' is asked by one of them.
  for (const un of ['crip', 'ase'] as const) {
    const secretariat: Porteur = { ...STRANGERS[un], sub: 'secretariat' };
    const agent = `test-${STRANGERS[un].institution}`;
    expect(await hub.demander(secretariat, ASE.designerAgent, { input: { agent, enFonction: true } })).toMatchObject({
      body: { data: { designerAgent: { userErrors: [] } } },
    });
  }
  ids = await column('uuid', ['id'], 1);
  texts = await column('text', ['reference', 'numero_parquet', 'destinataire', 'acteur', 'regle'], 1);
}, 120_000);
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

/** A few values of each column of these names, in every table of the hub. */
async function column(type: string, names: readonly string[], each: number): Promise<readonly string[]> {
  const columns = await hub.database.query<{ sql: string }>(
    `SELECT format('(SELECT DISTINCT %I::text value FROM %I.%I WHERE %I IS NOT NULL LIMIT ${String(each)})', column_name, table_schema, table_name, column_name) sql
     FROM information_schema.columns JOIN pg_tables ON schemaname = table_schema AND tablename = table_name
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'public', 'bullmq') AND data_type = $1 AND column_name = ANY($2)`,
    [type, names],
  );
  const rows = await hub.database.query<{ value: string }>(columns.map(({ sql }) => sql).join(' UNION '));
  return rows.map(({ value }) => value);
}

const { schema } = executable({ subgraphs: SUBGRAPHS });
const leaves = leavesOf(schema);
const named = ({ field, path }: Leaf) => `${field.name}(${path.join('.')})`;

/** The operation, asking for everything that its answer holds at its first levels. */
function documentOf({ kind, field }: Pick<Leaf, 'kind' | 'field'>): string {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${kind} Q${declared && `(${declared})`} { ${field.name}${given && `(${given})`} ${selection(field, 2)} }`;
}

function selection(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return '';
  const fields = Object.values((type as GraphQLObjectType).getFields()).filter(
    // A receipt is signed for each act: it is never twice the same.
    ({ name, type: of, args }) =>
      name !== 'recu' && (isLeafType(getNamedType(of)) || depth > 0) && !args.some((arg) => isNonNullType(arg.type)),
  );
  return `{ __typename ${fields.map((one) => `${one.name} ${selection(one, depth - 1)}`).join(' ')} }`;
}

/** Variables of the right form: what the acts are sent in the table of rights, their blanks filled. */
function variablesOf({ kind, field }: Leaf): object {
  if (kind === 'query') return field.args.some(({ name }) => name === 'id') ? { id: randomUUID() } : {};
  const input = ACTES[field.name]?.input() ?? {};
  return { input: filled({ ...input, ...('idempotencyKey' in input ? { idempotencyKey: randomUUID() } : {}) }) };
}

function filled(value: unknown): unknown {
  if (value === '') return 'Exemple';
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]));
}

const documents = new Map(leaves.map((leaf) => [leaf, documentOf(leaf)]));
const ask = (qui: Porteur, leaf: Leaf, value: string) =>
  hub.demander(qui, documents.get(leaf)!, withLeaf(variablesOf(leaf), leaf, value), FINALITES_USUELLES[qui.role]);

/** What an answer gives: nothing, or what there is. */
function held(data: Json): unknown[] {
  if (data === null || data === undefined || typeof data !== 'object')
    return data === null || data === undefined ? [] : [data];
  if (Array.isArray(data)) return data.flatMap(held);
  return Object.entries(data as Record<string, Json>)
    .filter(([name]) => !['__typename', 'pageInfo', 'userErrors'].includes(name))
    .flatMap(([, value]) => held(value));
}

const codeOf = (raw: string) => /"code":"([A-Z_]+)"/.exec(raw)?.[1] ?? 'rien';

describe('the identifier of a record of somebody else, in every argument of every operation', () => {
  // To open somebody else's file in an emergency is what it is for: `subgraphs/acces-urgence.test.ts`.
  const places = leaves.filter(({ type, field }) => type === 'ID' && field.name !== 'ouvrirEnUrgence');
  const outcomes = new Map<string, Set<string>>();

  test('there are many', () => {
    expect(places.length).toBeGreaterThan(60);
    expect(ids.length).toBeGreaterThan(20);
  });

  test.each(places.map((leaf) => [named(leaf), leaf] as const))('%s', async (name, leaf) => {
    for (const [qui, porteur] of Object.entries(STRANGERS)) {
      const absent = await ask(porteur, leaf, randomUUID());
      if (absent.raw.includes('"FORBIDDEN"')) continue;
      expect(held(absent.body.data)).toEqual([]);
      (outcomes.get(name) ?? outcomes.set(name, new Set()).get(name)!).add(codeOf(absent.raw));
      const answers = await Promise.all(ids.map((id) => ask(porteur, leaf, id)));
      for (const [rank, answer] of answers.entries())
        expect([qui, ids[rank], anonyme(answer)]).toEqual([qui, ids[rank], anonyme(absent)]);
    }
  });

  test('most reached the place where identifiers are looked up; the others, a rule that comes before', () => {
    const looked = [...outcomes.values()].filter((codes) => codes.has('NOT_FOUND'));
    expect(looked.length).toBeGreaterThan(0.7 * outcomes.size);
  });
});

describe('a reference of somebody else, in every filter of every list', () => {
  const places = leaves.filter(({ kind, type }) => kind === 'query' && type === 'String');

  test.each(places.map((leaf) => [named(leaf), leaf] as const))('%s', async (_, leaf) => {
    const cursors = leaf.path.at(-1) === 'after' ? await cursorsOf(leaf.field.name) : texts;
    for (const porteur of Object.values(STRANGERS))
      for (const answer of await Promise.all(cursors.map((text) => ask(porteur, leaf, text))))
        expect(held(answer.body.data)).toEqual([]);
  });

  /** Where those who have lines would go on reading. */
  async function cursorsOf(list: string): Promise<readonly string[]> {
    const read = await Promise.all(
      (['crip', 'ase', 'parquet', 'college', 'juge', 'defenseur'] as const).map((qui) =>
        hub.demander(qui, `{ ${list} { edges { cursor } } }`),
      ),
    );
    return read.flatMap(({ body }) => (body.data?.[list]?.edges ?? []).map(({ cursor }: Json) => cursor as string));
  }
});

test('every operation is met, or takes no identifier', () => {
  const met = new Set(leaves.filter(({ type }) => type === 'ID').map(({ field }) => field.name));
  const others = [...Object.keys(LECTURES), ...Object.keys(ACTES)].filter((name) => !met.has(name));
  for (const name of others)
    expect([name, leaves.filter(({ field, type }) => field.name === name && type === 'ID')]).toEqual([name, []]);
});

describe('entities, as gateways ask for them', () => {
  test.each(SUBGRAPHS.map(({ name }) => name))('%s', async (subgraph) => {
    const alone = await ouvrirHub(terrain, { subgraph: subgraph as SubgraphName });
    const { schema: own, references } = SUBGRAPHS.find(({ name }) => name === subgraph)!;
    for (const typeName of Object.keys(references)) {
      const type = own.getType(typeName);
      if (!isObjectType(type)) continue;
      const field = { type } as GraphQLField<unknown, unknown>;
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${typeName} ${selection(field, 2)} } }`;
      const read = (id: string, porteur: Porteur) =>
        alone.demander(porteur, query, { r: [{ __typename: typeName, id }] }, FINALITES_USUELLES[porteur.role]);
      for (const [qui, porteur] of Object.entries(STRANGERS)) {
        const absent = randomUUID();
        const nothing = anonyme(await read(absent, porteur)).raw.replaceAll(absent, '');
        for (const id of ids) {
          const answer = anonyme(await read(id, porteur)).raw.replaceAll(id, '');
          expect([typeName, qui, id, answer]).toEqual([typeName, qui, id, nothing]);
        }
      }
    }
    await alone.fermer();
  });
});
