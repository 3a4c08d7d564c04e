import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { EXCLUSIONS, LIBELLES, NIVEAUX, RESERVES } from '../../../domain/identite';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { published } from '../../../published/enums';
import { Horodatage } from '../../../published/scalars';
import { InformationPreoccupante } from '../information-preoccupante.type';
import {
  ETATS_RAPPROCHEMENT,
  ORIGINES_RAPPROCHEMENT,
  type EtatRapprochement,
  type OrigineRapprochement,
  type RapprochementRow,
} from './rapprochement.entity';

const Etat = published('EtatRapprochement', 'Ce qui est dit de deux fiches.', ETATS_RAPPROCHEMENT);
const Origine = published('OrigineRapprochement', 'Qui l’a dit.', ORIGINES_RAPPROCHEMENT);

@ObjectType({ description: 'Une marche du score : comment un trait des deux fiches se compare, et ce que cela pèse.' })
export class MarcheRapprochement {
  @Field(() => String, { description: 'Trait comparé.' })
  trait!: string;

  @Field(() => String, { description: 'Ce que la comparaison en dit.' })
  constat!: string;

  @Field(() => Float, { description: 'Bits ajoutés au score, ou retirés.' })
  poids!: number;
}

@ObjectType({
  description:
    'Deux fiches de votre collectivité : un seul enfant, peut-être, ou deux. Chaque décision garde le score, la version des règles et ce qui a fait le score, trait par trait.',
})
export class Rapprochement {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => Etat, { description: 'Ce qui est dit des deux fiches.' })
  etat!: EtatRapprochement;

  @Field(() => Origine, { description: 'Par le hub ou par une personne.' })
  origine!: OrigineRapprochement;

  @Field(() => Float, { description: 'Score, en bits : la somme des marches.' })
  score!: number;

  @Field(() => String, { description: 'Version des paramètres qui ont donné le score.' })
  version!: string;

  @Field(() => [MarcheRapprochement], { description: 'Ce qui a fait le score, trait par trait.' })
  marches!: MarcheRapprochement[];

  @Field(() => [String], { description: 'Règles qui l’emportent sur le score.' })
  regles!: string[];

  @Field(() => String, { nullable: true, description: 'Motif, quand une personne a décidé.' })
  motif?: string | null;

  @Field(() => Horodatage, { description: 'Depuis quand.' })
  le!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Jusqu’à quand : une autre décision a pris sa place.' })
  closLe?: string | null;

  enfantId!: string;
  autreId!: string;
}

export const RapprochementConnection = connectionOf(
  Rapprochement,
  'Rapprochement',
  'Fiches qui sont peut-être d’un seul enfant : une personne décide.',
);

@InputType({ description: 'Deux fiches, et ce qu’une personne en décide.' })
export class DeuxFichesInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Enfant d’une fiche.' })
  enfantId!: string;

  @Field(() => ID, { description: 'Enfant de l’autre fiche.' })
  autreId!: string;

  @Field(() => String, { description: 'Ce qui le montre, 4 000 caractères au plus.' })
  motif!: string;
}

@InputType({ description: 'Fiches réunies à tort.' })
export class SeparerInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Rapprochement à défaire.' })
  rapprochementId!: string;

  @Field(() => String, { description: 'Ce qui montre que ce sont deux enfants, 4 000 caractères au plus.' })
  motif!: string;
}

@ObjectType({ description: 'Résultat de `rapprocher` et de `confirmerDistincts`.' })
export class RapprochementPayload extends ResultatActe {
  @Field(() => Rapprochement, { nullable: true, description: 'Décision ; absente si refusée.' })
  rapprochement?: Rapprochement | null;
}

@ObjectType({ description: 'Résultat de `separer`.' })
export class SeparerPayload extends RapprochementPayload {
  @Field(() => [InformationPreoccupante], {
    nullable: true,
    description:
      'Informations jointes, entre-temps, à une information de l’autre enfant : la séparation ne les détache pas, une personne les revoit.',
  })
  informationsARevoir?: InformationPreoccupante[] | null;
}

const PHRASES = new Map([...EXCLUSIONS, ...RESERVES].map(({ code, phrase }) => [code, phrase]));

export function publierRapprochement(row: RapprochementRow): Rapprochement {
  const { id, etat, origine, score, version, marches, regles, motif, le, closLe, enfantId, autreId } = row;
  return Object.assign(new Rapprochement(), {
    ...{ id, etat, origine, score, version, motif, enfantId, autreId },
    marches: marches.map(({ trait, niveau, poids }) =>
      Object.assign(new MarcheRapprochement(), {
        trait: LIBELLES[trait],
        constat: (NIVEAUX[trait] as Readonly<Record<string, string>>)[niveau] ?? niveau,
        poids,
      }),
    ),
    // A rule of an earlier version may have gone.
    regles: regles.map((code) => PHRASES.get(code) ?? code),
    le: le.toISOString(),
    closLe: closLe?.toISOString() ?? null,
  });
}
