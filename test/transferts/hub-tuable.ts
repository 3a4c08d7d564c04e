import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A process of that hub, as an operator starts it, that dies at that point. */
export async function lancer(
  { env }: { readonly env: Readonly<Record<string, string>> },
  role: 'api' | 'worker',
  tuer: string,
) {
  const child = spawn(
    process.execPath,
    ['--require', resolve('test/transferts/tuer.js'), resolve('dist/src/main.js'), '--role', role],
    {
      env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', ...env, TUER: tuer },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const orphelin = () => child.kill('SIGKILL');
  process.once('exit', orphelin);
  const fin = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const pret = new Promise<void>((done) => {
    child.stdout.on('data', (dit: Buffer) => {
      if (dit.toString().includes(' ready')) done();
    });
  });
  await Promise.race([pret, fin]);
  return {
    arreter: async (): Promise<void> => {
      child.kill('SIGTERM');
      await fin;
      process.off('exit', orphelin);
    },
    /** The signal that ended it; it is stopped when nothing did in time. */
    mort: async (attenteMs = 30_000): Promise<NodeJS.Signals | null> => {
      const patience = setTimeout(() => child.kill('SIGTERM'), attenteMs);
      const [, signal] = await fin;
      clearTimeout(patience);
      process.off('exit', orphelin);
      return signal;
    },
  };
}
