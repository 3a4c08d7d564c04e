import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tx } from '../platform/database';
import { writeOnce } from '../platform/write-once';
import { pointsApres, type PointEcrit } from './points';

const LOT = 100;
const MOIS = /^\d{4}-\d{2}$/;
const NOTE = /^(\d{15})\.note$/;

/** Where checkpoints leave the database: a folder, better on another machine. A file there is never written twice. */
export interface DossierTemoin {
  /** The newest note of the folder. */
  lire(): Promise<string | undefined>;
  /** Copies what the folder does not have yet. @returns how many. */
  completer(tx: Pick<Tx, 'query'>): Promise<number>;
}

export function dossierTemoin(dossier: string): DossierTemoin {
  let connue: { taille: number; note: string | undefined } | undefined;
  // One folder per month: none grows without end, and the newest note is in the last.
  const lire = async () => (connue ??= await laPlusRecente(dossier));
  return {
    lire: async () => (await lire()).note,
    completer: async (tx) => {
      let copies = 0;
      for (;;) {
        const points = await pointsApres(tx, (await lire()).taille, LOT);
        for (const point of points) {
          await deposer(dossier, point);
          connue = point;
        }
        copies += points.length;
        if (points.length < LOT) return copies;
      }
    },
  };
}

async function deposer(dossier: string, { taille, note, le }: PointEcrit): Promise<void> {
  const mois = join(dossier, le.toISOString().slice(0, 7));
  await mkdir(mois, { recursive: true });
  const path = join(mois, `${String(taille).padStart(15, '0')}.note`);
  if (!writeOnce(path, note) && (await readFile(path, 'utf8')) !== note)
    throw new Error('another note of that size is already in the export folder');
}

async function laPlusRecente(dossier: string): Promise<{ taille: number; note: string | undefined }> {
  for (const mois of (await noms(dossier, MOIS)).reverse()) {
    const derniere = (await noms(join(dossier, mois), NOTE)).at(-1);
    if (derniere !== undefined)
      return { taille: Number.parseInt(derniere, 10), note: await readFile(join(dossier, mois, derniere), 'utf8') };
  }
  return { taille: 0, note: undefined };
}

/** Every note of the folder, oldest first, by month. */
export async function* lireTemoins(dossier: string): AsyncGenerator<string, undefined> {
  for (const mois of await noms(dossier, MOIS))
    for (const nom of await noms(join(dossier, mois), NOTE)) yield await readFile(join(dossier, mois, nom), 'utf8');
  return undefined;
}

async function noms(dossier: string, forme: RegExp): Promise<string[]> {
  try {
    return (await readdir(dossier)).filter((nom) => forme.test(nom)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
