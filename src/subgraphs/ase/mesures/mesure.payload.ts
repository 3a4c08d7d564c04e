import { Field, ObjectType } from 'type-graphql';
import { AccuseReception, ResultatActe } from '../../../published/accuse-reception.type';
import { LieuAccueil } from '../accueil/lieu-accueil.type';
import { Mesure } from './mesure.type';

/** `FooPayload`: what was opened and its clocks, or every field refused. */
function ouverture(name: string) {
  @ObjectType(`${name}Payload`, { description: `Résultat de \`${acte(name)}\`.` })
  class Payload extends ResultatActe {
    @Field(() => AccuseReception, { nullable: true, description: 'Accusé de réception ; absent si refusé.' })
    accuseReception?: AccuseReception | null;
  }
  return Payload;
}

function changementDeMesure(name: string) {
  @ObjectType(`${name}Payload`, { description: `Résultat de \`${acte(name)}\`.` })
  class Payload extends ResultatActe {
    @Field(() => Mesure, { nullable: true, description: 'La mesure, après cet acte ; absente si refusé.' })
    mesure?: Mesure | null;
  }
  return Payload;
}

function changementDeLieu(name: string) {
  @ObjectType(`${name}Payload`, { description: `Résultat de \`${acte(name)}\`.` })
  class Payload extends ResultatActe {
    @Field(() => LieuAccueil, { nullable: true, description: "Le lieu d'accueil, après cet acte ; absent si refusé." })
    lieuAccueil?: LieuAccueil | null;
  }
  return Payload;
}

function acte(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

export const OuvrirMesureAdministrativePayload = ouverture('OuvrirMesureAdministrative');
export const AccueillirEnUrgencePayload = ouverture('AccueillirEnUrgence');
export const EnregistrerLieuAccueilPayload = ouverture('EnregistrerLieuAccueil');
export const DemanderAgrementPayload = ouverture('DemanderAgrement');

export const RenouvelerMesurePayload = changementDeMesure('RenouvelerMesure');
export const TerminerMesurePayload = changementDeMesure('TerminerMesure');
export const DesignerReferentPayload = changementDeMesure('DesignerReferent');
export const EnregistrerRapportPayload = changementDeMesure('EnregistrerRapport');
export const EtablirProjetPourEnfantPayload = changementDeMesure('EtablirProjetPourEnfant');
export const ChangerLieuPayload = changementDeMesure('ChangerLieu');
export const RappelerTransfertDossierPayload = changementDeMesure('RappelerTransfertDossier');
export const ProlongerAccueilMnaPayload = changementDeMesure('ProlongerAccueilMna');

export const AccorderAgrementPayload = changementDeLieu('AccorderAgrement');
export const SuspendreAgrementPayload = changementDeLieu('SuspendreAgrement');
export const RetirerAgrementPayload = changementDeLieu('RetirerAgrement');
export const SaisirAutoriteJudiciairePayload = changementDeMesure('SaisirAutoriteJudiciaire');
export const AttesterInformationPayload = changementDeMesure('AttesterInformation');
export const NotifierChoixLieuPayload = changementDeMesure('NotifierChoixLieu');
export const AccuserChoixLieuPayload = changementDeMesure('AccuserChoixLieu');
export const RepondreChoixLieuPayload = changementDeMesure('RepondreChoixLieu');
export const SaisirCommissionStatutPayload = changementDeMesure('SaisirCommissionStatut');
export const EnregistrerExamenStatutPayload = changementDeMesure('EnregistrerExamenStatut');
export const EnregistrerEntretienPayload = changementDeMesure('EnregistrerEntretien');

export const ProlongerDelaiAgrementPayload = changementDeLieu('ProlongerDelaiAgrement');
export const InviterRenouvellementPayload = changementDeLieu('InviterRenouvellement');
export const EnjoindreRenouvellementPayload = changementDeLieu('EnjoindreRenouvellement');
export const EnregistrerDemandeRenouvellementPayload = changementDeLieu('EnregistrerDemandeRenouvellement');
export const ConvoquerCommissionAgrementPayload = changementDeLieu('ConvoquerCommissionAgrement');
export const RestreindreAgrementPayload = changementDeLieu('RestreindreAgrement');
