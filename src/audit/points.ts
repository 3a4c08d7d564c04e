import type { Database, Tx } from '../platform/database';
import type { Signataire, Trousseau } from './cles';
import { lireQueue, lireRacine } from './journal';
import { lirePoint, signerPoint, type PointDeControle } from './point-de-controle';

/** The journal no longer contains what was signed: a copy of before was restored, or it was rewritten. */
export class JournalReculeError extends Error {
  readonly code = 'JOURNAL_RECULE';
}

export interface Cadence {
  /** A checkpoint at least every so many records… */
  readonly nombre: number;
  /** … and, when there is something new, every so many milliseconds. */
  readonly dureeMs: number;
}

export interface PointEcrit {
  readonly taille: number;
  readonly note: string;
  readonly le: Date;
}

/**
 * Signs where the journal stands, when it is time. Nothing is signed that contradicts a note already signed: neither the
 * last of the database, nor the last that left it.
 */
export async function poserPoint(
  database: Database,
  { signataire, trousseau, now, cadence, temoin }: PoserPoint,
): Promise<PointEcrit | undefined> {
  const { taille, chaine } = await lireQueue(database);
  const dernier = await dernierPoint(database);
  const nouveaux = taille - (dernier?.taille ?? 0);
  const depuisMs = now.getTime() - (dernier?.le.getTime() ?? 0);
  // A clock that was ahead must not put off the next one until its day comes.
  const attendu = nouveaux >= cadence.nombre || depuisMs >= cadence.dureeMs || depuisMs < 0;
  if (nouveaux === 0 || !attendu) return undefined;
  for (const note of [dernier?.note, temoin]) await exigerSuite(database, note, trousseau, taille);
  const racine = await lireRacine(database, taille);
  const note = signerPoint({ origine: signataire.origine, taille, racine, chaine, le: now }, signataire);
  await database.query(
    'INSERT INTO hub.point_de_controle (taille, note, le) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [taille, note, now],
  );
  return { taille, note, le: now };
}

export interface PoserPoint {
  readonly signataire: Signataire;
  readonly trousseau: Trousseau;
  readonly now: Date;
  readonly cadence: Cadence;
  /** The newest note kept outside the database. */
  readonly temoin: string | undefined;
}

/** @throws JournalReculeError */
async function exigerSuite(
  tx: Pick<Tx, 'query'>,
  note: string | undefined,
  trousseau: Trousseau,
  taille: number,
): Promise<void> {
  if (note === undefined || estDUnAutre(note, trousseau)) return;
  const point = lirePoint(note, trousseau);
  if (point === undefined) throw new JournalReculeError('a checkpoint bears no signature of ours');
  if (!(await contient(tx, point, taille)))
    throw new JournalReculeError(`the journal no longer contains its checkpoint of ${String(point.taille)} records`);
}

/** A database restored from a copy goes on under another name: the notes of before are those of another journal. */
function estDUnAutre(note: string, { origine }: Trousseau): boolean {
  return !note.startsWith(`${origine}\n`);
}

async function contient(tx: Pick<Tx, 'query'>, point: PointDeControle, taille: number): Promise<boolean> {
  return point.taille <= taille && (await lireRacine(tx, point.taille)).equals(point.racine);
}

export async function dernierPoint(tx: Pick<Tx, 'query'>): Promise<PointEcrit | undefined> {
  const [point] = await tx.query<PointEcrit>(
    'SELECT taille::float8 AS taille, note, le FROM hub.point_de_controle ORDER BY taille DESC LIMIT 1',
  );
  return point;
}

/** Checkpoints after that of `taille` records, oldest first. */
export function pointsApres(tx: Pick<Tx, 'query'>, taille: number, nombre: number): Promise<PointEcrit[]> {
  return tx.query<PointEcrit>(
    `SELECT taille::float8 AS taille, note, le FROM hub.point_de_controle
     WHERE taille > $1::bigint ORDER BY taille LIMIT $2`,
    [taille, nombre],
  );
}
