import { createHash } from 'node:crypto';
import { limiteDePurge } from '../domain/retention';
import type { Database, Tx } from '../platform/database';
import type { Trousseau } from './cles';
import { inscrireActe } from './inscrire';
import { lirePoint } from './point-de-controle';
import { forme } from './sources';

const ACTE = 'purgerAcces';
const PURGER = 'SELECT jusqua, nombre FROM hub.purger_acces($1, $2, $3, $4)';

export interface Purge {
  readonly now: Date;
  readonly newId: () => string;
  /** Positions of the journal that one transaction looks at. */
  readonly lot: number;
}

/**
 * Destroys a batch of accesses whose time is over, and says so on the audit in the same transaction: the journal keeps
 * their hashes, so that it verifies as before. @returns how far the purge went; undefined when there is nothing to purge
 */
export function purgerAcces(database: Database, { now, newId, lot }: Purge): Promise<{ nombre: number } | undefined> {
  const avant = limiteDePurge('JOURNAL_DES_ACCES', now);
  return database.transaction(async (tx) => {
    const id = newId();
    const [purge] = await tx.query<Purgee>(PURGER, [id, avant, now, lot]);
    if (purge === undefined) return undefined;
    const acte = { id, acte: ACTE, institution: 'hub', acteur: 'hub', objets: [], le: now };
    await tx.insert([inscrireActe({ ...acte, empreinte: empreinteDe(purge) })]);
    return { nombre: purge.nombre };
  });
}

interface Purgee {
  readonly jusqua: number;
  readonly nombre: number;
}

function empreinteDe({ jusqua, nombre }: Purgee): string {
  return createHash('sha256').update(forme({ jusqua, nombre })).digest('hex');
}

interface PurgeInscrite extends Purgee {
  readonly le: Date;
  readonly empreinte: string | null;
  readonly note: string | null;
}

/** Each purge with the record of the journal that says so, and the first checkpoint that covers what it destroyed. */
const PURGES = `
  SELECT p.jusqua::float8 jusqua, p.nombre, a.le, a.empreinte, c.note
  FROM hub.purge_acces p
  LEFT JOIN hub.audit a ON a.id = p.id AND a.acte = '${ACTE}' AND a.institution = 'hub'
    AND EXISTS (SELECT FROM hub.journal j WHERE j.source_id = a.id)
  LEFT JOIN LATERAL (
    SELECT note FROM hub.point_de_controle WHERE taille >= p.jusqua ORDER BY taille LIMIT 1) c ON true
  ORDER BY p.jusqua`;

/**
 * Below which position an access may be missing: where a purge is recorded in the journal, as it was done, and a signed
 * checkpoint proves that what it destroyed was old enough. @param refusee called for a purge that is not so
 */
export async function accesPurges(
  tx: Pick<Tx, 'query'>,
  trousseau: Trousseau,
  refusee: (jusqua: number) => void,
): Promise<number> {
  let limite = 0;
  for (const purge of await tx.query<PurgeInscrite>(PURGES)) {
    if (estProuvee(purge, trousseau)) limite = purge.jusqua;
    else refusee(purge.jusqua);
  }
  return limite;
}

function estProuvee({ le, empreinte, note, ...purge }: PurgeInscrite, trousseau: Trousseau): boolean {
  if (empreinte !== empreinteDe(purge)) return false;
  const point = note === null ? undefined : lirePoint(note, trousseau);
  const avant = limiteDePurge('JOURNAL_DES_ACCES', le);
  return point !== undefined && avant !== null && point.le <= avant;
}
