import { Field, ID, InputType, ObjectType } from 'type-graphql';
import * as droit from '../../../domain/droit-acces';
import { ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { published } from '../../../published/enums';
import { DateCivile, Horodatage } from '../../../published/scalars';
import type { DemandeAccesRow } from './demande-acces.entity';

const Qualite = published('QualiteDemandeur', 'Qui demande ce que le hub sait.', droit.QUALITES_DEMANDEUR);
export const Rubrique = published('RubriqueAcces', 'Ce dont un dossier est fait.', droit.RUBRIQUES_ACCES);
const Etat = published('EtatDemandeAcces', 'Où en est une demande d’accès.', droit.ETATS_DEMANDE_ACCES);

@ObjectType({
  description:
    'Demande d’accès d’une personne (RGPD art. 15). La personne n’y est pas nommée : le service, qui a vérifié son identité, lui répond.',
})
export class DemandeAcces {
  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;

  @Field(() => ID, { description: 'Enfant dont le dossier est concerné.' })
  enfantId!: string;

  @Field(() => Qualite, { description: 'En quelle qualité elle demande.' })
  qualite!: droit.QualiteDemandeur;

  @Field(() => DateCivile, { description: 'Jour de la demande.' })
  recueLe!: string;

  @Field(() => DateCivile, { description: 'Dernier jour pour répondre : un mois (RGPD art. 12-3).' })
  limiteLe!: string;

  @Field(() => [Rubrique], { description: 'Ce que le service retient dans l’intérêt de l’enfant.' })
  retenues!: droit.RubriqueAcces[];

  @Field(() => Boolean, { description: 'Un lieu ou un émetteur est protégé : deux personnes, et un motif.' })
  protegee!: boolean;

  @Field(() => Etat, { description: 'État.' })
  etat!: droit.EtatDemandeAcces;

  @Field(() => Horodatage, { nullable: true, description: 'Quand il en a été décidé.' })
  decideeLe?: string | null;
}

export const DemandeAccesConnection = connectionOf(
  DemandeAcces,
  'DemandeAcces',
  'Demandes d’accès de votre collectivité, de la plus récente à la plus ancienne.',
);

@ObjectType({ description: 'Une donnée dite.' })
export class DonneeCommuniquee {
  @Field(() => String, { description: 'Ce que c’est.' })
  intitule!: string;

  @Field(() => String, { description: 'Valeur.' })
  valeur!: string;
}

@ObjectType({ description: 'Ce qui est dit, dans l’ordre du temps.' })
export class LigneCommuniquee {
  @Field(() => Rubrique, { description: 'Rubrique.' })
  rubrique!: droit.RubriqueAcces;

  @Field(() => Horodatage, { nullable: true, description: 'Instant ; absent de l’état civil.' })
  le?: string | null;

  @Field(() => [DonneeCommuniquee], { description: 'Données.' })
  donnees!: DonneeCommuniquee[];
}

@ObjectType({ description: 'Ce qui n’est pas dit, et le texte : la même ligne, qu’il y ait quelque chose ou non.' })
export class RubriqueRetenue {
  @Field(() => Rubrique, { description: 'Rubrique.' })
  rubrique!: droit.RubriqueAcces;

  @Field(() => String, { description: 'Texte, et où s’adresser.' })
  base!: string;
}

@ObjectType({ description: 'Réponse à une demande d’accès, à remettre à la personne ; 100 lignes par page.' })
export class AccesCommunique {
  @Field(() => Etat, { description: '`INSTRUITE` : une relecture ; rien ne peut encore être remis.' })
  etat!: droit.EtatDemandeAcces;

  @Field(() => [LigneCommuniquee], { description: 'Ce qui est dit.' })
  lignes!: LigneCommuniquee[];

  @Field(() => [RubriqueRetenue], { description: 'Ce qui est retenu, et par quel texte.' })
  retenu!: RubriqueRetenue[];

  @Field(() => String, { nullable: true, description: 'À redonner dans `apres` ; absent : la réponse est entière.' })
  suite?: string | null;
}

@InputType({ description: 'Demande d’une personne dont le service a vérifié l’identité.' })
export class InstruireAccesInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par votre institution." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Enfant.' })
  enfantId!: string;

  @Field(() => Qualite, { description: 'En quelle qualité elle demande.' })
  qualite!: droit.QualiteDemandeur;

  @Field(() => String, { nullable: true, description: 'Institution qui a transmis, pour `EMETTEUR`.' })
  institution?: string | null;

  @Field(() => DateCivile, { description: 'Jour de la demande.' })
  recueLe!: string;

  @Field(() => DateCivile, { description: 'Jour où l’identité de la personne a été vérifiée (RGPD art. 12-6).' })
  identiteVerifieeLe!: string;

  @Field(() => Boolean, {
    description:
      'La qualité est établie : discernement de l’enfant, autorité parentale du parent, mandat de qui parle pour l’institution.',
  })
  qualiteEtablie!: boolean;

  @Field(() => [Rubrique], {
    nullable: true,
    description: 'À retenir parce que le dire serait contraire à l’intérêt de l’enfant ; avec un motif.',
  })
  retenues?: droit.RubriqueAcces[] | null;

  @Field(() => String, { nullable: true, description: 'Motif, obligatoire avec `retenues`.' })
  motif?: string | null;
}

@InputType({ description: 'Décision sur une demande instruite.' })
export class DeciderAccesInput {
  @Field(() => String, { nullable: true, description: "Clé d'idempotence." })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Demande instruite.' })
  demandeId!: string;

  @Field(() => Boolean, { description: 'Vrai : la réponse est remise. Faux : elle est refusée.' })
  accord!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Motif : obligatoire pour refuser, ou quand un lieu ou un émetteur est protégé.',
  })
  motif?: string | null;
}

@ObjectType({ description: 'Résultat de `instruireAcces` et de `deciderAcces`.' })
export class DemandeAccesPayload extends ResultatActe {
  @Field(() => DemandeAcces, { nullable: true, description: 'Demande ; absente si refusé.' })
  demande?: DemandeAcces | null;
}

export function publierDemande(row: DemandeAccesRow): DemandeAcces {
  const { id, enfantId, qualite, recueLe, limiteLe, retenues, protegee, etat, decideeLe } = row;
  return Object.assign(new DemandeAcces(), {
    ...{ id, enfantId, qualite, recueLe, limiteLe, retenues, protegee, etat },
    decideeLe: decideeLe?.toISOString() ?? null,
  });
}
