import { ecrire, type Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import { newReference } from '../../../platform/reference';
import type { Contexte, InformationDOrigine, Suite } from '../../../registres';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';

/**
 * A risk of danger that another collectivité evaluated, sent as an information préoccupante to the CRIP of arrival
 * (CASF R221-5-2): it is evaluated from that reception (D226-2-4). No feedback is owed: the origin reads nothing of what
 * follows (R221-8).
 */
export async function recevoirDossier(
  tx: Tx,
  { enfantId, de, vers, expose }: InformationDOrigine,
  contexte: Contexte,
): Promise<Suite & { readonly informationId: string; readonly reference: string }> {
  const { newId, now, empreinte } = contexte;
  const informationId = newId();
  const reference = newReference('IP');
  const evaluation = ouvrirEcheance(newId, {
    ...{ regle: 'A1', sujetId: informationId, depart: now, collectivite: vers, now },
  });
  return {
    ...{ informationId, reference },
    ecritures: [
      ecrire(InformationPreoccupanteRow, {
        ...{ id: informationId, reference, collectivite: vers, enfantId, empreinte },
        // Nobody of the origin is its sender: whoever is reads it.
        ...{ emetteurInstitution: `crip-${vers}`, emetteurType: 'PMI_SERVICE_DEPARTEMENTAL', regimeRetour: 'AUCUN' },
        ...{ canal: 'HUB', recueLe: now, transmiseLe: now, etat: 'RECUE', urgence: 'STANDARD' },
        ...{ naturePrincipale: 'AUTRE', naturesDanger: ['AUTRE'], contenu: contenu(de, expose, now) },
        horsHoraires: await contexte.registres.receptionHorsHoraires(tx, vers, now, contexte),
        ...{ rattacheeA: null, suite: null },
      }),
      evaluation.ecriture,
    ],
    evenements: [{ type: 'information-preoccupante.recue', sujetId: informationId, portee: { collectivite: vers } }],
  };
}

function contenu(de: string, expose: string, now: Date): InformationPreoccupanteRow['contenu'] {
  return {
    emetteur: {
      typeInstitution: 'PMI_SERVICE_DEPARTEMENTAL',
      nom: `ase-${de}`,
      personne: "Aide sociale à l'enfance",
      fonction: "Collectivité d'origine",
      soumisAuSecret: true,
      anonymatDemande: false,
      redigeeLe: now.toISOString(),
    },
    faits: [{ recit: expose, constatePar: 'DOCUMENT' }],
    informationParents: { statut: 'OUI', motif: null },
    ...{ famille: undefined, fratrie: undefined, auteurPresume: undefined, demarches: undefined },
    ...{ informationEnfant: undefined, copieParquet: undefined },
    residence: { commune: null, adresse: null, telephone: null, lieuDeVieActuel: null },
  };
}
