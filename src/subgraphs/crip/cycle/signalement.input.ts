import { Field, ID, InputType } from 'type-graphql';
import type * as suites from '../../../domain/suites';
import { EnfantInput } from '../../../published/enfant.input';
import { Horodatage } from '../../../published/scalars';
import { EmetteurInput } from '../fiche.input';
import * as enums from './cycle.enums';
import { TransmissionHorsHubInput } from '../../../published/transmission';

const CLE = "Clé d'idempotence : le même envoi répété ne crée rien de plus.";
const TRANSMISSION =
  "Requis quand le parquet de ce tribunal n'est pas relié au hub : comment il a été avisé ; sinon le hub l'avise lui-même, et ce champ est refusé.";
const TRIBUNAL = 'Tribunal judiciaire (code `tj` + commune du siège).';

@InputType({ description: 'Saisine du procureur par le président du conseil départemental (CASF L226-4 I).' })
export class SignalerAuParquetInput {
  @Field(() => String, { description: CLE })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => String, { description: TRIBUNAL })
  tribunal!: string;

  @Field(() => [enums.MotifSignalement], { description: 'Motifs, au moins un.' })
  motifs!: suites.MotifSignalement[];

  @Field(() => String, { description: 'Exposé, 20 000 caractères au plus.' })
  expose!: string;

  @Field(() => [String], {
    description: "Actions déjà menées, dont le procureur est informé (L226-4 I) ; vide s'il n'y en a pas.",
  })
  actionsMenees!: string[];

  @Field(() => TransmissionHorsHubInput, { nullable: true, description: TRANSMISSION })
  transmission?: TransmissionHorsHubInput | null;
}

@InputType({ description: "L'enfant n'a pu être rencontré : le procureur est saisi (CASF D226-2-6 II)." })
export class ConstaterRencontreImpossibleInput {
  @Field(() => String, { description: CLE })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Information préoccupante.' })
  informationId!: string;

  @Field(() => String, { description: TRIBUNAL })
  tribunal!: string;

  @Field(() => String, { description: "Ce qui a été tenté, et pourquoi l'enfant n'a pu être rencontré." })
  motif!: string;

  @Field(() => [String], { nullable: true, description: 'Actions déjà menées.' })
  actionsMenees?: string[] | null;

  @Field(() => TransmissionHorsHubInput, { nullable: true, description: TRANSMISSION })
  transmission?: TransmissionHorsHubInput | null;
}

@InputType({ description: "Copie d'un signalement adressé directement au procureur (CASF L226-4 II)." })
export class CopierSignalementDirectInput {
  @Field(() => String, { description: CLE })
  idempotencyKey!: string;

  @Field(() => EmetteurInput, { description: 'Qui a écrit au procureur.' })
  emetteur!: EmetteurInput;

  @Field(() => EnfantInput, { description: "L'enfant." })
  enfant!: EnfantInput;

  @Field(() => String, { description: TRIBUNAL })
  tribunal!: string;

  @Field(() => Horodatage, { description: "Date de l'envoi au procureur." })
  date!: string;

  @Field(() => String, { description: 'Exposé, 20 000 caractères au plus.' })
  expose!: string;
}
