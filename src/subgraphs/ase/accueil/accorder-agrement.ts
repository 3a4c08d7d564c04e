import { defineAct } from '../../../act';
import { DUREE_AGREMENT } from '../../../domain/agrements';
import { ajouterDuree } from '../../../domain/calendar';
import { cloreEcheances } from '../../../platform/echeances';
import type { AccorderAgrementInput } from './accueil.input';
import { controlerCapacite } from './enregistrer-lieu-accueil';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/** The département gives the agrément, or gives it back: five years, fifteen for an authorisation (D421-13, L313-1). */
export const accorderAgrement = defineAct<AccorderAgrementInput, LieuChange>({
  name: 'accorderAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, capacite }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    if (typeof capacite === 'number') controlerCapacite(c, capacite);
  },
  perform: async (tx, { lieuId, valideDu, capacite }, contexte) => {
    const { lieu } = await verrouillerPour(tx, 'accorderAgrement', lieuId, contexte);
    const valideAu = ajouterDuree(valideDu, { annees: DUREE_AGREMENT[lieu.type] });
    await tx.query(
      `UPDATE ase.lieu_accueil SET etat = 'ACCORDE', valide_du = $2, valide_au = $3, capacite = $4,
         suspendu_jusqu_au = NULL, motif = NULL WHERE id = $1`,
      [lieu.id, valideDu, valideAu, capacite ?? lieu.capacite],
    );
    await cloreEcheances(tx, lieu.id, ['A13', 'A13_PROLONGE'], contexte.now, 'TENUE');
    return lieuChange(lieu.id);
  },
});
