import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as dormir } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres';

const DISQUE_MO = 3_072;
const PATIENCE_MS = 60_000;
const WAL = ['max_wal_size=256MB', 'min_wal_size=64MB', 'wal_recycle=off'];

/** A PostgreSQL that can be killed, and whose disk can be filled when it has one of its own. */
export interface BancPostgres {
  readonly url: string;
  readonly dossier: string;
  /** False where nothing may be mounted: its disk is then everybody's, and is never filled. */
  readonly disqueAPart: boolean;
  /** SIGKILL of the server itself; its backends follow. */
  tuer(): void;
  /** Starts it again if it is not there. */
  assurer(): Promise<void>;
  remplirLeDisque(): void;
  viderLeDisque(): void;
  fermer(): Promise<void>;
}

export async function ouvrirPostgres(): Promise<BancPostgres> {
  const dossier = mkdtempSync(join(tmpdir(), 'chaos-'));
  // As root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(dossier, 0o711);
  const disque = join(dossier, 'disque');
  mkdirSync(disque);
  const disqueAPart = monter(disque);
  const lest = join(disque, 'lest');
  let serveur: EmbeddedPostgres = await startEmbeddedPostgres(disque, WAL);

  const assurer = async () => {
    const limite = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        serveur = await startEmbeddedPostgres(disque, WAL);
        return;
      } catch (error) {
        // What is left of a killed server holds its memory for a moment.
        if (performance.now() > limite) throw error;
        await dormir(200);
      }
    }
  };
  const viderLeDisque = () => {
    rmSync(lest, { force: true });
  };

  return {
    url: serveur.url,
    dossier,
    disqueAPart,
    tuer: () => {
      process.kill(serveur.pid, 'SIGKILL');
    },
    assurer,
    remplirLeDisque: () => {
      const { bavail, bsize } = statfsSync(disque);
      const bloc = Buffer.alloc(1_048_576);
      try {
        for (let ecrits = 0; ecrits < bavail * bsize; ecrits += bloc.length) writeFileSync(lest, bloc, { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    viderLeDisque,
    fermer: async () => {
      viderLeDisque();
      await serveur.stop();
      if (disqueAPart) execFileSync('umount', [disque]);
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}

function monter(disque: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(DISQUE_MO)}m,mode=0711`, 'tmpfs', disque], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
