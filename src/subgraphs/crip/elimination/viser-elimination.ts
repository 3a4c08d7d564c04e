import { defineAct } from '../../../act';
import { refusProvisoire } from '../../../domain/archives';
import type { ViserEliminationInput, Elimination } from './elimination.type';
import {
  controlerListe,
  eliminationsChangees,
  eliminationsVisees,
  exigerEliminables,
  verrouillerEliminations,
} from './verrouiller-eliminations';

const VISER = `
  UPDATE crip.elimination SET etat = $2, visa = $3, motif_refus = $4, reproposer_le = $5, visee_par = $6, visee_le = $7
  WHERE id = ANY($1::uuid[])`;

/**
 * The State's archives controller signs, or refuses with a reason, what the département may destroy: nothing goes
 * without that visa (C. patrimoine L212-2, R212-14). He reads dates, codes and counts; no file.
 */
export const viserElimination = defineAct<ViserEliminationInput, readonly Elimination[]>({
  name: 'viserElimination',
  roles: ['archiviste'],
  scope: 'archive:viser',
  sensible: eliminationsVisees,
  controler: (c, input) => {
    const { idempotencyKey, accord, visa, motif, reproposerLe } = input;
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerListe(c, input);
    if (accord) c.texte(['visa'], visa);
    else if (!motif) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : un refus de visa dit pourquoi.');
    else if (!refusProvisoire(motif) && reproposerLe)
      c.refuser(['reproposerLe'], 'VALEUR_INVALIDE', 'reproposerLe : ce motif garde le dossier définitivement.');
    else if (refusProvisoire(motif) && !reproposerLe)
      c.refuser(['reproposerLe'], 'CHAMP_REQUIS', 'reproposerLe : le jour où ces dossiers reviennent sur la liste.');
  },
  perform: async (tx, { eliminationIds, accord, visa, motif, reproposerLe }, { actor, now }) => {
    const listees = await verrouillerEliminations(tx, eliminationIds, actor.territoire, ['A_VISER']);
    if (accord) await exigerEliminables(tx, listees);
    const decision = accord
      ? { etat: 'VISEE' as const, visa: visa ?? null, motifRefus: null, reproposerLe: null }
      : { etat: 'VISA_REFUSE' as const, visa: null, motifRefus: motif ?? null, reproposerLe: reproposerLe ?? null };
    const ids = listees.map(({ id }) => id);
    const { etat, motifRefus } = decision;
    await tx.query(VISER, [ids, etat, decision.visa, motifRefus, decision.reproposerLe, actor.sub, now]);
    return eliminationsChangees(listees.map((row) => ({ ...row, ...decision, viseePar: actor.sub, viseeLe: now })));
  },
});
