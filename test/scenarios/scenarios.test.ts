import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/platform/config';
import { cloneDatabase } from '../support/database';
import { ouvrirMonde, type Monde } from './monde';
import { SCENARIOS } from './registry';

const redisUrl = process.env['TEST_REDIS_URL'];
const FILES = [
  { file: 'PostgreSQL', redis: undefined },
  ...(redisUrl === undefined ? [] : [{ file: 'Redis', redis: `${redisUrl}/14` }]),
];

describe.each(FILES)('file sur $file', ({ redis }) => {
  let monde: Monde;
  let fermer: () => Promise<void>;

  beforeAll(async () => {
    const { url, drop } = await cloneDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-scenarios-'));
    const config = readConfig({ PORT: '0', DATABASE_URL: url, REDIS_URL: redis, HUB_DATA_DIR: folder });
    monde = await ouvrirMonde({ config });
    fermer = async () => {
      await monde.fermer();
      await drop();
      rmSync(folder, { recursive: true });
    };
  });
  afterAll(() => fermer());

  test.each(SCENARIOS)(
    '« $titre »',
    async ({ etapes }) => {
      for (const etape of etapes()) await etape.faire(monde);
    },
    150_000,
  );
});
