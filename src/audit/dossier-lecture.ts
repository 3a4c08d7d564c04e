import type { Tx } from '../platform/database';
import { contenuFeuille, SOURCES } from './sources';
import { TYPES_OUVERTS } from '../domain/access-types';

type Querier = Pick<Tx, 'query'>;

export interface Sujet {
  readonly type: 'enfant' | 'echange';
  readonly id: string;
}

/**
 * From a child, every record that an act named with it, with one of these, and so on; never through another child, nor
 * through what is not of a child's file (a notification, a place that takes in many).
 */
const OBJETS = `
  WITH RECURSIVE lies(id) AS (
    SELECT $1::uuid
    UNION
    SELECT nomme.id FROM lies
    JOIN hub.audit a ON a.objet_ids @> ARRAY[lies.id]
    CROSS JOIN LATERAL unnest(a.objet_types, a.objet_ids) AS nomme(type, id)
    WHERE nomme.type = ANY($2::text[])
  )
  SELECT array_agg(id) AS ids FROM lies`;

/**
 * With what is decided about a file as a whole: a refused attempt names it alone. Not its elimination, which is decided
 * with others' and names each child.
 */
const TYPES_LIES = [...TYPES_OUVERTS, 'Protection'].filter((type) => type !== 'Enfant');

/** What a file is about: an exchange alone, or a child and every exchange about it. */
export async function objetsDuDossier(tx: Querier, { type, id }: Sujet): Promise<string[]> {
  if (type === 'echange') return [id];
  const [ligne] = await tx.query<{ ids: string[] }>(OBJETS, [id, TYPES_LIES]);
  return ligne?.ids ?? [id];
}

/** The authorities that hold the files of the children whom acts about these objects name. */
export async function collectivitesDe(tx: Querier, objets: readonly string[]): Promise<string[]> {
  const [ligne] = await tx.query<{ collectivites: string[] }>(
    `SELECT hub.collectivites_des_enfants(coalesce(array_agg(DISTINCT nomme.id), '{}')) AS collectivites
     FROM hub.audit a CROSS JOIN LATERAL unnest(a.objet_types, a.objet_ids) AS nomme(type, id)
     WHERE a.objet_ids && $1::uuid[] AND nomme.type = 'Enfant'`,
    [objets],
  );
  return ligne?.collectivites ?? [];
}

export interface Enregistrement {
  readonly position: number;
  readonly contenu: string;
}

interface Place {
  readonly position: number;
  readonly nature: string;
  readonly sourceId: string;
}

/** Records about these objects, or accesses to this child, that a journal of `taille` records holds; in its order. */
export async function enregistrements(
  tx: Querier,
  { objets, enfant, apres, taille, nombre }: Page,
): Promise<Enregistrement[]> {
  const places = await tx.query<Place>(
    `SELECT position::float8 AS position, nature, source_id AS "sourceId" FROM hub.journal
     WHERE position > $3::bigint AND position < $4::bigint AND source_id IN (
       SELECT id FROM hub.audit WHERE objet_ids && $1::uuid[]
       UNION SELECT id FROM hub.acces WHERE objet_ids && $1::uuid[]
       UNION SELECT id FROM hub.acces WHERE enfant_id = $2)
     ORDER BY position LIMIT $5`,
    [objets, enfant, apres, taille, nombre],
  );
  const contenus = new Map<string, string>();
  for (const { nature, table, colonnes } of SOURCES) {
    const ids = places.filter((place) => place.nature === nature).map(({ sourceId }) => sourceId);
    const lignes = await tx.query<Record<string, unknown> & { id: string }>(
      `SELECT ${colonnes} FROM ${table} WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    for (const ligne of lignes) contenus.set(ligne.id, contenuFeuille(nature, ligne));
  }
  return places.map(({ position, sourceId }) => {
    const contenu = contenus.get(sourceId);
    if (contenu === undefined) throw new Error(`the journal has lost its record ${String(position)}`);
    return { position, contenu };
  });
}

export interface Page {
  readonly objets: readonly string[];
  readonly enfant: string | null;
  /** Position after which to read. */
  readonly apres: number;
  readonly taille: number;
  readonly nombre: number;
}

/** A delivery as the ledger says it now. */
export interface LivraisonDuDossier {
  readonly id: string;
  readonly evenement: string;
  readonly sujet: string;
  readonly destinataire: string;
  readonly etat: string;
  readonly canal: string | null;
  readonly tentatives: number;
  readonly le: Date;
  readonly remiseLe: Date | null;
}

export function livraisonsDe(tx: Querier, objets: readonly string[], nombre: number): Promise<LivraisonDuDossier[]> {
  return tx.query<LivraisonDuDossier>(
    `SELECT l.id, e.type AS evenement, e.sujet_id AS sujet, l.destinataire, l.etat, l.canal, l.tentatives, e.le,
       l.remise_le AS "remiseLe"
     FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
     WHERE e.sujet_id = ANY($1::uuid[]) ORDER BY l.id DESC LIMIT $2`,
    [objets, nombre],
  );
}
