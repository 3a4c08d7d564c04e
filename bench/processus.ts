import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { BenchContext } from './bench';
import type { Parole } from './parler';

/** A process of a benchmark: where it listens, and its CPU so far in milliseconds. */
export interface Processus {
  readonly url: string;
  cpu(): Promise<number>;
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
  return {
    url: reponse.url,
    cpu: async () => {
      enfant.send('cpu');
      const dite = await suivante(enfant);
      return 'cpu' in dite ? dite.cpu : NaN;
    },
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
