import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type * as codes from '../../domain/code-lists';
import type * as retours from '../../domain/retours';
import type { SuiteDecision as CodeSuite } from '../../domain/suites';
import type { EtatInformation } from '../../domain/transitions';
import { connectionOf } from '../../published/connection';
import * as enums from '../../published/enums';
import { Horodatage } from '../../published/scalars';
import { CanalEchange, RegimeRetour, SuiteDecision } from './cycle/cycle.enums';
import { EmetteurPublie, FaitPublie, InformationParentsPubliee } from './fiche.type';
import type { InformationPreoccupanteRow } from './information-preoccupante.entity';

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    "Alerte adressée à la CRIP sur un mineur dont on peut craindre qu'il soit en danger ou en risque de l'être (CASF R226-2-2).",
})
export class InformationPreoccupante {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => enums.EtatInformation, {
    nullable: true,
    description: 'État du dossier ; lu par la CRIP et l’ASE. L’émetteur lit ses retours (`mesTransmissions`).',
  })
  etat?: EtatInformation | null;

  @Field(() => enums.Urgence, { description: 'Urgence appréciée par l’émetteur.' })
  urgence!: codes.Urgence;

  @Field(() => String, { description: "Collectivité qui exerce l'aide sociale à l'enfance." })
  collectivite!: string;

  @Field(() => Horodatage, { description: "Réception par la CRIP : départ du délai d'évaluation (CASF D226-2-4 II)." })
  recueLe!: string;

  @Field(() => Horodatage, { description: "Transmission par l'émetteur : départ du délai de retour (CASF L226-5)." })
  transmiseLe!: string;

  @Field(() => [enums.NatureDanger], { description: 'Natures du danger craint.' })
  naturesDanger!: codes.NatureDanger[];

  @Field(() => enums.NatureDanger, { description: 'Nature principale.' })
  naturePrincipale!: codes.NatureDanger;

  @Field(() => EmetteurPublie, {
    nullable: true,
    description:
      "Qui a transmis. Lu par l'émetteur, la CRIP et le parquet saisi ; retenu pour tout autre lecteur (CRPA L311-6 3°).",
  })
  emetteur?: EmetteurPublie | null;

  @Field(() => [FaitPublie], { description: 'Faits rapportés.' })
  faits!: FaitPublie[];

  @Field(() => InformationParentsPubliee, { description: 'Information préalable des parents (CASF L226-2-1).' })
  informationParents!: InformationParentsPubliee;

  @Field(() => CanalEchange, { description: 'Comment elle est arrivée à la CRIP.' })
  canal!: retours.Canal;

  @Field(() => RegimeRetour, {
    nullable: true,
    description: "Retour dû à l'émetteur, et depuis quand ; lu par la CRIP et l’ASE.",
  })
  regimeRetour?: retours.RegimeRetour | null;

  @Field(() => Boolean, { description: 'Reçue quand la CRIP était fermée.' })
  horsHoraires!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'Information ouverte à laquelle celle-ci est jointe ; lue par la CRIP et l’ASE.',
  })
  rattacheeA?: string | null;

  @Field(() => SuiteDecision, {
    nullable: true,
    description: 'Suite décidée par le président du conseil départemental ; lue par la CRIP et l’ASE.',
  })
  suite?: CodeSuite | null;

  @Field(() => String, { description: 'SHA-256 de la forme canonique RFC 8785 de la fiche reçue.' })
  empreinte!: string;

  enfantId!: string;
}

export const InformationPreoccupanteConnection = connectionOf(
  InformationPreoccupante,
  'InformationPreoccupante',
  'Informations préoccupantes que votre institution peut lire.',
);
export type InformationPreoccupanteConnection = InstanceType<typeof InformationPreoccupanteConnection>;

/** What the matrix (§ 5.2) lets this reader know besides the facts. */
export interface Lecteur {
  /** The sender's identity. */
  readonly emetteur: boolean;
  /** The state of the case and what was decided. */
  readonly dossier: boolean;
}

/** Row to published type. */
export function publierInformation(row: InformationPreoccupanteRow, lecteur: Lecteur): InformationPreoccupante {
  const { id, reference, urgence, collectivite, naturesDanger, naturePrincipale, empreinte, enfantId, contenu } = row;
  const { etat, rattacheeA, suite, regimeRetour, canal } = row;
  return Object.assign(new InformationPreoccupante(), {
    ...{ id, reference, urgence, collectivite, naturesDanger, naturePrincipale, empreinte, enfantId },
    ...(lecteur.dossier
      ? { etat, rattacheeA, suite, regimeRetour }
      : { etat: null, rattacheeA: null, suite: null, regimeRetour: null }),
    canal,
    horsHoraires: row.horsHoraires,
    recueLe: row.recueLe.toISOString(),
    transmiseLe: row.transmiseLe.toISOString(),
    emetteur: lecteur.emetteur ? { ...contenu.emetteur } : null,
    faits: contenu.faits.map((fait) => ({ ...fait })),
    informationParents: { ...contenu.informationParents },
  });
}
