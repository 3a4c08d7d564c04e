import { createHash } from 'node:crypto';
import type { Database, Tx } from '../platform/database';
import { lireBord, lireQueue } from './journal';
import { ajouter, type Noeud } from './merkle';
import { contenuFeuille, empreinteFeuille, SOURCES, type Source } from './sources';

const LOT = 1_000;
const AUCUN = '00000000-0000-0000-0000-000000000000';

interface Reprise {
  /** Records of older transactions are all in the journal. */
  readonly horizon: string;
  /** No transaction from this one on had begun. */
  readonly plafond: string;
  /** Oldest transaction that was still open: the next horizon. */
  readonly ouverte: string;
  readonly grappe: string;
}

/**
 * `FOR UPDATE SKIP LOCKED`: one sequencer works at a time, another goes away at once. Restored on another cluster, the
 * records bear the numbers of transactions that do not exist yet: everything is then looked at again, once.
 */
const REPRENDRE = `
  SELECT (CASE WHEN e.grappe = s.id THEN e.horizon ELSE 0 END)::text AS horizon,
    CASE WHEN e.grappe = s.id THEN pg_snapshot_xmax(x.vu)::text ELSE '9223372036854775807' END AS plafond,
    pg_snapshot_xmin(x.vu)::text AS ouverte, s.id AS grappe
  FROM hub.journal_etat e, (SELECT pg_current_snapshot() AS vu) x,
    (SELECT system_identifier::text AS id FROM pg_control_system()) s
  FOR UPDATE OF e SKIP LOCKED`;

const aPrendre = ({ table, colonnes }: Source) => `
  SELECT transaction_id AS "transactionId", ${colonnes} FROM ${table} source
  WHERE (transaction_id, id) > ($1::bigint, $2::uuid) AND transaction_id < $3::bigint
    AND NOT EXISTS (SELECT 1 FROM hub.journal deja WHERE deja.source_id = source.id)
  ORDER BY transaction_id, id LIMIT $4`;

const ECRIRE = `
  WITH feuilles AS (
    INSERT INTO hub.journal (position, nature, source_id, hash, chaine)
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::bytea[], $5::bytea[])
  )
  INSERT INTO hub.journal_noeud (niveau, indice, hash)
  SELECT * FROM unnest($6::smallint[], $7::bigint[], $8::bytea[])`;

type Ligne = Readonly<Record<string, unknown>> & { readonly id: string; readonly transactionId: string };

export interface Passe {
  readonly lot?: number;
  /** Ends between two batches. */
  readonly signal?: AbortSignal;
}

/**
 * Puts every record that is committed and not yet in the journal at its end: one pass. A record is never missed because
 * its transaction ended late: the horizon only moves to the oldest transaction that was open when the pass began, and
 * what is between is looked at again. Writers are never waited for and never wait.
 * @returns how many records it added; 0 at once when another sequencer is at work.
 */
export async function ordonner(database: Database, { lot = LOT, signal }: Passe = {}): Promise<number> {
  const reprise = await database.transaction(reprendre);
  if (reprise === undefined) return 0;
  let total = 0;
  for (const source of SOURCES) {
    let curseur: Curseur | undefined = { transaction: reprise.horizon, id: AUCUN };
    while (curseur !== undefined) {
      if (signal?.aborted === true) return total;
      const depuis: Curseur = curseur;
      const fait = await database.transaction((tx) => ordonnerUnLot(tx, source, depuis, reprise.plafond, lot));
      if (fait === undefined) return total;
      total += fait.nombre;
      curseur = fait.curseur;
    }
  }
  await database.query(
    'UPDATE hub.journal_etat SET horizon = greatest($1::bigint, CASE grappe WHEN $2 THEN horizon END), grappe = $2',
    [reprise.ouverte, reprise.grappe],
  );
  return total;
}

async function reprendre(tx: Tx): Promise<Reprise | undefined> {
  const [reprise] = await tx.query<Reprise>(REPRENDRE);
  return reprise;
}

interface Curseur {
  readonly transaction: string;
  readonly id: string;
}

async function ordonnerUnLot(
  tx: Tx,
  source: Source,
  { transaction, id }: Curseur,
  plafond: string,
  lot: number,
): Promise<{ nombre: number; curseur: Curseur | undefined } | undefined> {
  // Before any look at the journal: what another sequencer added is then seen.
  if ((await reprendre(tx)) === undefined) return undefined;
  const lignes = await tx.query<Ligne>(aPrendre(source), [transaction, id, plafond, lot]);
  const derniere = lignes.at(-1);
  if (derniere === undefined) return { nombre: 0, curseur: undefined };
  await ecrire(tx, source.nature, lignes);
  const suite = { transaction: derniere.transactionId, id: derniere.id };
  return { nombre: lignes.length, curseur: lignes.length < lot ? undefined : suite };
}

async function ecrire(tx: Tx, nature: string, lignes: readonly Ligne[]): Promise<void> {
  const queue = await lireQueue(tx);
  let bord = await lireBord(tx, queue.taille);
  let { chaine } = queue;
  const positions: number[] = [];
  const hashes: Buffer[] = [];
  const chaines: Buffer[] = [];
  const hauts: Noeud[] = [];
  for (const { transactionId: _, ...ligne } of lignes) {
    const hash = empreinteFeuille(contenuFeuille(nature, ligne));
    chaine = maillon(chaine, hash);
    positions.push(bord.taille);
    hashes.push(hash);
    chaines.push(chaine);
    const suite = ajouter(bord, hash);
    bord = suite.bord;
    hauts.push(...suite.noeuds.slice(1));
  }
  await tx.query(ECRIRE, [
    ...[positions, lignes.map(() => nature), lignes.map(({ id }) => id), hashes, chaines],
    ...[hauts.map(({ niveau }) => niveau), hauts.map(({ indice }) => indice), hauts.map(({ hash }) => hash)],
  ]);
}

/** Each record seals all those before it. */
export function maillon(precedent: Uint8Array, hash: Uint8Array): Buffer {
  return createHash('sha256').update(precedent).update(hash).digest();
}
