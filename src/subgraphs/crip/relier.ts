import type { Tx } from '../../platform/database';

/** Gives institutions a live relation to these children: what they are asked or told is about them. */
export async function relier(
  tx: Tx,
  institutions: readonly string[],
  enfantIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query('SELECT crip.relier($1, $2, $3)', [institutions, enfantIds, now]);
}
