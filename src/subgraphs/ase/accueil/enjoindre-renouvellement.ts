import { defineAct } from '../../../act';
import { finDeValidite, PREAVIS_INJONCTION } from '../../../domain/agrements';
import { retrancherDuree } from '../../../domain/calendar';
import { controlerEpoque } from '../../../domain/controle';
import { refus } from '../../../domain/errors';
import { ouvrirEcheance } from '../../../platform/echeances';
import type { EnjoindreRenouvellementInput } from './agrement.input';
import { lieuChange, verrouillerPour, type LieuChange } from './verrouiller-lieu';

/**
 * The authority orders an establishment, a year at least before its authorisation ends, to ask for its renewal within six
 * months: the authorisation no longer renews itself (CASF L313-5).
 */
export const enjoindreRenouvellement = defineAct<EnjoindreRenouvellementInput, LieuChange>({
  name: 'enjoindreRenouvellement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, le }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    controlerEpoque(c, ['le'], le);
  },
  perform: async (tx, { lieuId, le }, contexte) => {
    const { newId, now, actor } = contexte;
    const { lieu, aujourdhui } = await verrouillerPour(tx, 'enjoindreRenouvellement', lieuId, contexte);
    const fin = finDeValidite(lieu, aujourdhui);
    if (lieu.type !== 'ETABLISSEMENT' || fin === null)
      throw refus(
        ['lieuId'],
        'ETAT_INCOMPATIBLE',
        "seule l'autorisation d'un établissement se renouvelle ainsi (L313-5).",
      );
    if (lieu.renouvellementEnjointPour === fin)
      throw refus(['lieuId'], 'DEJA_FAIT', "l'établissement est déjà tenu de demander son renouvellement.");
    const limite = retrancherDuree(fin, PREAVIS_INJONCTION);
    if (le > limite)
      throw refus(
        ['le'],
        'ARTICLE_CONTRAIRE',
        `un an au moins avant la fin de l'autorisation, au plus tard le ${limite} : elle se renouvelle d'elle-même (CASF L313-5).`,
      );
    await tx.query(
      'UPDATE ase.lieu_accueil SET renouvellement_enjoint_pour = $2, renouvellement_acquis_apres = NULL WHERE id = $1',
      [lieu.id, fin],
    );
    const demande = ouvrirEcheance(newId, {
      ...{ regle: 'A13_INJONCTION', sujetId: lieu.id, depart: le, collectivite: actor.territoire ?? '', now },
    });
    return { ...lieuChange(lieu.id), ecritures: [demande.ecriture] };
  },
});
