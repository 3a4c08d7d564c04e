import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { TYPES_SOIGNANTS, type NatureDanger, type Urgence } from '../../domain/code-lists';
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
  urgence!: Urgence;

  @Field(() => String, { description: "Collectivité qui exerce l'aide sociale à l'enfance." })
  collectivite!: string;

  @Field(() => Horodatage, { description: "Réception par la CRIP : départ du délai d'évaluation (CASF D226-2-4 II)." })
  recueLe!: string;

  @Field(() => Horodatage, { description: "Transmission par l'émetteur : départ du délai de retour (CASF L226-5)." })
  transmiseLe!: string;

  @Field(() => [enums.NatureDanger], { description: 'Natures du danger craint.' })
  naturesDanger!: NatureDanger[];

  @Field(() => enums.NatureDanger, { description: 'Nature principale.' })
  naturePrincipale!: NatureDanger;

  @Field(() => EmetteurPublie, {
    nullable: true,
    description: 'Qui a transmis. Retenu pour qui n’a pas à le savoir (CRPA L311-6 3°).',
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

  @Field(() => String, {
    description: 'SHA-256 de la forme canonique RFC 8785 de la fiche reçue, sans qui a appelé le 119.',
  })
  empreinte!: string;

  enfantId!: string;

  // What the access table asks of the record (`acces/faits.ts`).
  auteur!: string;
  saisi!: string | null;
  redigeeParUnSoignant!: boolean;
}

export const InformationPreoccupanteConnection = connectionOf(
  InformationPreoccupante,
  'InformationPreoccupante',
  'Informations préoccupantes que votre institution peut lire.',
);
export type InformationPreoccupanteConnection = InstanceType<typeof InformationPreoccupanteConnection>;

/** Row to published type: all of it, the access table withholds what this reader may not know. */
export function publierInformation(row: InformationPreoccupanteRow, saisi: string | null): InformationPreoccupante {
  const { id, reference, urgence, collectivite, naturesDanger, naturePrincipale, empreinte, enfantId, contenu } = row;
  const { etat, rattacheeA, suite, horsHoraires, regimeRetour, canal } = row;
  return Object.assign(new InformationPreoccupante(), {
    ...{ id, reference, urgence, collectivite, naturesDanger, naturePrincipale, empreinte, enfantId },
    ...{ etat, rattacheeA, suite, horsHoraires, regimeRetour, canal, saisi },
    auteur: row.emetteurInstitution,
    redigeeParUnSoignant: TYPES_SOIGNANTS.includes(row.emetteurType),
    recueLe: row.recueLe.toISOString(),
    transmiseLe: row.transmiseLe.toISOString(),
    emetteur: { ...contenu.emetteur },
    faits: contenu.faits.map((fait) => ({ ...fait })),
    informationParents: { ...contenu.informationParents },
  });
}
