import { Field, ID, InputType } from 'type-graphql';
import type { Caisse as CodeCaisse } from '../../../domain/suites';
import { Horodatage } from '../../../published/scalars';
import { TransmissionHorsHubInput } from '../../../published/transmission';
import { Caisse } from './cycle.enums';

@InputType({ description: "Danger que l'interruption de la mesure fait courir à l'enfant (CASF L226-3-2)." })
export class DangerInterruptionInput {
  @Field(() => String, { description: 'Tribunal dont le parquet est informé.' })
  tribunal!: string;

  @Field(() => String, { description: 'Exposé, 20 000 caractères au plus.' })
  expose!: string;

  @Field(() => TransmissionHorsHubInput, {
    nullable: true,
    description: "Comment ce parquet a été avisé, s'il n'est pas relié au hub.",
  })
  transmission?: TransmissionHorsHubInput | null;
}

@InputType({
  description:
    "Demande de l'adresse d'une famille partie sans la donner, à la CPAM, à la CAF ou aux deux (CASF L226-3-2).",
})
export class DemanderAdresseInput {
  @Field(() => String, { description: "Clé d'idempotence : le même envoi répété ne crée rien de plus." })
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: 'Information préoccupante, ou `mesureId`.' })
  informationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Mesure en cours de l'ASE, ou `informationId`." })
  mesureId?: string | null;

  @Field(() => [Caisse], { description: 'À qui elle est adressée.' })
  caisses!: CodeCaisse[];

  @Field(() => Horodatage, { description: 'Réception par la caisse : ses dix jours courent de là.' })
  recueLe!: string;

  @Field(() => DangerInterruptionInput, {
    nullable: true,
    description:
      "L'interruption de la mesure met l'enfant en danger : l'autorité judiciaire est informée aussitôt, par le même acte.",
  })
  danger?: DangerInterruptionInput | null;
}

@InputType({
  description: "Réponse de la CPAM ou de la CAF, qui tient son délai à elle. L'adresse elle-même n'est pas gardée ici.",
})
export class EnregistrerReponseAdresseInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => ID, { nullable: true, description: 'Information préoccupante, ou `mesureId`.' })
  informationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Mesure en cours de l'ASE, ou `informationId`." })
  mesureId?: string | null;

  @Field(() => Caisse, {
    nullable: true,
    description: "Qui répond ; à indiquer lorsque les deux ont été interrogées et qu'aucune n'a répondu.",
  })
  caisse?: CodeCaisse | null;

  @Field(() => Boolean, {
    description:
      "L'adresse est-elle connue ? Si elle est ailleurs, l'information y est transmise sans délai : `reorienter`.",
  })
  connue!: boolean;

  @Field(() => Horodatage, { description: 'Quand la réponse est parvenue.' })
  recueLe!: string;
}
