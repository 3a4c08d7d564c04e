import { defineAct, type Contexte } from '../../act';
import { ecrire } from '../../platform/database';
import { ouvrirEcheance } from '../../platform/echeances';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { collectiviteDe } from './collectivite-de-la-fiche';
import { controlerFiche } from './controler-fiche';
import { InformationPreoccupanteRow } from './information-preoccupante.entity';
import type { TransmettreInformationPreoccupanteInput as Fiche } from './information-preoccupante.input';

/**
 * A professional sends an information préoccupante to the CRIP of the child's collectivité (CASF L226-2-1, R226-2-2).
 * Opens A1 (evaluation, 3 months from reception) and A2 (feedback, 3 months from transmission).
 */
export const transmettreInformationPreoccupante = defineAct<Fiche, AccuseReception>({
  name: 'transmettreInformationPreoccupante',
  roles: ['college', 'dsden', 'hopital', 'snated'],
  scope: 'ip:transmettre',
  controler: controlerFiche,
  perform: async (tx, fiche, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const collectivite = collectiviteDe(fiche);
    const portee = { collectivite, urgente: fiche.urgence === 'IMMEDIATE' };
    const id = newId();
    const reference = newReference('IP');
    const transmiseLe = fiche.transmiseLe ? new Date(fiche.transmiseLe) : now;
    const enfantId = await registres.inscrireEnfant(tx, fiche.enfant, collectivite, contexte);
    const evaluation = ouvrirEcheance(newId, { regle: 'A1', sujetId: id, depart: now, collectivite, now });
    const retour = ouvrirEcheance(newId, { regle: 'A2', sujetId: id, depart: transmiseLe, collectivite, now });
    const echeances = [evaluation.publiee, retour.publiee];
    const horsHoraires = await registres.receptionHorsHoraires(tx, collectivite, contexte);
    const astreinte = horsHoraires && portee.urgente;
    const reception = { sujetId: id, sujetType: 'InformationPreoccupante', collectivite, tribunal: null } as const;
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances },
      ecritures: [
        ecrire(InformationPreoccupanteRow, {
          id,
          reference,
          collectivite,
          emetteurInstitution: actor.institution,
          emetteurType: fiche.emetteur.typeInstitution,
          enfantId,
          recueLe: now,
          transmiseLe,
          etat: 'RECUE',
          urgence: fiche.urgence,
          naturePrincipale: fiche.naturePrincipale,
          naturesDanger: fiche.naturesDanger,
          contenu: contenuDe(fiche),
          empreinte,
          horsHoraires,
          rattacheeA: null,
          suite: null,
        }),
        ...enveloppes(fiche, enfantId, collectivite, contexte),
        evaluation.ecriture,
        retour.ecriture,
        ...(astreinte ? await registres.ouvrirReception(tx, reception, contexte) : []),
      ],
      evenements: [
        ...(astreinte
          ? [{ type: 'information-preoccupante.urgente-hors-horaires' as const, sujetId: id, portee }]
          : []),
        { type: 'information-preoccupante.recue', sujetId: id, portee },
      ],
      objet: { type: 'InformationPreoccupante', id },
    };
  },
});

function contenuDe(fiche: Fiche): InformationPreoccupanteRow['contenu'] {
  const { emetteur, famille, fratrie, faits, auteurPresume, demarches, enfant } = fiche;
  const { communeResidence, adresse, telephone, lieuDeVieActuel } = enfant;
  const { informationParents, informationEnfant, copieParquet } = fiche;
  return {
    ...{
      emetteur,
      famille,
      fratrie,
      faits,
      auteurPresume,
      demarches,
      informationParents,
      informationEnfant,
      copieParquet,
    },
    residence: { commune: communeResidence, adresse, telephone, lieuDeVieActuel },
  };
}

function enveloppes({ scolarite, suiviSante }: Fiche, enfantId: string, collectivite: string, contexte: Contexte) {
  const { declarerScolarite, declarerSuivi } = contexte.registres;
  return [
    ...(scolarite ? declarerScolarite(enfantId, collectivite, scolarite, contexte) : []),
    ...(suiviSante ? declarerSuivi(enfantId, collectivite, suiviSante, contexte) : []),
  ];
}
