import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { BenchContext } from './bench';
import type { Parole } from './parler';

/** A process of a benchmark: where it listens, its CPU so far in milliseconds, its memory in bytes. */
export interface Processus {
  readonly url: string;
  cpu(): Promise<number>;
  rss(): Promise<number>;
}

/** Starts the file of that name, of this folder; stopped with the benchmark. */
export async function processus(
  nom: string,
  env: NodeJS.ProcessEnv,
  cleanup: BenchContext['cleanup'],
): Promise<Processus> {
  const enfant = fork(join(__dirname, `${nom}.js`), { env });
  cleanup(async () => {
    const fini = new Promise((done) => enfant.once('exit', done));
    enfant.disconnect();
    await fini;
  });
  const reponse = await suivante(enfant);
  if (!('url' in reponse)) throw new Error('The process did not say where it listens.');
  const mesure = async (quoi: 'cpu' | 'rss') => {
    enfant.send(quoi);
    const dite = await suivante(enfant);
    return 'cpu' in dite ? dite[quoi] : NaN;
  };
  return {
    url: reponse.url,
    cpu: () => mesure('cpu'),
    rss: () => mesure('rss'),
  };
}

function suivante(enfant: ChildProcess): Promise<Parole> {
  return new Promise((done, failed) => {
    const finir = (code: number | null) => {
      failed(new Error(`A process of the benchmark ended with ${String(code)}.`));
    };
    enfant.once('exit', finir);
    enfant.once('message', (message) => {
      enfant.off('exit', finir);
      done(message as Parole);
    });
  });
}
