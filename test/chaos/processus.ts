import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as dormir } from 'node:timers/promises';
import type { Memoire } from './memoire';

export interface ProcessusOptions {
  readonly role: 'api' | 'worker';
  readonly env: NodeJS.ProcessEnv;
  /** File where what it prints is kept, for whoever looks into a failure. */
  readonly journal: string | undefined;
  /** Answers to `memoire`. */
  readonly mesurer: boolean;
}

/** One process of the hub, kept alive as a service manager would: started again when it ends by itself. */
export interface Processus {
  /** Started with its clock that many minutes ahead of the machine's, or behind. */
  demarrer(decalageMinutes?: number): void;
  /** Answers when it has said that it is ready. */
  pret(): Promise<void>;
  /** What it holds after a full collection. Only when started to be measured. */
  memoire(): Promise<Memoire>;
  /** Ended without a word, and not started again until told. */
  tuer(): Promise<void>;
  /** Asked to stop; answers when it has. */
  arreter(): Promise<void>;
}

const PAUSE_MS = 200;
const PATIENCE_MS = 30_000;

export function processus({ role, env, journal, mesurer }: ProcessusOptions): Processus {
  let enfant: ChildProcess | undefined;
  let voulu = false;
  let decalage = 0;
  let attendus: (() => void)[] = [];
  let annonce = false;

  const lancer = () => {
    const avant = [...(decalage === 0 ? [] : ['horloge-decalee.js']), ...(mesurer ? ['memoire.js'] : [])];
    const lance = spawn(
      process.execPath,
      [
        ...avant.flatMap((fichier) => ['--require', join(__dirname, fichier)]),
        ...[join(__dirname, '..', '..', 'src', 'main.js'), '--role', role],
      ],
      {
        env: { ...env, CHAOS_DECALAGE_MINUTES: String(decalage) },
        stdio: ['ignore', 'pipe', 'pipe', ...(mesurer ? (['ipc'] as const) : [])],
      },
    );
    enfant = lance;
    annonce = false;
    lance.stdout?.on('data', (lu: Buffer) => {
      if (!lu.includes(' ready')) return;
      annonce = true;
      for (const prevenir of attendus) prevenir();
      attendus = [];
    });
    for (const flux of [lance.stdout, lance.stderr])
      flux?.on('data', (lu: Buffer) => {
        if (journal !== undefined) appendFileSync(journal, lu);
      });
    lance.once('exit', () => {
      if (enfant !== lance) return;
      enfant = undefined;
      void dormir(PAUSE_MS).then(() => {
        if (voulu && enfant === undefined) lancer();
      });
    });
  };

  const finir = async (signal: 'SIGKILL' | 'SIGTERM') => {
    voulu = false;
    const fini = enfant;
    enfant = undefined;
    annonce = false;
    if (fini === undefined || fini.exitCode !== null || fini.signalCode !== null) return;
    const sorti = once(fini, 'exit');
    fini.kill(signal);
    const force = setTimeout(() => fini.kill('SIGKILL'), PATIENCE_MS);
    await sorti;
    clearTimeout(force);
  };

  return {
    demarrer: (decalageMinutes = 0) => {
      voulu = true;
      decalage = decalageMinutes;
      if (enfant === undefined) lancer();
    },
    pret: () => (annonce ? Promise.resolve() : new Promise((prevenir) => attendus.push(prevenir))),
    memoire: async () => {
      if (enfant === undefined) throw new Error(`the ${role} is not running`);
      enfant.send('memoire');
      const [mesure] = (await once(enfant, 'message')) as [Memoire];
      return mesure;
    },
    tuer: () => finir('SIGKILL'),
    arreter: () => finir('SIGTERM'),
  };
}
