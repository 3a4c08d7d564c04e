import canonicalize from 'canonicalize';
import { hashFeuille } from './merkle';

/** What PostgreSQL answers of one record. */
type Ligne = Readonly<Record<string, unknown>>;

export interface Source {
  readonly nature: string;
  readonly table: string;
  /** Columns of the record, as SQL. */
  readonly colonnes: string;
}

const NOMMES = 'objet_types AS "objetTypes", objet_ids AS "objetIds", le';

/** Every table whose rows are leaves of the journal. What is sealed is what the row says, not how it is stored. */
export const SOURCES = [
  {
    nature: 'acte',
    table: 'hub.audit',
    colonnes: `id, acte, institution, acteur, reference, empreinte, kid, signature, ${NOMMES}`,
  },
  {
    nature: 'acces',
    table: 'hub.acces',
    colonnes: `id, operation, institution, acteur, finalite, enfant_id AS "enfantId", ${NOMMES}`,
  },
] as const satisfies readonly Source[];
export type Nature = (typeof SOURCES)[number]['nature'];

/**
 * The record as it is sealed: RFC 8785, identifiers and digests only, so that it says nothing of a person once the keys
 * of that person's data are destroyed, and still verifies.
 */
export function contenuFeuille(nature: string, ligne: Ligne): string {
  const { objetTypes, objetIds, le, ...reste } = ligne;
  const types = objetTypes as readonly string[];
  const objets = (objetIds as readonly string[]).map((id, i) => ({ type: types[i], id }));
  return forme({ version: 1, nature, ...reste, objets, le: (le as Date).toISOString() });
}

export function forme(valeur: object): string {
  const texte = canonicalize(valeur);
  if (texte === undefined) throw new Error('a record has no canonical form');
  return texte;
}

export function empreinteFeuille(contenu: string): Buffer {
  return hashFeuille(Buffer.from(contenu, 'utf8'));
}
