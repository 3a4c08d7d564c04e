import { defineAct } from '../../../act';
import { HubError, refus } from '../../../domain/errors';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import type { EliminationRow } from './elimination.entity';
import { publierElimination, type DeciderEliminationInput, type Elimination } from './elimination.type';
import { exigerEliminable } from './proposer-elimination';

const VERROUILLER = `
  SELECT id, enfant_id "enfantId", visa, fin_conservation::text "finConservation", etat,
         proposee_par "proposeePar", proposee_le "proposeeLe"
  FROM crip.elimination WHERE id = $1 AND collectivite = $2 FOR UPDATE`;
const DECIDER = 'UPDATE crip.elimination SET etat = $2, decidee_par = $3, decidee_le = $4 WHERE id = $1';
/** The rows go, and the wrapped key with them: what a backup still holds opens no more. */
const DETRUIRE = 'SELECT crip.eliminer($1)';

/** A second person decides: the file is kept, or destroyed for good. The audit keeps that it was. */
export const deciderElimination = defineAct<DeciderEliminationInput, Elimination>({
  name: 'deciderElimination',
  roles: ['crip'],
  scope: 'archive:eliminer',
  sensible: ({ eliminationId }) => objetsVises('Elimination', eliminationId),
  controler: (c, { idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
  },
  perform: async (tx, { eliminationId, accord }, { actor, now }) => {
    const values = [eliminationId, actor.territoire];
    const [proposee] = isUuid(eliminationId) ? await tx.query<EliminationRow>(VERROUILLER, values) : [];
    if (!proposee) throw new HubError('NOT_FOUND');
    if (proposee.etat !== 'PROPOSEE')
      throw refus('eliminationId', 'DEJA_FAIT', 'il a déjà été décidé de cette élimination.');
    if (proposee.proposeePar === actor.sub)
      throw refus(
        'eliminationId',
        'ARTICLE_CONTRAIRE',
        "l'élimination est décidée par une autre personne que celle qui l'a proposée (C. patrimoine R212-14).",
      );
    if (accord) await exigerEliminable(tx, proposee.enfantId, 'eliminationId');
    const etat = accord ? ('EXECUTEE' as const) : ('REFUSEE' as const);
    await tx.query(DECIDER, [proposee.id, etat, actor.sub, now]);
    if (accord) await tx.query(DETRUIRE, [proposee.id]);
    return {
      reponse: publierElimination({ ...proposee, etat, decideeLe: now }),
      ecritures: [],
      evenements: [],
      objet: [
        { type: 'Elimination', id: proposee.id },
        { type: 'Enfant', id: proposee.enfantId },
      ],
    };
  },
});
