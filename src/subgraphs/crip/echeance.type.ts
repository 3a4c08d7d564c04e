import { Field, ID, InputType, Int, ObjectType, Float } from 'type-graphql';
import type { EtatEcheance as Etat } from '../../platform/echeance.entity';
import { connectionOf } from '../../published/connection';
import { published } from '../../published/enums';
import { DateCivile, Horodatage } from '../../published/scalars';

export const EtatEcheance = published<Etat>('EtatEcheance', 'Ce qu’est devenu un délai. Aucun n’est jamais effacé.', {
  OUVERTE: 'Il court, ou il est dépassé sans que l’acte soit fait.',
  TENUE: 'L’acte est fait, à temps ou non (`retard`).',
  CLOSE: 'Sans objet : l’acte n’est plus dû, ou le droit s’est éteint à son terme.',
  SUSPENDUE: 'Il ne court plus, jusqu’à sa reprise.',
  PROLONGEE: 'Un délai plus long l’a remplacé (`prolongeePar`).',
});

@ObjectType({ description: "Objet sur lequel court un délai : à lire par l'API, sous vos droits." })
export class SujetEcheance {
  @Field(() => String, { description: 'Type GraphQL.' })
  type!: string;

  @Field(() => ID, { description: 'Identifiant.' })
  id!: string;
}

@ObjectType({ description: 'Ligne du registre des délais : un délai légal, son calcul, et ce qu’il est devenu.' })
export class EcheanceSuivie {
  @Field(() => ID, { description: 'Identifiant, sujet des événements `echeance.proche` et `echeance.depassee`.' })
  id!: string;

  @Field(() => String, { description: 'Règle du registre des délais (A1, A2, J1, DDD…).' })
  regle!: string;

  @Field(() => String, { description: 'Ce qui est dû, et par qui.' })
  intitule!: string;

  @Field(() => String, { description: 'Article qui fonde ce délai, dans le texte du jour où il a commencé.' })
  article!: string;

  @Field(() => String, { nullable: true, description: 'Institution tenue d’agir ; absente si elle est hors du hub.' })
  acteur?: string | null;

  @Field(() => DateCivile, { description: 'Jour local du départ.' })
  depart!: string;

  @Field(() => DateCivile, { description: 'Dernier jour, non reporté : la date sur laquelle le hub alerte.' })
  dateLimite!: string;

  @Field(() => DateCivile, {
    description: 'Le même, reporté au premier jour ouvrable lorsqu’un texte le prévoit ou peut le prévoir.',
  })
  dateReportee!: string;

  @Field(() => Horodatage, { description: 'Instant après lequel le délai est manqué. La liste est dans cet ordre.' })
  limiteLe!: string;

  @Field(() => Boolean, {
    description:
      'Faux : rien de ce qui a été lu n’établit ce report, ou son absence ; `dateLimite` fait foi, une étape dit pourquoi.',
  })
  reportConfirme!: boolean;

  @Field(() => Boolean, {
    description: 'Faux : le texte reste à vérifier, une étape « À vérifier » dit sur quel point.',
  })
  verifie!: boolean;

  @Field(() => [String], { description: 'Le calcul, phrase par phrase.' })
  etapes!: readonly string[];

  @Field(() => EtatEcheance, { description: 'État.' })
  etat!: Etat;

  @Field(() => Int, {
    description: 'Jours de retard, entamés ; 0 si l’acte est à temps ou n’est pas encore en retard.',
  })
  retard!: number;

  @Field(() => Boolean, { description: 'Le terme était déjà passé quand le hub a ouvert ce délai.' })
  echueAOuverture!: boolean;

  @Field(() => Horodatage, { nullable: true, description: 'Début de la suspension.' })
  suspendueLe?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Fin du délai : acte fait, sans objet, ou remplacé.' })
  closeLe?: string | null;

  @Field(() => ID, { nullable: true, description: 'Délai qui remplace celui-ci.' })
  prolongeePar?: string | null;

  @Field(() => SujetEcheance, { description: 'Objet concerné.' })
  sujet!: SujetEcheance;
}

export const EcheanceSuivieConnection = connectionOf(
  EcheanceSuivie,
  'EcheanceSuivie',
  'Registre des délais que votre institution suit, du terme le plus proche au plus lointain.',
  'du terme le plus proche au plus lointain',
);

@InputType({ description: 'Filtre du registre des délais.' })
export class FiltreEcheancesInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Institution tenue d’agir (`crip-31`, `ase-31`, `tj31555` pour un parquet, `je-tj31555` pour un juge des enfants, `DDD`).',
  })
  acteur?: string | null;

  @Field(() => String, { nullable: true, description: 'Règle du registre des délais (A1, J1…), en capitales ou non.' })
  regle?: string | null;

  @Field(() => EtatEcheance, { nullable: true, description: 'État.' })
  etat?: Etat | null;

  @Field(() => Horodatage, { nullable: true, description: 'Dont le terme est passé à cet instant.' })
  echuesAvant?: string | null;

  @Field(() => Horodatage, { nullable: true, description: "Dont le terme n'est pas passé à cet instant." })
  echuesApres?: string | null;
}

@ObjectType({
  description: 'Retours dus aux auteurs d’informations de votre collectivité (A2, A2_119, A3 ; CASF L226-5).',
})
export class IndicateursRetours {
  @Field(() => Int, { description: 'Retours dont le terme est venu, ou déjà faits.' })
  dus!: number;

  @Field(() => Int, { description: 'Retours faits.' })
  envoyes!: number;

  @Field(() => Int, { description: 'Retours faits à temps.' })
  dansLesDelais!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Part des retours faits à temps, de 0 à 1 ; absente si aucun n’était dû.',
  })
  taux?: number | null;
}
