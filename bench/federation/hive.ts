import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/platform/free-port';
import type { BenchContext } from '../bench';
import { cpuDe } from '../cpu';
import type { Processus } from '../processus';

const PAQUET = '@graphql-hive/gateway';
const VERSION = '2.15.1';
// Its latest dependencies want Node 22: the versions that this repository pins for Node 20 do the same.
const OVERRIDES = { '@whatwg-node/promise-helpers': '1.3.2', '@whatwg-node/disposablestack': '0.0.6' };
const INSTALLATION_MS = 600_000;
const DEMARRAGE_MS = 60_000;

/** Installs Hive Gateway beside the system's temporary files, once. @returns its command. @throws when it cannot. */
export async function installerHive(progress: BenchContext['progress']): Promise<string> {
  const dossier = join(tmpdir(), `passerelle-bench-hive-${VERSION}`);
  const commande = join(dossier, 'node_modules', '@graphql-hive', 'gateway', 'package.json');
  const temoin = join(dossier, '.installe');
  if (!existsSync(temoin)) {
    progress(`installing ${PAQUET} ${VERSION}`);
    mkdirSync(dossier, { recursive: true });
    writeFileSync(join(dossier, 'package.json'), JSON.stringify({ private: true, overrides: OVERRIDES }));
    await finir('npm', [
      'install',
      '--prefix',
      dossier,
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${PAQUET}@${VERSION}`,
    ]);
    writeFileSync(temoin, '');
  }
  const { bin } = JSON.parse(readFileSync(commande, 'utf8')) as { bin: string | Record<string, string> };
  return join(commande, '..', typeof bin === 'string' ? bin : (bin['hive-gateway'] ?? ''));
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

function finir(commande: string, args: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const enfant = spawn(commande, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: INSTALLATION_MS });
    let dit = '';
    enfant.stderr.on('data', (chunk: Buffer) => (dit = `${dit}${chunk.toString()}`.slice(-2_000)));
    enfant.once('error', failed);
    enfant.once('exit', (code) => {
      if (code === 0) done();
      else failed(new Error(`npm ended with ${String(code)}: ${dit}`));
    });
  });
}
