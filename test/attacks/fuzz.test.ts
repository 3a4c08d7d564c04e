import { Pool } from 'undici';
import { CODES_REFUS } from '../../src/domain/errors';
import { executable } from '../../src/gateway/remote';
import { SUBGRAPHS } from '../../src/subgraphs/registry';
import { ACTES, LECTURES, peupler } from '../subgraphs/access-cases';
import {
  CLIENTS,
  FINALITES_USUELLES,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  type HubOuvert,
  type Terrain,
} from '../subgraphs/hub-ouvert';
import { chance } from './chance';
import { FORMS } from './forms';
import { drawOperation, type Operation } from './operations';

const OPERATIONS = 10_000;
const SEED = Number(process.env['FUZZ_SEED'] ?? '20260302');

let terrain: Terrain;
let hub: HubOuvert;
let ids: readonly string[];
/** Records by the name under which the acts ask for them: a random one of another kind is only ever « not found ». */
let parNom: Readonly<Record<string, readonly string[]>>;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  const env = {
    LIMIT_CLIENT_PER_MINUTE: '10000000',
    LIMIT_EVERYONE_PER_MINUTE: '100000000',
    LIMIT_URGENT_PER_MINUTE: '10000000',
  };
  hub = await ouvrirHub(terrain, { production: true, env });
  const sujets = Object.values(await peupler(hub)).flatMap((subjects) => Object.entries<string>(subjects));
  ids = sujets.map(([, id]) => id);
  const nommes = (...noms: string[]) => sujets.filter(([nom]) => noms.includes(nom)).map(([, id]) => id);
  parNom = {
    informationId: nommes('information', 'college', 'autreCollege', 'hopital'),
    enfantId: nommes('enfant'),
    requeteId: nommes('requete'),
    decisionId: nommes('decision'),
    lieuId: nommes('lieu'),
    saisineId: nommes('saisine'),
    mesureId: nommes('suivi'),
    mesureUrgenteId: nommes('mesure'),
  };
}, 120_000);
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

interface Outcome {
  readonly status: number;
  readonly text: string;
}

/** Sends them all over a few kept-alive connections; `check` sees each answer. */
async function sendAll(
  bodies: Iterable<{ body: string; token: string; finalite?: string | undefined }>,
  check: (body: string, outcome: Outcome) => void,
) {
  const pool = new Pool(new URL(hub.url).origin, { connections: 6 });
  const queue = bodies[Symbol.iterator]();
  const worker = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const { body, token, finalite } = next.value;
      const headers = {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(finalite === undefined ? {} : { finalite }),
      };
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      check(body, { status: answer.statusCode, text: await answer.body.text() });
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  await pool.close();
}

/** Whose role each root field admits, by trying. */
async function whoMay(tokens: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const acts = Object.entries(ACTES).map(([name, { query, input }]) => ({
    name,
    query,
    variables: { input: input() },
  }));
  const reads = Object.entries(LECTURES).map(([name, { query }]) => ({ name, query, variables: { id: 'x' } }));
  const allowed: Record<string, string[]> = {};
  for (const { name, query, variables } of [...acts, ...reads]) {
    const answers = await Promise.all(tokens.map((token) => hub.envoyer(JSON.stringify({ query, variables }), token)));
    const admitted = tokens.filter((_, rank) => !answers[rank]!.raw.includes('"FORBIDDEN"'));
    allowed[name] = admitted.length > 0 ? admitted : [...tokens];
  }
  return allowed;
}

test('10,000 operations and variables, from almost right to hostile: never a 5xx, never a word of the machine', async () => {
  const draw = chance(SEED);
  const { schema } = executable({ subgraphs: SUBGRAPHS });
  const tokens = CLIENTS.map((client) => hub.jeton(INSTITUTIONS[client]));
  const purposes = new Map(tokens.map((token, rank) => [token, FINALITES_USUELLES[INSTITUTIONS[CLIENTS[rank]!].role]]));
  const allowed = await whoMay(tokens);
  const inputs = Object.fromEntries(Object.entries(ACTES).map(([name, { input }]) => [name, input]));
  const source = { schema, draw, ids: [...ids, ...ids, 'x', '', '42'], forms: { ...FORMS, ...parNom }, inputs };
  const text = ({ query, variables }: Operation) => `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  function* bodies() {
    for (let rank = 0; rank < OPERATIONS; rank += 1) {
      // A third is right but for its facts; the others are more and more wrong.
      const operation = drawOperation(source, [0, 0.3, 1][rank % 3]!);
      const body = rank % 2_000 === 7 ? `{"query":"${'a'.repeat(5_000_000)}"}` : text(operation);
      const token = draw.pick(draw.happens(0.9) ? allowed[operation.field]! : tokens);
      // What states a purpose of its own is not contradicted; now and then none is stated, or one out of the list.
      const states = operation.query.includes('finalite') || draw.happens(0.1);
      const finalite = states ? undefined : draw.happens(0.02) ? 'CURIOSITE' : purposes.get(token);
      yield { body, token, finalite };
    }
  }

  const statuses = new Map<number, number>();
  const codes = new Map<string, number>();
  const count = <K>(into: Map<K, number>, key: K) => into.set(key, (into.get(key) ?? 0) + 1);
  const wrong: string[] = [];
  const { stackTraceLimit } = Error;
  // Jest finds the source line of each call of each refusal's stack, which nobody reads.
  Error.stackTraceLimit = 0;
  await sendAll(bodies(), (body, { status, text: answer }) => {
    count(statuses, status);
    const code = /"code":"([A-Z_]+)"/.exec(answer)?.[1] ?? (/"userErrors":\[\]/.test(answer) ? 'admis' : 'lu');
    count(codes, code);
    if (status >= 500 || /ERREUR_INTERNE|DELAI_DEPASSE|node_modules|\.[jt]s:\d+|syntax error|SELECT /.test(answer))
      wrong.push(`${String(status)} ${body.slice(0, 3_000)} -> ${answer.slice(0, 500)}`);
  });
  Error.stackTraceLimit = stackTraceLimit;

  expect(wrong.slice(0, 3)).toEqual([]);
  expect(wrong).toHaveLength(0);
  expect([...statuses.values()].reduce((sum, one) => sum + one, 0)).toBe(OPERATIONS);
  if (process.env['FUZZ_REPORT']) console.info(statuses, codes);
  // They reach every stage: the parser, the schema, the types, the rights, the rules of the acts, the records.
  const reached = (code: string) => codes.get(code) ?? 0;
  const rules = Object.keys(CODES_REFUS).reduce((sum, code) => sum + reached(code), 0);
  const stages = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND'].map(
    reached,
  );
  expect(Math.min(...stages, rules, reached('lu'), reached('admis'))).toBeGreaterThan(50);
}, 600_000);
