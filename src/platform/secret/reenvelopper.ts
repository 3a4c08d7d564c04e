import type { Database } from '../database';
import { lieuDeLaCle } from './cles-enfants';
import type { Coffre } from './coffre';

const PAR_LOT = 500;

const SUIVANTES = `
  SELECT id, enfant_id "enfantId", kek, enveloppe FROM hub.cle_enfant
  WHERE enveloppe IS NOT NULL AND kek <> $1 ORDER BY id LIMIT ${String(PAR_LOT)} FOR UPDATE`;
const REMPLACER = `
  UPDATE hub.cle_enfant c SET kek = nouvelle.kek, enveloppe = nouvelle.enveloppe
  FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS nouvelle(id, kek, enveloppe) WHERE c.id = nouvelle.id`;

interface Ligne {
  id: string;
  enfantId: string;
  kek: string;
  enveloppe: Buffer;
}

/** Wraps again, under the coffre's active key, what an earlier one wraps; the data keys, and what they seal, stay. @returns how many */
export async function reenvelopper(database: Database, coffre: Coffre): Promise<number> {
  let faites = 0;
  for (;;) {
    const lot = await database.transaction(async (tx) => {
      const lignes = await tx.query<Ligne>(SUIVANTES, [await coffre.actif()]);
      if (lignes.length === 0) return 0;
      const lieux = lignes.map(({ id, enfantId }) => lieuDeLaCle(id, enfantId));
      const cles = await coffre.developper(
        lignes.map(({ kek, enveloppe }, i) => ({ kek, octets: enveloppe, lieu: lieux[i] ?? '' })),
      );
      const neuves = await coffre.envelopper(cles.map((cle, i) => ({ cle, lieu: lieux[i] ?? '' })));
      await tx.query(REMPLACER, [
        lignes.map(({ id }) => id),
        neuves.map(({ kek }) => kek),
        neuves.map(({ octets }) => octets),
      ]);
      return lignes.length;
    });
    faites += lot;
    if (lot < PAR_LOT) return faites;
  }
}
