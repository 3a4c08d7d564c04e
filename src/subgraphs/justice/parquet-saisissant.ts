import type { Tx } from '../../platform/database';

const SAISISSANT = `
  SELECT parquet FROM justice.requete WHERE tj = $1 AND enfant_id = $2
  ORDER BY coalesce(id = $3, false) DESC, id DESC LIMIT 1`;

interface Affaire {
  readonly tj: string;
  readonly enfantId: string;
  /** Requête to which the decision answers, when it names one. */
  readonly requeteId?: string | null;
}

/**
 * Who seized this judge about this child, for the events that he is owed. The tribunal pour enfants of one court may
 * serve several: the procureur who seized it is not always the one of its own court.
 */
export async function parquetSaisissant(
  tx: Tx,
  { tj, enfantId, requeteId = null }: Affaire,
): Promise<{ parquetSaisissant?: string }> {
  const [requete] = await tx.query<{ parquet: string }>(SAISISSANT, [tj, enfantId, requeteId]);
  return requete === undefined ? {} : { parquetSaisissant: requete.parquet };
}
