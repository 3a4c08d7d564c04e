import type { Database } from '../database';
import { lieuDeLaCle } from './cles-enfants';
import type { Coffre } from './coffre';

const PAR_LOT = 500;

const SUIVANTES = `
  SELECT id, enfant_id "enfantId", kek, enveloppe FROM hub.cle_enfant
  WHERE enveloppe IS NOT NULL AND kek <> $1 ORDER BY id LIMIT ${String(PAR_LOT)} FOR UPDATE`;
const REMPLACER = `
  UPDATE hub.cle_enfant c SET kek = $3, enveloppe = nouvelle.enveloppe
  FROM unnest($1::uuid[], $2::bytea[]) AS nouvelle(id, enveloppe) WHERE c.id = nouvelle.id`;

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
      const lignes = await tx.query<Ligne>(SUIVANTES, [coffre.actif]);
      const enveloppes = await Promise.all(
        lignes.map(async ({ id, enfantId, kek, enveloppe }) => {
          const lieu = lieuDeLaCle(id, enfantId);
          return coffre.envelopper(await coffre.developper(kek, enveloppe, lieu), lieu);
        }),
      );
      if (lignes.length > 0) await tx.query(REMPLACER, [lignes.map(({ id }) => id), enveloppes, coffre.actif]);
      return lignes.length;
    });
    faites += lot;
    if (lot < PAR_LOT) return faites;
  }
}
