import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../src/platform/free-port';
import type { BenchContext } from '../bench';
import { cpuDe } from '../cpu';
import { installerPaquet } from '../paquet';
import type { Processus } from '../processus';

const HIVE = {
  ...{ nom: '@graphql-hive/gateway', version: '2.15.1' },
  // Its latest dependencies want Node 22: the versions that this repository pins for Node 20 do the same.
  overrides: { '@whatwg-node/promise-helpers': '1.3.2', '@whatwg-node/disposablestack': '0.0.6' },
};
const DEMARRAGE_MS = 60_000;

/** Installs Hive Gateway. @returns its command. @throws when it cannot. */
export async function installerHive(progress: BenchContext['progress']): Promise<string> {
  const dossier = await installerPaquet(HIVE, progress);
  const { bin } = JSON.parse(readFileSync(join(dossier, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return join(dossier, typeof bin === 'string' ? bin : (bin['hive-gateway'] ?? ''));
}

/** Serves a supergraph by Hive Gateway, in production, without what it does for its own cloud. */
export async function ouvrirHive(
  commande: string,
  supergraph: string,
  options: readonly string[],
  cleanup: BenchContext['cleanup'],
): Promise<Pick<Processus, 'url' | 'cpu'>> {
  const port = await freePort();
  const args = [commande, 'supergraph', supergraph, '--port', String(port), '--host', '127.0.0.1', ...options];
  const env = { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error' };
  const enfant = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const fini = new Promise((done) => enfant.once('exit', done));
  cleanup(async () => {
    enfant.kill('SIGTERM');
    await fini;
  });
  const url = `http://127.0.0.1:${String(port)}/graphql`;
  for (const fin = performance.now() + DEMARRAGE_MS; !(await repond(url));) {
    if (enfant.exitCode !== null || performance.now() > fin) throw new Error('Hive Gateway did not start.');
    await new Promise((done) => setTimeout(done, 100));
  }
  return { url, cpu: () => Promise.resolve(cpuDe(enfant.pid ?? 0)) };
}

async function repond(url: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' }).catch(
    () => undefined,
  );
  return answer?.ok === true;
}
