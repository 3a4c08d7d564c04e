import type { Tx } from '../platform/database';
import { lireInclusion } from './journal';
import { dernierPoint } from './points';
import { contenuFeuille, SOURCES } from './sources';

/** Where a record is in the journal that a checkpoint signed: its leaf, and what is hashed with it up to the root. */
export interface Inclusion {
  readonly recu: string;
  /** RFC 8785. */
  readonly contenu: string;
  readonly position: number;
  /** Base64. */
  readonly chemin: readonly string[];
  /** The signed note. */
  readonly point: string;
}

export interface ActeDesigne {
  readonly recu: string | null | undefined;
  readonly reference: string | null | undefined;
  /** Whose act it is: one of them. */
  readonly institutions: readonly string[];
}

const [ACTE] = SOURCES;

/** @returns undefined when there is no such act of that institution; null until a checkpoint covers it. */
export async function preuveInclusion(
  tx: Pick<Tx, 'query'>,
  { recu, reference, institutions }: ActeDesigne,
): Promise<Inclusion | null | undefined> {
  const [ligne] = await tx.query<Record<string, unknown> & { id: string; position: number | null }>(
    `SELECT ${ACTE.colonnes}, (SELECT position::float8 FROM hub.journal WHERE source_id = audit.id) AS position
     FROM hub.audit WHERE (id = $1 OR reference = $2) AND institution = ANY($3)
     ORDER BY le, id LIMIT 1`,
    [recu ?? null, reference ?? null, institutions],
  );
  if (ligne === undefined) return undefined;
  const { position, ...acte } = ligne;
  const point = await dernierPoint(tx);
  if (position === null || point === undefined || position >= point.taille) return null;
  const chemin = await lireInclusion(tx, position, point.taille);
  return {
    ...{ recu: acte.id, contenu: contenuFeuille('acte', acte), position, point: point.note },
    chemin: chemin.map((hash) => hash.toString('base64')),
  };
}
