import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { staticJwks } from '../../src/auth/jwks';
import type { Registre } from '../../src/auth/register';
import { createVerifier } from '../../src/auth/verify';
import { HubError } from '../../src/domain/errors';
import { createDoor, type Door, type DoorDeps } from '../../src/gateway/server';
import type { LogFields, Logger } from '../../src/platform/logger';
import { schema, SECRET } from './toy-schema';
import { AUDIENCE, ISSUER, newIssuer, token } from '../auth/tokens';

export const issuer = newIssuer();
export const verifier = createVerifier({
  jwks: staticJwks({ keys: [issuer.jwk] }),
  issuer: ISSUER,
  audience: AUDIENCE,
  publicUrl: () => 'http://hub.test',
  firstUse: () => Promise.resolve(true),
});
/** A register that grants what the token says to every institution but these. */
export const registre = (...inconnues: string[]): Registre => ({
  habiliter: (jeton) =>
    inconnues.includes(jeton.institution)
      ? Promise.reject(new HubError('INSTITUTION_INCONNUE'))
      : Promise.resolve({ role: 'crip', territoire: null, scopes: [], ...jeton }),
  revoir: (actors) => Promise.resolve(actors.map(({ institution }) => !inconnues.includes(institution))),
});
export const bearer = (payload: object = {}) => `Bearer ${token(issuer, payload)}`;

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
    registre: registre(),
    contextFor: ({ institution }, { headers }) => ({ institution, authorization: headers.authorization }),
    logger: recordingLogger(),
    introspection: true,
    ...more,
  });
  await door.listen(0, '127.0.0.1');
  return door;
}

/** Whatever an answer holds. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Json;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Buffer;
}

/** One request on a connection of its own. A token and a JSON content type are added unless `headers` says otherwise. */
export function send(door: Door, { method = 'POST', path = '/graphql', headers = {}, body }: Sent): Promise<Answer> {
  const all: Record<string, string | undefined> = {
    authorization: bearer(),
    'content-type': 'application/json',
    ...headers,
  };
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
export function expectPublished(answer: Pick<Answer, 'json' | 'text' | 'headers'>, code: string): Json {
  const [error] = answer.json.errors;
  expect(error.extensions).toMatchObject({ code, requete: answer.headers['x-request-id'] });
  expect(error.message).not.toMatch(ENGLISH);
  expect(error.message).toMatch(/^[A-ZÀÉÊ«tC]/);
  expect(answer.text).not.toContain('node_modules');
  expect(answer.text).not.toMatch(/stack/i);
  expect(answer.text).not.toContain(SECRET);
  return error;
}
