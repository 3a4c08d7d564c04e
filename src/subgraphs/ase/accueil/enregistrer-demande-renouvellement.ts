import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';
import { midi } from '../mesures/inscrire-mesure';
import type { EnregistrerDemandeRenouvellementInput } from './agrement.input';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/** The establishment asks for its renewal, as ordered: six months to answer, after which it is renewed (CASF L313-5). */
export const enregistrerDemandeRenouvellement = defineAct<EnregistrerDemandeRenouvellementInput, LieuChange>({
  name: 'enregistrerDemandeRenouvellement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, recueLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['recueLe'], recueLe);
  },
  perform: async (tx, { lieuId, recueLe }, contexte) => {
    const { newId, now, actor } = contexte;
    const { lieu } = await verrouillerPour(tx, 'enregistrerDemandeRenouvellement', lieuId, contexte);
    if (lieu.renouvellementEnjointPour === null)
      throw refus(
        ['lieuId'],
        'ETAT_INCOMPATIBLE',
        "aucune demande n'a été enjointe : l'autorisation se renouvelle d'elle-même (CASF L313-5).",
      );
    if (lieu.renouvellementAcquisApres !== null)
      throw refus(['lieuId'], 'DEJA_FAIT', 'la demande de renouvellement est déjà enregistrée.');
    const reponse = ouvrirEcheance(newId, {
      ...{ regle: 'A13_AUTORISATION', sujetId: lieu.id, depart: recueLe, collectivite: actor.territoire ?? '', now },
    });
    await cloreEcheances(tx, lieu.id, ['A13_INJONCTION'], midi(recueLe), 'TENUE');
    await tx.query('UPDATE ase.lieu_accueil SET renouvellement_acquis_apres = $2 WHERE id = $1', [
      ...[lieu.id, reponse.publiee.dateLimite],
    ]);
    return { ...lieuChange(lieu.id), ecritures: [reponse.ecriture] };
  },
});
