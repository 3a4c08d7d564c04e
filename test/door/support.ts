import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { staticJwks } from '../../src/auth/jwks';
import { createVerifier } from '../../src/auth/verify';
import { HubError, RefusError } from '../../src/domain/errors';
import { createDoor, type Door, type DoorDeps } from '../../src/gateway/server';
import type { LogFields, Logger } from '../../src/platform/logger';
import { AUDIENCE, ISSUER, newIssuer, token } from '../auth/tokens';

export const issuer = newIssuer();
export const verifier = createVerifier({
  jwks: staticJwks({ keys: [issuer.jwk] }),
  issuer: ISSUER,
  audience: AUDIENCE,
});
export const bearer = (payload: object = {}) => `Bearer ${token(issuer, payload)}`;

/** A word that no answer and no log may repeat. */
export const SECRET = 'Léa-Dupont';

const typeDefs = /* GraphQL */ `
  scalar Cle
  scalar Brut
  directive @une(raison: String!) on FIELD
  enum Statut {
    OUVERTE
    CLOSE
  }
  input Enfant {
    nom: String!
    age: Int
    statut: Statut
    cle: Cle
    brut: Brut
    freres: [Enfant!]
  }
  input Choix @oneOf {
    a: String
    b: Int
  }
  interface Sujet {
    id: ID!
  }
  type Dossier implements Sujet {
    id: ID!
    titre: String
    dossier: Dossier
  }
  type Lettre implements Sujet {
    id: ID!
    corps: Int
  }
  union Piece = Dossier | Lettre
  type Query {
    bonjour(nom: String): String
    moi: String
    dossier(id: ID!): Dossier
    piece: Piece
    sujet: Sujet
    nombre(valeur: Int!, facteur: Float, actif: Boolean): Int
    statut(valeur: Statut! = OUVERTE): Statut
    enfant(input: Enfant!): String
    choix(input: Choix!): String
    liste(valeurs: [Int!]!): Int
    introuvable: String
    refuse: String
    casse: String
    cassePlus: String!
    mentParLeSchema: Int
    erreurEtrangere: String
  }
  type Mutation {
    ecrire: Int
  }
  type Subscription {
    compteur(jusqua: Int!): Int!
    sansFin: Int!
    casseEnRoute: Int
  }
`;

async function* count(to: number) {
  for (let value = 1; value <= to; value += 1) {
    await new Promise((done) => setTimeout(done, 1));
    yield value;
  }
}

/** What the toy schema was doing when a test looked. */
export const running = { sansFin: 0, attente: undefined as Promise<void> | undefined };

async function* endless() {
  running.sansFin += 1;
  try {
    for (let value = 0; ; value += 1) {
      yield value;
      await new Promise((done) => setTimeout(done, 5));
    }
  } finally {
    running.sansFin -= 1;
  }
}

// The hub's own scalars refuse in French, by a HubError; a library's refuse in English and quote the value.
const Cle = new GraphQLScalarType({
  name: 'Cle',
  parseValue: () => {
    throw new HubError('BAD_USER_INPUT', 'Clé : neuf chiffres attendus.');
  },
});
const Brut = new GraphQLScalarType({
  name: 'Brut',
  parseValue: (value) => {
    throw new GraphQLError(`Brut cannot be "${String(value)}"`);
  },
});

export const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Cle,
    Brut,
    Piece: { __resolveType: () => 'Dossier' },
    Sujet: { __resolveType: () => 'Dossier' },
    Query: {
      bonjour: async (_: unknown, { nom }: { nom?: string }) => {
        await running.attente;
        return `Bonjour ${nom ?? 'vous'}`;
      },
      moi: (_: unknown, __: unknown, { institution }: { institution: string }) => institution,
      dossier: (_: unknown, { id }: { id: string }) => ({ id, titre: 't' }),
      piece: () => ({ id: '1' }),
      sujet: () => ({ id: '1' }),
      nombre: (_: unknown, { valeur }: { valeur: number }) => valeur,
      statut: (_: unknown, { valeur }: { valeur: string }) => valeur,
      enfant: () => 'reçu',
      choix: () => 'reçu',
      liste: () => 1,
      introuvable: () => {
        throw new HubError('NOT_FOUND');
      },
      refuse: () => {
        throw new RefusError([{ code: 'DATE_FUTURE', path: ['date'], message: 'La date est dans le futur.' }]);
      },
      casse: () => {
        throw new Error(`cannot read ${SECRET}`);
      },
      cassePlus: () => {
        throw new Error(`cannot read ${SECRET}`);
      },
      mentParLeSchema: () => SECRET,
      erreurEtrangere: () => {
        throw new GraphQLError(`No such row: ${SECRET}`, { extensions: { code: 'FORBIDDEN', nom: SECRET } });
      },
    },
    Subscription: {
      compteur: { subscribe: (_: unknown, { jusqua }: { jusqua: number }) => count(jusqua), resolve: (n: number) => n },
      sansFin: { subscribe: endless, resolve: (n: number) => n },
      casseEnRoute: {
        subscribe: () => count(1),
        resolve: () => {
          throw new Error(`cannot read ${SECRET}`);
        },
      },
    },
  },
});

export interface LogLine extends LogFields {
  readonly level: string;
  readonly event: string;
}

export function recordingLogger(): Logger & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      void lines.push({ level, event, ...fields });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export type TestContext = { institution: string; authorization: string | undefined };

export async function openDoor(more: Partial<DoorDeps<TestContext>> = {}): Promise<Door> {
  const door = await createDoor<TestContext>({
    schema,
    verifier,
    institutionConnue: () => Promise.resolve(true),
    contextFor: ({ institution }, { headers }) => ({ institution, authorization: headers.authorization }),
    logger: recordingLogger(),
    introspection: true,
    ...more,
  });
  await door.listen(0, '127.0.0.1');
  return door;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: any;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Buffer;
}

/** One request on a connection of its own. A token and a JSON content type are added unless `headers` says otherwise. */
export function send(door: Door, { method = 'POST', path = '/graphql', headers = {}, body }: Sent): Promise<Answer> {
  const all = { authorization: bearer(), 'content-type': 'application/json', ...headers };
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${door.url}${path}`, { method, headers: present, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json: unknown =
          /json/.test(response.headers['content-type'] ?? '') && text ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}

export function query(door: Door, text: string, variables?: unknown, headers: Sent['headers'] = {}): Promise<Answer> {
  return send(door, { body: JSON.stringify({ query: text, variables }), headers });
}

/** Bytes as they are, and all that comes back until the connection ends. */
export function raw(door: Door, bytes: string, { end = true } = {}): Promise<string> {
  const { hostname, port } = new URL(door.url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes);
      if (end) socket.end();
    });
    socket.setEncoding('utf8').on('data', (chunk) => (received += String(chunk)));
    socket.once('close', () => {
      resolve(received);
    });
    socket.once('error', reject);
  });
}

const ENGLISH =
  /\b(the|must|cannot|unknown|expected|found|provided|invalid|value of|syntax|unexpected|field "|did you mean|not|error)\b/i;

/** A refusal fit to leave the hub: French, a stable code, the request's name, no stack, no value. */
export function expectPublished(answer: Pick<Answer, 'json' | 'text' | 'headers'>, code: string): any {
  const [error] = answer.json.errors;
  expect(error.extensions).toMatchObject({ code, requete: answer.headers['x-request-id'] });
  expect(error.message).not.toMatch(ENGLISH);
  expect(error.message).toMatch(/^[A-ZÀÉÊ«tC]/);
  expect(answer.text).not.toContain('node_modules');
  expect(answer.text).not.toMatch(/stack/i);
  expect(answer.text).not.toContain(SECRET);
  return error;
}
