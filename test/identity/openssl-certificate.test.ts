import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'jsonwebtoken';
import { certificateThumbprint } from '../../src/auth/client-certificate';
import { selfSigned } from './certificate';
import { assertion, corps, nouvelleMachine, ouvrirHubEmetteur, type HubEmetteur, type Machine } from './hub';

/** What an integrator has at hand: `openssl req -x509`, and a TLS client that presents what it made. */
const openssl = spawnSync('openssl', ['version']).status === 0;
const CLES = {
  'RSA 2048': ['-newkey', 'rsa:2048'],
  'EC P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
} as const;
type Certificat = Readonly<Record<'key' | 'cert', string>>;

(openssl ? describe : describe.skip)('a client certificate made by OpenSSL (RFC 8705)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-openssl-'));
  let hub: HubEmetteur;
  beforeAll(async () => {
    const own = Object.entries(selfSigned('hub')).map(([name, pem]) => {
      const path = join(folder, name);
      writeFileSync(path, pem);
      return [`TLS_${name.toUpperCase()}_FILE`, path];
    });
    hub = await ouvrirHubEmetteur(Object.fromEntries(own) as Record<string, string>);
  });
  afterAll(async () => {
    await hub.fermer();
    rmSync(folder, { recursive: true });
  });

  function certificat(nom: string, cle: readonly string[]): Certificat {
    const [key, cert] = ['key', 'crt'].map((suite) => join(folder, `${nom}.${suite}`)) as [string, string];
    const sujet = ['-subj', `/C=FR/O=Partenaire/CN=${nom}`, '-days', '1'];
    execFileSync('openssl', ['req', '-x509', ...cle, '-nodes', '-keyout', key, '-out', cert, ...sujet], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  }

  type Answer = { status: number; body: any };
  const send = (path: string, body: string, headers: Record<string, string>, by?: Certificat) =>
    new Promise<Answer>((done, fail) => {
      const agent = new Agent({ rejectUnauthorized: false, ...by });
      const asked = request(`${hub.url}${path}`, { method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
        response.once('end', () => {
          agent.destroy();
          done({ status: response.statusCode!, body: JSON.parse(text) });
        });
      });
      asked.once('error', fail).end(body);
    });
  const demander = (machine: Machine, by?: Certificat) =>
    send(
      '/oidc/token',
      corps(assertion(hub, machine), machine.scopes).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
      by,
    );
  const lire = (token: string, by?: Certificat) =>
    send(
      '/graphql',
      JSON.stringify({ query: '{ notifications { pageInfo { hasNextPage } } }' }),
      { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      by,
    );

  it.each(Object.keys(CLES) as (keyof typeof CLES)[])(
    '%s: opens the door to its token, and no other does',
    async (nom) => {
      const slug = nom.replace(/\W/g, '');
      const [sien, autre] = [certificat(slug, CLES[nom]), certificat(`autre-${slug}`, CLES[nom])];
      const machine = await nouvelleMachine(hub, undefined, { contrainte: 'MTLS' });
      expect(await demander(machine)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
      const { body } = await demander(machine, sien);
      const token: string = body.access_token;
      const empreinte = certificateThumbprint(new X509Certificate(sien.cert));
      expect(decode(token)).toMatchObject({ cnf: { 'x5t#S256': empreinte } });
      expect(opensslThumbprint(sien)).toBe(empreinte);
      expect(await lire(token, sien)).toMatchObject({ status: 200, body: { data: { notifications: {} } } });
      for (const by of [autre, undefined]) {
        const answer = await lire(token, by);
        expect(answer.status).toBe(401);
        expect(JSON.stringify(answer.body)).toMatch(/certificat TLS qui n'est pas celui de cette connexion/);
      }
      // The certificate of the right holder over the key of another: TLS itself ends there.
      await expect(lire(token, { cert: sien.cert, key: autre.key })).rejects.toThrow();
    },
  );

  /** What an integrator compares: `openssl x509 -fingerprint -sha256`, as base64url. */
  function opensslThumbprint({ cert }: Certificat): string {
    const said = execFileSync('openssl', ['x509', '-noout', '-fingerprint', '-sha256'], { input: cert }).toString();
    return Buffer.from(said.split('=')[1]!.trim().replaceAll(':', ''), 'hex').toString('base64url');
  }
});
