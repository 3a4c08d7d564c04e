import { defineAct } from '../../../act';
import { DUREE_AGREMENT } from '../../../domain/agrements';
import { ajouterDuree } from '../../../domain/calendar';
import { refus } from '../../../domain/errors';
import { prolongerEcheance } from '../../../platform/echeances';
import type { ProlongerDelaiAgrementInput } from './agrement.input';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/** Two months more to answer a request, once, by a reasoned decision taken before the four months end (CASF L421-6). */
export const prolongerDelaiAgrement = defineAct<ProlongerDelaiAgrementInput, LieuChange>({
  name: 'prolongerDelaiAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    if (!motif.trim()) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : la prolongation est motivée (CASF L421-6).');
    c.longueur(['motif'], motif, 2_000);
  },
  perform: async (tx, { lieuId, motif }, contexte) => {
    const { now, newId } = contexte;
    const { lieu } = await verrouillerPour(tx, 'prolongerDelaiAgrement', lieuId, contexte);
    if (lieu.motifProlongation !== null)
      throw refus(['lieuId'], 'DEJA_FAIT', 'le délai a déjà été prolongé, une seule fois (CASF L421-6).');
    const { ecriture, publiee } = await prolongerEcheance(tx, newId, {
      ...{ sujetId: lieu.id, regle: 'A13', par: 'A13_PROLONGE', depuis: 'ORIGINE', now },
    });
    const valideAu = ajouterDuree(publiee.dateLimite, { annees: DUREE_AGREMENT[lieu.type] });
    await tx.query(
      'UPDATE ase.lieu_accueil SET reponse_avant = $2, valide_au = $3, motif_prolongation = $4 WHERE id = $1',
      [lieu.id, publiee.dateLimite, valideAu, motif],
    );
    return { ...lieuChange(lieu.id), ecritures: [ecriture] };
  },
});
