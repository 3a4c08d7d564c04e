import { Field, ObjectType } from 'type-graphql';
import { AccuseReception, ResultatActe } from '../../published/accuse-reception.type';

/** A receipt, or every field that was refused. */
function accuseOuRefus(acte: string, name: string) {
  @ObjectType(name, { description: `Résultat de \`${acte}\`.` })
  class Payload extends ResultatActe {
    @Field(() => AccuseReception, {
      nullable: true,
      description: "Accusé de réception ; absent si l'envoi est refusé.",
    })
    accuseReception?: AccuseReception | null;
  }
  return Payload;
}

export const EnregistrerSuitesPayload = accuseOuRefus('enregistrerSuites', 'EnregistrerSuitesPayload');
export const TransmettreSoitTransmisPayload = accuseOuRefus(
  'transmettreSoitTransmis',
  'TransmettreSoitTransmisPayload',
);
export const SaisirJugeDesEnfantsPayload = accuseOuRefus('saisirJugeDesEnfants', 'SaisirJugeDesEnfantsPayload');
export const NotifierDecisionPayload = accuseOuRefus('notifierDecision', 'NotifierDecisionPayload');
export const ProlongerMesureProvisoirePayload = accuseOuRefus(
  'prolongerMesureProvisoire',
  'ProlongerMesureProvisoirePayload',
);
export const NotifierDecisionAuxPartiesPayload = accuseOuRefus(
  'notifierDecisionAuxParties',
  'NotifierDecisionAuxPartiesPayload',
);
export const FixerAudiencePayload = accuseOuRefus('fixerAudience', 'FixerAudiencePayload');
export const EnregistrerArretPayload = accuseOuRefus('enregistrerArret', 'EnregistrerArretPayload');
export const EnregistrerAppelPayload = accuseOuRefus('enregistrerAppel', 'EnregistrerAppelPayload');
