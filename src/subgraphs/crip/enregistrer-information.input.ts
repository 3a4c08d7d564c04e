import { Field, InputType } from 'type-graphql';
import type * as retours from '../../domain/retours';
import { Horodatage } from '../../published/scalars';
import { CanalEchange } from './cycle/cycle.enums';
import { TransmettreInformationPreoccupanteInput } from './information-preoccupante.input';

@InputType({ description: 'Information parvenue à la CRIP hors du hub, que la CRIP enregistre elle-même.' })
export class EnregistrerInformationInput extends TransmettreInformationPreoccupanteInput {
  @Field(() => CanalEchange, { description: 'Comment elle est arrivée ; pas `HUB`.' })
  canal!: retours.Canal;

  @Field(() => Horodatage, { description: "Quand elle est arrivée à la CRIP : départ du délai d'évaluation." })
  recueLe!: string;
}
