import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import * as codes from '../../../domain/archives';
import { LIGNES_DOSSIERS, type CategorieDossier } from '../../../domain/retention';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { published } from '../../../published/enums';
import { DateCivile, Horodatage } from '../../../published/scalars';
import type { EliminationRow } from './elimination.entity';

const EtatElimination = published('EtatElimination', 'Où en est l’élimination d’un dossier.', codes.ETATS_ELIMINATION);
const MotifRefusVisa = published('MotifRefusVisa', 'Pourquoi l’archiviste garde un dossier.', codes.MOTIFS_REFUS_VISA);
export const RegleConservation = published(
  'RegleConservation',
  'Ligne de la table de conservation (docs/conservation.md).',
  Object.fromEntries(
    LIGNES_DOSSIERS.map(({ categorie, libelle, source }) => [categorie, { libelle, article: source }]),
  ) as Record<CategorieDossier, { libelle: string; article: string }>,
);

@ObjectType({
  description:
    'Élimination du dossier d’un enfant : portée par le hub sur la liste quand son temps est passé, visée par l’archiviste, décidée par deux personnes (C. patrimoine L212-2, R212-14).',
})
export class Elimination {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Field(() => ID, { description: 'Enfant dont le dossier est détruit, ou le serait.' })
  enfantId!: string;

  @Field(() => RegleConservation, { nullable: true, description: 'Ligne de la table qui fixe la fin.' })
  regle?: CategorieDossier | null;

  @Field(() => DateCivile, { description: 'Dernier jour où le dossier devait être gardé.' })
  finConservation!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Première opération enregistrée.' })
  premierLe?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Dernière opération enregistrée.' })
  dernierLe?: string | null;

  @Field(() => EtatElimination, { description: 'État.' })
  etat!: codes.EtatElimination;

  @Field(() => Horodatage, { description: 'Quand elle a été portée sur la liste.' })
  listeeLe!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Référence du visa du contrôle scientifique et technique de l’État.',
  })
  visa?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Quand l’archiviste s’est prononcé.' })
  viseeLe?: string | null;

  @Field(() => MotifRefusVisa, { nullable: true, description: 'Pourquoi le visa est refusé.' })
  motifRefus?: codes.MotifRefusVisa | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: 'Jour à partir duquel elle revient sur la liste ; absent : jamais.',
  })
  reproposerLe?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Quand elle a été proposée.' })
  proposeeLe?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Quand une autre personne en a décidé.' })
  decideeLe?: string | null;
}

export const EliminationConnection = connectionOf(
  Elimination,
  'Elimination',
  'Éliminations de votre collectivité, de la plus récente à la plus ancienne.',
);

@ObjectType({ description: 'Ce qui serait détruit dans une table.' })
export class LigneApercu {
  @Field(() => String, { description: 'Table.' })
  table!: string;

  @Field(() => Int, { description: 'Nombre de lignes.' })
  lignes!: number;
}

const CLE = { nullable: true, description: "Clé d'idempotence." } as const;
const LISTE = 'Éliminations de la liste, 1 à 100 : toutes, ou aucune.';

@InputType({ description: 'Visa de l’archiviste, ou son refus.' })
export class ViserEliminationInput {
  @Field(() => String, CLE)
  idempotencyKey?: string | null;

  @Field(() => [ID], { description: LISTE })
  eliminationIds!: string[];

  @Field(() => Boolean, { description: 'Vrai : le visa est donné. Faux : il est refusé, avec un motif.' })
  accord!: boolean;

  @Field(() => String, { nullable: true, description: 'Référence du visa, obligatoire s’il est donné.' })
  visa?: string | null;

  @Field(() => MotifRefusVisa, { nullable: true, description: 'Motif, obligatoire s’il est refusé.' })
  motif?: codes.MotifRefusVisa | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: 'Refus provisoire : jour à partir duquel les dossiers reviennent sur la liste.',
  })
  reproposerLe?: string | null;
}

@InputType({ description: 'Dossiers à détruire. Une autre personne en décide.' })
export class ProposerEliminationInput {
  @Field(() => String, CLE)
  idempotencyKey?: string | null;

  @Field(() => [ID], { description: LISTE })
  eliminationIds!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      'Référence d’un visa donné sur papier, quand les archives départementales ne sont pas raccordées au hub ; refusée sinon.',
  })
  visa?: string | null;
}

@InputType({ description: 'Décision, par une autre personne que celle qui a proposé.' })
export class DeciderEliminationInput {
  @Field(() => String, CLE)
  idempotencyKey?: string | null;

  @Field(() => [ID], { description: LISTE })
  eliminationIds!: string[];

  @Field(() => Boolean, { description: 'Vrai : les dossiers sont détruits, sans retour. Faux : ils sont gardés.' })
  accord!: boolean;
}

@ObjectType({ description: 'Résultat de `viserElimination`, `proposerElimination` et `deciderElimination`.' })
export class EliminationsPayload extends ResultatActe {
  @Field(() => [Elimination], { nullable: true, description: 'Éliminations, par identifiant ; absentes si refusé.' })
  eliminations?: Elimination[] | null;
}

export function publierElimination(row: EliminationRow): Elimination {
  const { id, enfantId, regle, finConservation, premierLe, dernierLe, etat, visa, motifRefus, reproposerLe } = row;
  const { listeeLe, viseeLe, proposeeLe, decideeLe } = row;
  return Object.assign(new Elimination(), {
    ...{ id, enfantId, regle, finConservation, premierLe, dernierLe, etat, visa, motifRefus, reproposerLe },
    listeeLe: listeeLe.toISOString(),
    viseeLe: viseeLe?.toISOString() ?? null,
    proposeeLe: proposeeLe?.toISOString() ?? null,
    decideeLe: decideeLe?.toISOString() ?? null,
  });
}
