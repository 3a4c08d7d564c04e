import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';
import { demoClients } from '../../src/auth/demo-clients';
import { enregistrerMachine, enregistrerPartenairesDemo } from '../../src/partners';
import { newIssuer, token } from '../auth/tokens';
import { lire, nouvelleCle, ouvrirHubEmetteur, type HubEmetteur } from './hub';

/** A Keycloak, a ProConnect: it signs, publishes its keys, and has its own names for things. */
const AUTH_CLAIMS = 'institution=siret,client_id=azp,role=-,territoire=-,scope=-';
const SIRET = '22310001700423';

const issuer = newIssuer('sso-1');
let jwks: Server;
let hub: HubEmetteur;
beforeAll(async () => {
  jwks = createServer((_, response) => response.end(JSON.stringify({ keys: [issuer.jwk] })));
  await new Promise<void>((done) => jwks.listen(0, '127.0.0.1', done));
  const AUTH_JWKS = `http://127.0.0.1:${String((jwks.address() as AddressInfo).port)}/certs`;
  hub = await ouvrirHubEmetteur({
    AUTH_JWKS,
    AUTH_ISSUER: 'https://sso.test/realms/enfance',
    AUTH_CLAIMS,
    AUTH_ACR: 'eidas2, eidas3',
  });
  await enregistrerPartenairesDemo(hub.database);
  await hub.database.query(`UPDATE hub.partenaire SET identifiant_externe = $1 WHERE id = 'crip-31'`, [SIRET]);
});
afterAll(async () => {
  await hub.fermer();
  jwks.close();
  jwks.closeAllConnections();
});

const jeton = (payload: object = {}) =>
  token(issuer, {
    iss: 'https://sso.test/realms/enfance',
    aud: 'passerelle-enfance',
    ...{
      institution: undefined,
      role: undefined,
      territoire: undefined,
      scope: 'openid profile',
      client_id: undefined,
    },
    ...{ siret: SIRET, azp: 'poste-crip', acr: 'eidas2', ...payload },
  });
const code = async (payload?: object) => (await lire(hub, `Bearer ${jeton(payload)}`)).code;

it('replaces the server of the hub, which is not there any more', async () => {
  for (const path of ['/oidc/token', '/oidc/jwks', '/oidc/.well-known/openid-configuration'])
    expect((await fetch(hub.url + path, { method: 'POST' })).status).toBe(404);
});

it('its tokens are read by its own claims; role, territory and scopes come from the register', async () => {
  expect(await code()).toBeUndefined();
  expect(await code({ siret: '13002526500013' })).toBe('INSTITUTION_INCONNUE');
  expect(await code({ iss: 'https://other.test' })).toBe('UNAUTHENTICATED');
  expect(await code({ azp: undefined })).toBe('UNAUTHENTICATED');
});

it('a client that the register knows is held to its row; another institution cannot use it', async () => {
  const { database } = hub;
  const machine = { institution: 'crip-31', scopes: ['ip:lire'], publicJwk: nouvelleCle().jwk };
  await enregistrerMachine(database, { ...machine, clientId: 'etroit' });
  await enregistrerMachine(database, { ...machine, clientId: 'ailleurs', institution: demoClients.ase.institution });
  expect(await code({ azp: 'etroit' })).toBe('FORBIDDEN');
  expect(await code({ azp: 'ailleurs' })).toBe('HABILITATION_CONTRAIRE');
  await database.query(`UPDATE hub.client SET revoque_le = now() WHERE client_id = 'etroit'`);
  await new Promise((done) => setTimeout(done, 2_100));
  expect(await code({ azp: 'etroit' })).toBe('ACCES_REVOQUE');
});

describe('the level of assurance', () => {
  it.each([['eidas2'], ['eidas3']])('%s is enough', async (acr) => {
    expect(await code({ acr })).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['a password alone', 'eidas1'],
    ['nothing said', undefined],
    ['both in one text', 'eidas2 eidas3'],
    ['the beginning of a name', 'eidas'],
    ['a list', ['eidas2']],
    ['nothing', null],
    ['another writing', 'EIDAS2'],
  ])('%s: refused, in French, and the client is told to authenticate better', async (_, acr) => {
    const answer = await lire(hub, `Bearer ${jeton({ acr })}`);
    expect(answer).toMatchObject({ status: 401, code: 'NIVEAU_INSUFFISANT' });
    expect(answer.message).toMatch(/niveau de garantie/);
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer realm="passerelle-enfance", error="insufficient_user_authentication", acr_values="eidas2 eidas3"',
    );
  });

  it('does not make up for another fault of the token', async () => {
    expect(await code({ iss: 'https://other.test', acr: 'eidas1' })).toBe('UNAUTHENTICATED');
  });

  it('closes the socket of who has not enough', async () => {
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<[number, string]>((done) =>
      socket.once('close', (status: number, reason: Buffer) => {
        done([status, reason.toString()]);
      }),
    );
    await once(socket, 'open');
    const authorization = `Bearer ${jeton({ acr: 'eidas1' })}`;
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
    expect(await closed).toEqual([4401, expect.stringMatching(/niveau de garantie/)]);
  });
});
