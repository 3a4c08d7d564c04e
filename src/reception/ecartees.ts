import type { Erreur } from '../../connectors/entrant';
import { inscrireActe } from '../audit/inscrire';
import type { Database, Tx } from '../platform/database';

type Querier = Pick<Tx, 'query'>;

export interface Ecartee {
  readonly id: string;
  readonly institution: string;
  readonly voie: string;
  readonly recueLe: Date;
  readonly essais: number;
  readonly erreurs: readonly Erreur[] | null;
}

export interface Filtre {
  readonly institution?: string | undefined;
  readonly voie?: string | undefined;
  /** That one alone. */
  readonly message?: string | undefined;
}

/** Put aside; or begun an hour ago and never over, which a process that was killed leaves when its sender forgot it too. */
const EN_SOUFFRANCE = `(etat = 'ECARTEE' OR (etat = 'RECUE' AND recue_le < $1::timestamptz - interval '1 hour'))
  AND ($2::text IS NULL OR institution = $2) AND ($3::text IS NULL OR voie = $3) AND ($4::uuid IS NULL OR id = $4)`;

const filtre = ({ institution, voie, message }: Filtre, now: Date) => [
  now,
  institution ?? null,
  voie ?? null,
  message ?? null,
];

export async function compterEcartees(database: Querier, lesquelles: Filtre, now: Date): Promise<number> {
  const [ligne] = await database.query<{ nombre: number }>(
    `SELECT count(*)::int nombre FROM hub.enveloppe WHERE ${EN_SOUFFRANCE}`,
    filtre(lesquelles, now),
  );
  return ligne?.nombre ?? 0;
}

/** Oldest first: identifiers, codes and places, never what they say. `apres` is the last one already read. */
export function ecartees(
  database: Querier,
  lesquelles: Filtre & { readonly apres?: string | undefined; readonly nombre: number },
  now: Date,
): Promise<Ecartee[]> {
  return database.query<Ecartee>(
    `SELECT id, institution, voie, recue_le AS "recueLe", essais, erreurs FROM hub.enveloppe
     WHERE ${EN_SOUFFRANCE} AND ($5::uuid IS NULL OR id > $5) ORDER BY id LIMIT $6`,
    [...filtre(lesquelles, now), lesquelles.apres ?? null, lesquelles.nombre],
  );
}

/** Asks that they be read again, at most `nombre`; the hub does so one by one. @returns how many were asked for */
export function demanderReprise(database: Database, lesquelles: Filtre, nombre: number, acte: ActeExploitant) {
  return database.transaction(async (tx) => {
    const prises = await tx.query<{ id: string }>(
      `UPDATE hub.enveloppe SET etat = 'A_REPRENDRE' WHERE id IN (
         SELECT id FROM hub.enveloppe WHERE ${EN_SOUFFRANCE} ORDER BY id LIMIT $5 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [...filtre(lesquelles, acte.le), nombre],
    );
    return noter(tx, 'reprendreMessages', prises, acte);
  });
}

/** Ends with those that could not be read, at most `nombre`: their bytes go, what was wrong with them stays. @returns how many */
export function classer(database: Database, lesquelles: Filtre, nombre: number, acte: ActeExploitant) {
  return database.transaction(async (tx) => {
    const prises = await tx.query<{ id: string }>(
      `UPDATE hub.enveloppe SET etat = 'CLASSEE', contenu = NULL WHERE id IN (
         SELECT id FROM hub.enveloppe WHERE ${EN_SOUFFRANCE} AND etat = 'ECARTEE' ORDER BY id LIMIT $5
         FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [...filtre(lesquelles, acte.le), nombre],
    );
    return noter(tx, 'classerMessages', prises, acte);
  });
}

/** Puts back aside those that were asked for and not read again yet. @returns how many */
export function arreterReprise(database: Database, acte: ActeExploitant): Promise<number> {
  return database.transaction(async (tx) => {
    const prises = await tx.query<{ id: string }>(
      `UPDATE hub.enveloppe SET etat = CASE WHEN erreurs IS NULL THEN 'RECUE' ELSE 'ECARTEE' END
       WHERE etat = 'A_REPRENDRE' RETURNING id`,
    );
    return noter(tx, 'arreterReprise', prises, acte);
  });
}

export interface ActeExploitant {
  readonly id: string;
  readonly le: Date;
}

async function noter(tx: Tx, acte: string, prises: readonly { id: string }[], { id, le }: ActeExploitant) {
  const objets = prises.map((prise) => ({ type: 'Enveloppe', id: prise.id }));
  const qui = { institution: 'hub', acteur: 'exploitant' };
  if (prises.length > 0) await tx.insert([inscrireActe({ id, acte, ...qui, objets, le })]);
  return prises.length;
}
