import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { EtatEcheance as Etat } from '../platform/echeance.entity';
import type { EcheancePubliee } from '../platform/echeances-calcul';
import { published } from './enums';
import { DateCivile, Horodatage } from './scalars';

export const EtatEcheance = published<Etat>('EtatEcheance', 'Ce qu’est devenu un délai. Aucun n’est jamais effacé.', {
  OUVERTE: 'Il court, ou il est dépassé sans que l’acte soit fait.',
  TENUE: 'L’acte est fait, à temps ou non (`retard`).',
  CLOSE: 'Sans objet : l’acte n’est plus dû, ou le droit s’est éteint à son terme.',
  SUSPENDUE: 'Il ne court plus, jusqu’à sa reprise.',
  PROLONGEE: 'Un délai plus long l’a remplacé (`prolongeePar`).',
});

/** One clock that the law starts, wherever it is shown. */
@Directive('@shareable')
@ObjectType({ description: 'Délai ouvert par la loi, calculé une fois, avec son article, et ce qu’il est devenu.' })
export class Echeance implements EcheancePubliee {
  @Field(() => String, { description: 'Règle du registre des délais (A1, A2, J1, DDD…).' })
  regle!: string;

  @Field(() => String, { description: 'Ce qui est dû, et par qui.' })
  intitule!: string;

  @Field(() => String, { description: 'Article qui fonde ce délai, dans le texte du jour où il a commencé.' })
  article!: string;

  @Field(() => String, { description: 'Qui le texte oblige, en toutes lettres ; présent même hors du hub.' })
  quiDoitAgir!: string;

  @Field(() => String, { nullable: true, description: 'Institution tenue d’agir ; absente si elle est hors du hub.' })
  acteur!: string | null;

  @Field(() => DateCivile, { description: 'Jour local du départ.' })
  depart!: string;

  @Field(() => DateCivile, { description: 'Dernier jour, non reporté : la date sur laquelle le hub alerte.' })
  dateLimite!: string;

  @Field(() => DateCivile, {
    description: 'Le même, reporté au premier jour ouvrable lorsqu’un texte le prévoit ou peut le prévoir.',
  })
  dateReportee!: string;

  @Field(() => Horodatage, {
    description: 'Instant après lequel le délai est manqué : fin du jour qui fait foi, ou heure d’un délai en heures.',
  })
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

  @Field(() => EtatEcheance, { description: 'État ; dans un accusé, celui du moment où il a été rendu.' })
  etat!: Etat;

  @Field(() => Int, {
    description: 'Jours de retard, entamés ; 0 si l’acte est à temps ou n’est pas encore en retard.',
  })
  retard!: number;

  @Field(() => Boolean, { description: 'Le terme était déjà passé quand le hub a ouvert ce délai.' })
  echueAOuverture!: boolean;

  @Field(() => Horodatage, { nullable: true, description: 'Début de la suspension.' })
  suspendueLe!: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Fin du délai : acte fait, sans objet, ou remplacé.' })
  closeLe!: string | null;
}
