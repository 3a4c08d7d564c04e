import { empreinteDe, type Contexte, type Issue } from '../../act';
import { exigerEnfantMineur } from '../../domain/minorite';
import { REGIMES_RETOUR, type Canal, type RegimeRetour } from '../../domain/retours';
import { ecrire, type Tx } from '../../platform/database';
import { ouvrirEcheance } from '../../platform/echeances';
import { jourDe } from '../../platform/echeances-calcul';
import { newReference } from '../../platform/reference';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { consignerAppelant } from './appelant/consigner-appelant';
import { InformationPreoccupanteRow } from './information-preoccupante.entity';
import type { TransmettreInformationPreoccupanteInput as Fiche } from './information-preoccupante.input';

/** What the act that receives a sheet knows of it besides its content. */
export interface Arrivee {
  readonly collectivite: string;
  /** T0: when it reached the CRIP. */
  readonly recueLe: Date;
  readonly canal: Canal;
  readonly regime: RegimeRetour;
}

/**
 * Records a sheet that reaches the CRIP. Opens A1, the evaluation, from its reception, and the feedback that is owed to
 * its sender without being asked for.
 */
export async function recevoirFiche(
  tx: Tx,
  { appelant, ...fiche }: Fiche,
  { collectivite, recueLe, canal, regime }: Arrivee,
  contexte: Contexte,
): Promise<Issue<AccuseReception>> {
  const { actor, newId, now, empreinte, registres } = contexte;
  exigerEnfantMineur(fiche.enfant, jourDe(recueLe, collectivite, null), 'INFORMATION');
  const id = newId();
  const reference = newReference('IP');
  const transmiseLe = fiche.transmiseLe ? new Date(fiche.transmiseLe) : recueLe;
  const enfantId = await registres.inscrireEnfant(tx, fiche.enfant, collectivite, contexte);
  const clock = { sujetId: id, collectivite, now };
  const { regle, depart } = REGIMES_RETOUR[regime];
  const ouvertes = [
    ouvrirEcheance(newId, { ...clock, regle: 'A1', depart: recueLe }),
    ...(regle === null || depart === 'DEMANDE'
      ? []
      : [ouvrirEcheance(newId, { ...clock, regle, depart: depart === 'RECEPTION' ? recueLe : transmiseLe })]),
  ];
  const horsHoraires = await registres.receptionHorsHoraires(tx, collectivite, recueLe, contexte);
  const portee = { collectivite, urgente: fiche.urgence === 'IMMEDIATE' };
  // What the CRIP records itself is in its hands already.
  const astreinte = horsHoraires && portee.urgente && canal === 'HUB';
  const reception = { sujetId: id, sujetType: 'InformationPreoccupante', collectivite, tribunal: null } as const;
  return {
    reponse: {
      ...{ id, reference, recueLe: now.toISOString(), empreinte },
      echeances: ouvertes.map(({ publiee }) => publiee),
    },
    ecritures: [
      ecrire(InformationPreoccupanteRow, {
        ...{ id, reference, collectivite, enfantId, recueLe, transmiseLe, canal, horsHoraires },
        // Of what its readers may know: with the caller in it, it would let them try names against it.
        empreinte: appelant ? empreinteDe(fiche) : empreinte,
        ...{ emetteurInstitution: actor.institution, emetteurType: fiche.emetteur.typeInstitution },
        ...{ regimeRetour: regime, etat: 'RECUE', rattacheeA: null, suite: null, contenu: contenuDe(fiche) },
        ...{ urgence: fiche.urgence, naturePrincipale: fiche.naturePrincipale, naturesDanger: fiche.naturesDanger },
      }),
      ...consignerAppelant(appelant, { informationId: id, enfantId }, actor),
      ...enveloppes(fiche, enfantId, collectivite, contexte),
      ...ouvertes.map(({ ecriture }) => ecriture),
      ...(astreinte ? await registres.ouvrirReception(tx, reception, contexte) : []),
    ],
    evenements: [
      ...(astreinte ? [{ type: 'information-preoccupante.urgente-hors-horaires' as const, sujetId: id, portee }] : []),
      { type: 'information-preoccupante.recue', sujetId: id, portee },
    ],
    objet: { type: 'InformationPreoccupante', id },
  };
}

function contenuDe(fiche: Fiche): InformationPreoccupanteRow['contenu'] {
  const { emetteur, famille, fratrie, faits, auteurPresume, demarches, enfant } = fiche;
  const { communeResidence, adresse, telephone, lieuDeVieActuel } = enfant;
  const { informationParents, informationEnfant, copieParquet } = fiche;
  return {
    ...{ emetteur, famille, fratrie, faits, auteurPresume, demarches },
    ...{ informationParents, informationEnfant, copieParquet },
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
