import { defineAct } from '../../../act';
import { cloreEcheances } from '../../../platform/echeances';
import { exigerCommission } from './exiger-commission';
import type { RetirerAgrementInput } from './agrement.input';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/**
 * The agrément is withdrawn after the commission's opinion, or the request refused; always with reasons (CASF L421-6,
 * R421-23).
 */
export const retirerAgrement = defineAct<RetirerAgrementInput, LieuChange>({
  name: 'retirerAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    if (!motif.trim()) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : un retrait ou un refus est motivé (CASF L421-6).');
    c.longueur(['motif'], motif, 2_000);
  },
  perform: async (tx, { lieuId, motif }, contexte) => {
    const { lieu, aujourdhui } = await verrouillerPour(tx, 'retirerAgrement', lieuId, contexte);
    await exigerCommission(tx, lieu, aujourdhui, contexte.now);
    await tx.query(`UPDATE ase.lieu_accueil SET etat = 'RETIRE', motif = $2 WHERE id = $1`, [lieu.id, motif]);
    await cloreEcheances(tx, lieu.id, ['A13', 'A13_PROLONGE'], contexte.now, 'TENUE');
    await cloreEcheances(tx, lieu.id, ['A13_RENOUVELLEMENT'], contexte.now, 'SANS_OBJET');
    return lieuChange(lieu.id);
  },
});
