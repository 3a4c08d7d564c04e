import type { Tx } from '../../platform/database';

/** Gives institutions a live relation to these children: what they are asked or told is about them. */
export async function relier(
  tx: Tx,
  institutions: readonly string[],
  enfantIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO crip.relation (institution, enfant_id, depuis)
     SELECT institution, enfant_id, $3 FROM unnest($1::text[]) institution, unnest($2::uuid[]) enfant_id
     ON CONFLICT DO NOTHING`,
    [institutions, enfantIds, now],
  );
}
