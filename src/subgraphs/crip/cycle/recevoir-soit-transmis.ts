import { ecrire, type Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import { newReference } from '../../../platform/reference';
import type { Contexte, SoitTransmisRecu, Suite } from '../../../registres';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';

/** A soit-transmis of the parquet is an information received: the evaluation clock starts with it (CASF D226-2-4). */
export async function recevoirSoitTransmis(
  tx: Tx,
  { enfantId, collectivite, objet, texte }: SoitTransmisRecu,
  contexte: Contexte,
): Promise<Suite & { informationId: string }> {
  const { actor, newId, now, empreinte, registres } = contexte;
  const informationId = newId();
  const evaluation = ouvrirEcheance(newId, { regle: 'A1', sujetId: informationId, depart: now, collectivite, now });
  return {
    informationId,
    ecritures: [
      ecrire(InformationPreoccupanteRow, {
        ...{ id: informationId, reference: newReference('IP'), collectivite, enfantId, empreinte },
        emetteurInstitution: actor.institution,
        emetteurType: 'JUSTICE',
        regimeRetour: 'AUCUN',
        canal: 'HUB',
        recueLe: now,
        transmiseLe: now,
        etat: 'RECUE',
        urgence: 'STANDARD',
        naturePrincipale: 'AUTRE',
        naturesDanger: ['AUTRE'],
        contenu: contenu(actor.institution, objet, texte, now),
        horsHoraires: await registres.receptionHorsHoraires(tx, collectivite, now, contexte),
        rattacheeA: null,
        suite: null,
      }),
      evaluation.ecriture,
    ],
    evenements: [{ type: 'information-preoccupante.recue', sujetId: informationId, portee: { collectivite } }],
  };
}

function contenu(tribunal: string, objet: string, texte: string, now: Date): InformationPreoccupanteRow['contenu'] {
  return {
    emetteur: {
      typeInstitution: 'JUSTICE',
      nom: tribunal,
      personne: 'Parquet',
      fonction: 'Procureur de la République',
      soumisAuSecret: true,
      anonymatDemande: false,
      redigeeLe: now.toISOString(),
    },
    faits: [{ recit: `${objet}\n${texte}`, constatePar: 'DOCUMENT' }],
    informationParents: { statut: 'NON', motif: "Soit-transmis de l'autorité judiciaire" },
    ...{ famille: undefined, fratrie: undefined, auteurPresume: undefined, demarches: undefined },
    ...{ informationEnfant: undefined, copieParquet: undefined },
    residence: { commune: null, adresse: null, telephone: null, lieuDeVieActuel: null },
  };
}
