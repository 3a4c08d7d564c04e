import { defineAct } from '../../../act';
import { cloreEcheances } from '../../../platform/echeances';
import { exigerCommission } from './exiger-commission';
import type { RetirerAgrementInput } from './agrement.input';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

const RETRAIT = `UPDATE ase.lieu_accueil SET etat = 'RETIRE', motif = $2 WHERE id = $1`;
const RENOUVELLEMENT = 'UPDATE ase.lieu_accueil SET renouvellement_acquis_apres = NULL, motif = $2 WHERE id = $1';

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
    const { renouvellementAcquisApres: reponse } = lieu;
    // The refusal of a renewal lets the authorisation run to its end (CASF L313-5).
    const [refuser, ouverte] = reponse !== null && aujourdhui <= reponse ? [RENOUVELLEMENT, true] : [RETRAIT, false];
    await tx.query(refuser, [lieu.id, motif]);
    await cloreEcheances(tx, lieu.id, ['A13', 'A13_PROLONGE', 'A13_AUTORISATION'], contexte.now, 'TENUE');
    if (!ouverte)
      await cloreEcheances(tx, lieu.id, ['A13_RENOUVELLEMENT', 'A13_INJONCTION'], contexte.now, 'SANS_OBJET');
    return lieuChange(lieu.id);
  },
});
