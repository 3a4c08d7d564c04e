import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type * as suites from '../../../domain/suites';
import { connectionOf } from '../../../published/connection';
import { Horodatage } from '../../../published/scalars';
import { CanalTransfert } from '../../../published/transmission';
import * as enums from './cycle.enums';
import type { SignalementRow } from './signalement.entity';

@Directive('@key(fields: "id")')
@ObjectType({
  description: 'Écrit adressé au procureur, ou copie de celui qui lui a été adressé directement (L226-4).',
})
export class Signalement {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => String, { description: "Collectivité qui exerce l'aide sociale à l'enfance." })
  collectivite!: string;

  @Field(() => String, { description: 'Tribunal dont le parquet est saisi.' })
  tribunal!: string;

  @Field(() => String, { description: 'Institution qui a écrit : la CRIP, ou celle qui a signalé directement.' })
  auteur!: string;

  @Field(() => [enums.MotifSignalement], { description: "Motifs ; aucun pour la copie d'un signalement direct." })
  motifs!: suites.MotifSignalement[];

  @Field(() => String, { description: 'Exposé.' })
  expose!: string;

  @Field(() => [String], { description: 'Actions déjà menées, dont le procureur est informé (L226-4 I).' })
  actionsMenees!: string[];

  @Field(() => CanalTransfert, {
    nullable: true,
    description: "Par quelle voie ; absente pour la copie d'un signalement direct.",
  })
  canal?: suites.CanalTransfert | null;

  @Field(() => String, { nullable: true, description: 'Preuve de la remise par une autre voie que le hub.' })
  preuve?: string | null;

  @Field(() => Horodatage, { description: 'Envoi au procureur.' })
  le!: string;

  @Field(() => enums.SuiteSignalement, { nullable: true, description: 'Suite donnée par le procureur.' })
  suite?: suites.SuiteParquet | null;

  @Field(() => Horodatage, { nullable: true, description: 'Quand il en a avisé.' })
  suiteLe?: string | null;

  enfantId!: string;
  informationId!: string | null;
}

export const SignalementConnection = connectionOf(
  Signalement,
  'Signalement',
  'Signalements que votre institution peut lire, du plus récent au plus ancien.',
);

export function publierSignalement(row: SignalementRow): Signalement {
  const { id, reference, collectivite, tribunal, auteur, motifs, expose, actionsMenees, suite, canal, preuve } = row;
  return Object.assign(new Signalement(), {
    ...{ id, reference, collectivite, tribunal, auteur, motifs, expose, actionsMenees, suite, canal, preuve },
    ...{ enfantId: row.enfantId, informationId: row.informationId },
    le: row.le.toISOString(),
    suiteLe: row.suiteLe?.toISOString() ?? null,
  });
}
