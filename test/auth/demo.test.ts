import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES } from '../../src/auth/actor';
import { demoClients, isDemoClientName, type DemoClientName } from '../../src/auth/demo-clients';
import { loadDemoKeys } from '../../src/auth/demo-keys';
import { parseFiness, parseUai } from '../../src/domain/identifiers-etablissements';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const config = () => ({ NODE_ENV: 'test' as const, HUB_DATA_DIR: join(folder, 'hub') });

describe('the demo partners', () => {
  it('are one of each role, with identifiers whose keys are right', () => {
    expect(Object.keys(demoClients).sort()).toEqual([...ROLES].sort());
    for (const [name, client] of Object.entries(demoClients)) expect(client.role).toBe(name);
    expect(parseUai(demoClients.college.institution).ok).toBe(true);
    expect(parseUai(demoClients.dsden.institution).ok).toBe(true);
    expect(parseFiness(demoClients.hopital.institution).ok).toBe(true);
    expect(isDemoClientName('constructor')).toBe(false);
  });
});

describe('the demo keys', () => {
  it('are kept, for the owner of the folder only', () => {
    const first = loadDemoKeys(config());
    const kids = Object.keys(demoClients).map((name) => first[name as DemoClientName].kid);
    expect(new Set(kids).size).toBe(ROLES.length);
    expect(loadDemoKeys(config()).crip.kid).toBe(first.crip.kid);
    expect(first.crip.publicJwk).not.toHaveProperty('d');
    expect(statSync(join(folder, 'hub', 'demo-clients.json')).mode & 0o777).toBe(0o600);
  });

  it('are refused in production', () => {
    expect(() => loadDemoKeys({ ...config(), NODE_ENV: 'production' })).toThrow('production');
  });

  it('that cannot be read are said to be so, and are not replaced', () => {
    const { HUB_DATA_DIR } = config();
    loadDemoKeys(config());
    writeFileSync(join(HUB_DATA_DIR, 'demo-clients.json'), '{');
    expect(() => loadDemoKeys(config())).toThrow('delete it');
    expect(readFileSync(join(HUB_DATA_DIR, 'demo-clients.json'), 'utf8')).toBe('{');
  });
});
