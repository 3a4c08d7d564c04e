import { defineAct } from '../../../act';
import { controlerEpoque } from '../../../domain/controle';
import { DUREE_AGREMENT } from '../../../domain/agrements';
import { ajouterDuree } from '../../../domain/calendar';
import { ecrire } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import { newReference } from '../../../platform/reference';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import type { DemanderAgrementInput } from './agrement.input';
import { controlerCapacite } from './enregistrer-lieu-accueil';
import { LieuAccueilRow } from './lieu-accueil.entity';

/** A foster carer asks for an agrément: four months to answer, after which it is acquired (CASF L421-6, A13). */
export const demanderAgrement = defineAct<DemanderAgrementInput, AccuseReception>({
  name: 'demanderAgrement',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, nom, capacite, demandeLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['nom'], nom);
    controlerCapacite(c, capacite);
    controlerEpoque(c, ['demandeLe'], demandeLe);
    c.depart(['demandeLe'], demandeLe, 'A13');
  },
  perform: (_tx, { nom, capacite, demandeLe }, { actor, newId, now, empreinte }) => {
    const collectivite = actor.territoire ?? '';
    const id = newId();
    const reference = newReference('LA');
    const reponse = ouvrirEcheance(newId, {
      regle: 'A13',
      sujetId: id,
      depart: new Date(demandeLe),
      collectivite,
      now,
    });
    const reponseAvant = reponse.publiee.dateLimite;
    const valideAu = ajouterDuree(reponseAvant, { annees: DUREE_AGREMENT.ASSISTANT_FAMILIAL });
    return Promise.resolve({
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [reponse.publiee] },
      ecritures: [
        ecrire(LieuAccueilRow, {
          ...{ id, reference, collectivite, type: 'ASSISTANT_FAMILIAL', nom, finess: null, capacite },
          ...{ etat: 'DEMANDE', valideDu: null, valideAu, reponseAvant, suspenduJusquAu: null, motif: null },
          ...{ motifProlongation: null, renouvellementEnjointPour: null, renouvellementAcquisApres: null },
        }),
        reponse.ecriture,
      ],
      evenements: [],
      objet: { type: 'LieuAccueil', id },
    });
  },
});
