import { defineAct } from '../../../act';
import { controlerPlausible } from '../../../domain/controle';
import { DUREE_AGREMENT } from '../../../domain/agrements';
import { ajouterDuree } from '../../../domain/calendar';
import { refus } from '../../../domain/errors';
import { cloreEcheances } from '../../../platform/echeances';
import type { AccorderAgrementInput } from './agrement.input';
import { controlerCapacite } from './enregistrer-lieu-accueil';
import { renouvellementAPreparer } from './preparer-renouvellement';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/**
 * The département gives the agrément, renews it or gives it back: five years, without limit once the foster carer is
 * qualified, fifteen for an authorisation (CASF L421-3, D421-13, L313-1).
 */
export const accorderAgrement = defineAct<AccorderAgrementInput, LieuChange>({
  name: 'accorderAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, capacite, valideDu }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    controlerPlausible(c, ['valideDu'], valideDu);
    if (typeof capacite === 'number') controlerCapacite(c, capacite);
  },
  perform: async (tx, { lieuId, valideDu, capacite, sansLimite }, contexte) => {
    const { lieu } = await verrouillerPour(tx, 'accorderAgrement', lieuId, contexte);
    if (sansLimite === true && lieu.type !== 'ASSISTANT_FAMILIAL')
      throw refus(['sansLimite'], 'ARTICLE_CONTRAIRE', 'une autorisation dure quinze ans (CASF L313-1).');
    const valideAu = sansLimite === true ? null : ajouterDuree(valideDu, { annees: DUREE_AGREMENT[lieu.type] });
    await tx.query(
      `UPDATE ase.lieu_accueil SET etat = 'ACCORDE', valide_du = $2, valide_au = $3, capacite = $4,
         suspendu_jusqu_au = NULL, motif = NULL,
         renouvellement_enjoint_pour = NULL, renouvellement_acquis_apres = NULL WHERE id = $1`,
      [lieu.id, valideDu, valideAu, capacite ?? lieu.capacite],
    );
    await cloreEcheances(tx, lieu.id, ['A13', 'A13_PROLONGE', 'A13_AUTORISATION'], contexte.now, 'TENUE');
    await cloreEcheances(tx, lieu.id, ['A13_RENOUVELLEMENT', 'A13_INJONCTION'], contexte.now, 'SANS_OBJET');
    const accorde = { ...lieu, valideAu, collectivite: contexte.actor.territoire ?? '' };
    const ecritures = renouvellementAPreparer(accorde, contexte).map(({ ecriture }) => ecriture);
    return { ...lieuChange(lieu.id), ecritures };
  },
});
