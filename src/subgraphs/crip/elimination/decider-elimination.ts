import { defineAct } from '../../../act';
import type { DeciderEliminationInput, Elimination } from './elimination.type';
import {
  controlerListe,
  eliminationsChangees,
  eliminationsVisees,
  exigerEliminables,
  refuser,
  verrouillerEliminations,
} from './verrouiller-eliminations';

const DECIDER = 'UPDATE crip.elimination SET etat = $2, decidee_par = $3, decidee_le = $4 WHERE id = ANY($1::uuid[])';
/** The rows go, and the wrapped keys with them: what a backup still holds opens no more. */
const DETRUIRE = 'SELECT crip.eliminer(id) FROM unnest($1::uuid[]) id';

/** A second person decides: the files are kept, or destroyed for good. The audit keeps that it was. */
export const deciderElimination = defineAct<DeciderEliminationInput, readonly Elimination[]>({
  name: 'deciderElimination',
  roles: ['crip'],
  scope: 'archive:eliminer',
  sensible: eliminationsVisees,
  controler: (c, input) => {
    c.longueur(['idempotencyKey'], input.idempotencyKey);
    controlerListe(c, input);
  },
  perform: async (tx, { eliminationIds, accord }, { actor, now }) => {
    const proposees = await verrouillerEliminations(tx, eliminationIds, actor.territoire, ['PROPOSEE']);
    if (proposees.some(({ proposeePar }) => proposeePar === actor.sub))
      throw refuser(proposees, {
        code: 'ARTICLE_CONTRAIRE',
        message: "l'élimination est décidée par une autre personne que celle qui l'a proposée (C. patrimoine R212-14).",
      });
    if (accord) await exigerEliminables(tx, proposees);
    const etat = accord ? ('EXECUTEE' as const) : ('REFUSEE' as const);
    const ids = proposees.map(({ id }) => id);
    await tx.query(DECIDER, [ids, etat, actor.sub, now]);
    if (accord) await tx.query(DETRUIRE, [ids]);
    return eliminationsChangees(proposees.map((row) => ({ ...row, etat, decideePar: actor.sub, decideeLe: now })));
  },
});
