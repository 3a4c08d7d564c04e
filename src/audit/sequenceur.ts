import type { Clock } from '../platform/clock';
import type { Database } from '../platform/database';
import type { Logger } from '../platform/logger';
import { signataire, type Trousseau } from './cles';
import { dossierTemoin } from './export';
import { ordonner } from './ordonner';
import { poserPoint, type Cadence } from './points';

const PAUSE_MS = 1_000;
const CADENCE: Cadence = { nombre: 1_000, dureeMs: 60_000 };

export interface SequenceurOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly trousseau: Trousseau;
  /** Folder where the checkpoints are copied. */
  readonly export: string;
  readonly pauseMs?: number;
  readonly cadence?: Cadence;
}

export interface Sequenceur {
  start(): void;
  /** Waits for the batch under way. */
  stop(): Promise<void>;
}

/**
 * About a second behind the acts: puts their records in order, signs where the journal stands, and copies what it
 * signed outside the database. Any number of processes may run one; one works at a time.
 */
export function createSequenceur(options: SequenceurOptions): Sequenceur {
  const { database, clock, logger, trousseau, pauseMs = PAUSE_MS, cadence = CADENCE } = options;
  const temoins = dossierTemoin(options.export);
  // Said at once: a worker that cannot sign would let the journal wait without a word.
  signataire(trousseau, 'journal', clock.now());
  let stopping = new AbortController();
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let echec: string | undefined;

  const passe = async () => {
    await ordonner(database, { signal: stopping.signal });
    const now = clock.now();
    const signe = { signataire: signataire(trousseau, 'journal', now), trousseau, now, cadence };
    await poserPoint(database, { ...signe, temoin: await temoins.lire() });
    await temoins.completer(database);
  };
  const tour = async () => {
    const debut = performance.now();
    try {
      await passe();
      if (echec !== undefined) logger.info('journal again in order');
      echec = undefined;
    } catch (error) {
      // An outage is one line, however long.
      const nouveau = codeDe(error);
      if (nouveau !== echec) logger.error('journal delayed', { codeErreur: nouveau, error });
      echec = nouveau;
    }
    running = undefined;
    // A pass that had much to look at again (a transaction left open for hours) does not become the load itself.
    if (!stopping.signal.aborted) timer = setTimeout(begin, Math.max(pauseMs, 2 * (performance.now() - debut)));
  };
  const begin = () => {
    running = tour();
  };
  return {
    start: () => {
      stopping = new AbortController();
      begin();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

function codeDe(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'INCONNU';
}
