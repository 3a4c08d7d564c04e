import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'jsonwebtoken';
import { readIssuerKeys, rotateIssuerKeys, keepIssuerKeys } from '../../src/identity/issuer-keys';
import { jetonDe, lire, nouvelleMachine, ouvrirHubEmetteur } from './hub';

const MINUTE = 60_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-cles-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the file of the signing keys', () => {
  it('a new key signs once it has been published for a minute; the old one stays as long as its tokens', () => {
    const path = keepIssuerKeys(join(folder, 'keys.json'));
    let now = Date.now();
    const at = () => readIssuerKeys(path, () => now).current();
    const kids = () => at().published.map(({ kid }) => kid);
    const first = at().signing.kid;
    const { kid: second } = rotateIssuerKeys(path, new Date(now));
    expect(at().signing.kid).toBe(first);
    expect(kids()).toEqual([second, first]);
    now += MINUTE;
    expect(at().signing.kid).toBe(second);
    now += 60 * MINUTE;
    expect(kids()).toEqual([second, first]);
    now += MINUTE;
    expect(kids()).toEqual([second]);
    expect(readFileSync(path, 'utf8')).toContain(first);
    const { kid: third } = rotateIssuerKeys(path, new Date(now));
    expect(readFileSync(path, 'utf8')).not.toContain(first);
    expect(kids()).toEqual([third, second]);
  });

  it('is its owner’s alone, and the same for processes that start together', () => {
    const path = join(folder, 'sub', 'keys.json');
    const kids = [1, 2, 3].map(() => readIssuerKeys(keepIssuerKeys(path)).current().signing.kid);
    expect(new Set(kids).size).toBe(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    rotateIssuerKeys(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is made by the first rotation, and its only key signs at once', () => {
    const path = join(folder, 'keys.json');
    rotateIssuerKeys(path);
    const { signing, published } = readIssuerKeys(path).current();
    expect(published.map(({ kid }) => kid)).toEqual([signing.kid]);
  });

  it.each(['{', '{"keys":[]}', '{"keys":[{"kid":"a","creeLe":"hier","jwk":{}}]}'])('%s is refused', (text) => {
    const path = join(folder, 'keys.json');
    writeFileSync(path, text);
    expect(() => readIssuerKeys(path).current()).toThrow('not readable');
    expect(() => rotateIssuerKeys(path)).toThrow('not readable');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

test('a hub that runs signs with the new key, and still reads the tokens of the old one', async () => {
  const path = keepIssuerKeys(join(folder, 'keys.json'));
  const hub = await ouvrirHubEmetteur({ AUTH_SIGNING_KEYS_FILE: path });
  try {
    const machine = await nouvelleMachine(hub);
    const before = await jetonDe(hub, machine);
    const { kid } = rotateIssuerKeys(path, new Date(Date.now() - 2 * MINUTE));
    // The file is looked at once a second.
    await new Promise((done) => setTimeout(done, 1_100));
    const after = await jetonDe(hub, machine);
    expect(decode(after, { complete: true })!.header.kid).toBe(kid);
    expect(decode(before, { complete: true })!.header.kid).not.toBe(kid);
    const { keys } = JSON.parse(await (await fetch(`${hub.url}/oidc/jwks`)).text()) as { keys: { kid: string }[] };
    expect(keys).toHaveLength(2);
    for (const token of [before, after]) expect((await lire(hub, `Bearer ${token}`)).status).toBe(200);
  } finally {
    await hub.fermer();
  }
});
