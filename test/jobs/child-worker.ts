import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Node reads the sources as jest does. */
const LOADER = `
  require('reflect-metadata');
  const { readFileSync } = require('node:fs');
  const { transformSync } = require('@swc/core');
  require.extensions['.ts'] = (module, filename) =>
    module._compile(transformSync(readFileSync(filename, 'utf8'), { filename }).code, filename);
  require(process.env.FIXTURE);
`;

/** Resolves when the worker takes jobs. */
export async function startChildWorker(databaseUrl: string, redisUrl: string | undefined): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', LOADER], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      FIXTURE: join(__dirname, 'fixtures', 'worker.ts'),
      DATABASE: databaseUrl,
      ...(redisUrl !== undefined && { REDIS: redisUrl }),
    },
  });
  await once(child, 'message');
  return child;
}
