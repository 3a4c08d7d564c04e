import type { Tx } from '../../platform/database';
import { cloreEcheances } from '../../platform/echeances';
import { ATTENDENT_UNE_DECISION, TERMES } from './remplacer-decisions';

/**
 * The child is of age: these decisions have ended with assistance éducative (C. civ. 375), and their judge owes nothing
 * more on them. Appeals and notifications keep their clocks.
 */
export async function finirDecisions(
  tx: Tx,
  decisions: readonly { readonly id: string; readonly le: Date }[],
  now: Date,
): Promise<void> {
  if (decisions.length === 0) return;
  const ids = decisions.map(({ id }) => id);
  // A function of the owner: the worker reaches no decision (migration 0110).
  await tx.query('SELECT justice.finir_decisions($1::uuid[], $2::timestamptz[])', [ids, decisions.map(({ le }) => le)]);
  await cloreEcheances(tx, ids, [...ATTENDENT_UNE_DECISION, ...TERMES], now, 'SANS_OBJET');
}
