import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchContext } from './bench';

export interface Paquet {
  readonly nom: string;
  readonly version: string;
  readonly overrides?: Readonly<Record<string, string>>;
}

const INSTALLATION_MS = 600_000;

/**
 * Installs what a benchmark compares with and the product does without, beside the system's temporary files, once.
 * @returns its folder @throws when it cannot
 */
export async function installerPaquet(
  { nom, version, overrides = {} }: Paquet,
  progress: BenchContext['progress'],
): Promise<string> {
  const dossier = join(tmpdir(), `passerelle-bench-${nom.replace(/^.*\//, '')}-${version}`);
  const temoin = join(dossier, '.installe');
  if (!existsSync(temoin)) {
    progress(`installing ${nom} ${version}`);
    mkdirSync(dossier, { recursive: true });
    writeFileSync(join(dossier, 'package.json'), JSON.stringify({ private: true, overrides }));
    const options = ['--prefix', dossier, '--no-audit', '--no-fund', '--ignore-scripts'];
    await finir('npm', ['install', ...options, `${nom}@${version}`]);
    writeFileSync(temoin, '');
  }
  return join(dossier, 'node_modules', ...nom.split('/'));
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
