import { randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { demoClients } from '../../src/auth/demo-clients';
import { lazyIssuerKeys } from '../../src/identity/open';
import { enregistrerMachine } from '../../src/partners';
import { abonner } from '../subgraphs/abonne';
import {
  assertion,
  corps,
  demanderJeton,
  jetonDe,
  lire,
  nouvelleCle,
  nouvelleMachine,
  ouvrirHubEmetteur,
  type HubEmetteur,
  type Machine,
} from './hub';

let hub: HubEmetteur;
beforeAll(async () => {
  hub = await ouvrirHubEmetteur();
});
afterAll(() => hub.fermer());

const sql = (text: string, ...values: unknown[]) => hub.database.query(text, values);
const revoquer = ({ clientId }: Machine) =>
  sql('UPDATE hub.client SET revoque_le = now() WHERE client_id = $1', clientId);

/** What only the hub's own key could sign: a token whose server erred, or whose client changed since. */
function signer(machine: Machine, payload: object): string {
  const { kid, privateKey } = lazyIssuerKeys(hub.config).current().signing;
  const { institution, role, territoire, scopes } = demoClients.crip;
  const claims = { institution, role, territoire, scope: scopes.join(' '), client_id: machine.clientId, ...payload };
  return sign(claims, privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: 'at+jwt', kid },
    ...{ issuer: hub.config.AUTH_ISSUER, audience: hub.config.AUTH_AUDIENCE, subject: machine.clientId },
    ...{ jwtid: randomUUID(), expiresIn: 300 },
  });
}

describe('a token that', () => {
  it.each<[string, object, string, RegExp]>([
    ['says another territory than the register', { territoire: '33' }, 'HABILITATION_CONTRAIRE', /territoire/],
    ['says no territory', { territoire: null }, 'HABILITATION_CONTRAIRE', /territoire/],
    ['says another role', { role: 'ase' }, 'HABILITATION_CONTRAIRE', /role/],
    ['says another institution', { institution: 'ase-31', role: 'ase' }, 'HABILITATION_CONTRAIRE', /client_id/],
    ['says an institution that nobody knows', { institution: 'crip-99' }, 'INSTITUTION_INCONNUE', /enregistrée/],
    ['says a scope of others', { scope: 'ip:lire mesure:notifier' }, 'HABILITATION_CONTRAIRE', /scope/],
    ['names a client that nobody knows', { client_id: 'nobody' }, 'ACCES_REVOQUE', /révoqué/],
  ])('%s: 403', async (_, payload, code, said) => {
    const machine = await nouvelleMachine(hub);
    const answer = await lire(hub, `Bearer ${signer(machine, payload)}`);
    expect(answer).toMatchObject({ status: 403, code });
    expect(answer.message).toMatch(said);
    expect((await lire(hub, `Bearer ${signer(machine, {})}`)).status).toBe(200);
  });

  it('has more than the client was granted, because it was granted less since: 403', async () => {
    const machine = await nouvelleMachine(hub);
    await sql(`UPDATE hub.client SET scopes = '{notification:lire}' WHERE client_id = $1`, machine.clientId);
    expect(await lire(hub, `Bearer ${signer(machine, {})}`)).toMatchObject({ code: 'HABILITATION_CONTRAIRE' });
    expect((await lire(hub, `Bearer ${signer(machine, { scope: 'notification:lire' })}`)).status).toBe(200);
  });
});

/** Two seconds for who asks, two for who listens; the rest is what a busy machine adds. */
const LIMITE_MS = 20_000;

async function cesse(bearer: string): Promise<{ ms: number; code: string | undefined }> {
  const start = performance.now();
  for (;;) {
    const { status, code } = await lire(hub, bearer);
    const ms = performance.now() - start;
    if (status !== 200) return { ms, code };
    if (ms > 2 * LIMITE_MS) throw new Error('still accepted');
    await new Promise((again) => setTimeout(again, 100));
  }
}

describe('a client', () => {
  it('revoked, gets no token at once, and those it has stop soon after', async () => {
    const machine = await nouvelleMachine(hub);
    const other = await nouvelleMachine(hub);
    const token = await jetonDe(hub, machine);
    expect((await lire(hub, `Bearer ${token}`)).status).toBe(200);
    await revoquer(machine);
    const refused = await demanderJeton(hub, corps(assertion(hub, machine), machine.scopes));
    expect(refused).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const { ms, code } = await cesse(`Bearer ${token}`);
    expect(code).toBe('ACCES_REVOQUE');
    expect(ms).toBeLessThan(LIMITE_MS);
    expect((await lire(hub, `Bearer ${await jetonDe(hub, other)}`)).status).toBe(200);
  });

  it('whose institution is revoked loses all its machines', async () => {
    const machine = await nouvelleMachine(hub, { ...demoClients.crip, institution: 'crip-33', territoire: '33' });
    const token = await jetonDe(hub, machine);
    expect((await lire(hub, `Bearer ${token}`)).status).toBe(200);
    await sql(`UPDATE hub.partenaire SET revoque_le = now() WHERE id = 'crip-33'`);
    expect((await demanderJeton(hub, corps(assertion(hub, machine), machine.scopes))).status).toBe(401);
    expect(await cesse(`Bearer ${token}`)).toMatchObject({ code: 'ACCES_REVOQUE' });
  });

  it('whose key was withdrawn proves nothing with it, and everything with the new one', async () => {
    const machine = await nouvelleMachine(hub);
    const cle = nouvelleCle();
    const { kid } = cle.jwk;
    const { clientId, scopes } = machine;
    await enregistrerMachine(hub.database, { clientId, scopes, institution: 'crip-31', publicJwk: cle.jwk });
    const ask = async (by: Machine) => (await demanderJeton(hub, corps(assertion(hub, by), by.scopes))).status;
    expect([await ask(machine), await ask({ ...machine, ...cle })]).toEqual([200, 200]);
    await sql('UPDATE hub.cle_client SET retiree_le = now() WHERE client_id = $1 AND kid <> $2', machine.clientId, kid);
    expect([await ask(machine), await ask({ ...machine, ...cle })]).toEqual([401, 200]);
  });

  it('revoked while it listens, is thrown out', async () => {
    const [machine, other] = [await nouvelleMachine(hub), await nouvelleMachine(hub)];
    const listen = async (by: Machine) => abonner(`${hub.url}/graphql`, await jetonDe(hub, by));
    const [revoked, kept] = [await listen(machine), await listen(other)];
    await Promise.all([revoked.ouvert, kept.ouvert]);
    await revoquer(machine);
    const start = performance.now();
    expect(await revoked.ferme).toEqual(
      expect.objectContaining({ code: 4403, reason: "L'accès au hub a été révoqué." }),
    );
    expect(performance.now() - start).toBeLessThan(LIMITE_MS);
    const encore = new Promise((done) => setTimeout(done, 100, 'open'));
    expect(await Promise.race([kept.ferme, encore])).toBe('open');
    await kept.fermer();
    const again = abonner(`${hub.url}/graphql`, signer(machine, {}));
    expect(await again.ferme).toEqual(
      expect.objectContaining({ code: 4403, reason: expect.stringMatching(/révoqué/) }),
    );
  });
});
