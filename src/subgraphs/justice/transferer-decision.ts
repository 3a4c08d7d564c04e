import type { Tx } from '../../platform/database';
import type { Registres } from '../../registres';

const DECISION = 'UPDATE justice.decision SET collectivite = $2 WHERE id = $1 AND collectivite = $3';

/** What still runs on the decision, and on its notifications to each party: whoever was bound at the origin is no more. */
const HORLOGES = `
  UPDATE hub.echeance SET collectivite = $2,
    acteur = CASE WHEN acteur IN ('ase-' || $3, 'crip-' || $3) THEN split_part(acteur, '-', 1) || '-' || $2 ELSE acteur END,
    avertie = CASE WHEN avertie IN ('ase-' || $3, 'crip-' || $3) THEN split_part(avertie, '-', 1) || '-' || $2 ELSE avertie END
  WHERE etat IN ('OUVERTE', 'SUSPENDUE') AND collectivite = $3
    AND sujet_id IN (SELECT $1::uuid UNION SELECT id FROM justice.notification_partie WHERE decision_id = $1)`;

/**
 * A judge's decision is one, wherever it is carried out: it is the collectivité of arrival that reads it, and is told of
 * what follows. The origin keeps the copy that it sent.
 */
export const transfererDecision: Registres['transfererDecision'] = async (tx: Tx, decisionId, { de, vers }) => {
  // The clocks first: they are reached through the decision, which its origin then no longer reads.
  await tx.query(HORLOGES, [decisionId, vers, de]);
  await tx.query(DECISION, [decisionId, vers, de]);
};
