import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type * as codes from '../../../domain/mesures-ase';
import { lieuxDuMoment, type MotifExamenStatut } from '../../../domain/suivi-ase';
import { connectionOf } from '../../../published/connection';
import { DateCivile, Horodatage } from '../../../published/scalars';
import * as enums from './mesure.enums';
import { JeuneMajeur } from '../majorite/jeune-majeur.type';
import type { MesureRow } from './mesure.entity';

@ObjectType({ description: 'Référent ASE : une fonction dans un service.' })
export class Referent {
  @Field(() => String, { description: 'Fonction.' })
  fonction!: string;

  @Field(() => String, { description: 'Service.' })
  service!: string;
}

@ObjectType({ description: "Changement du lieu d'accueil, dont le juge est informé (CASF L223-3)." })
export class ChangementLieu {
  @Field(() => enums.CasChangementLieu, { description: 'Cas.' })
  cas!: codes.CasChangement;

  @Field(() => Horodatage, { description: 'Date du changement, ou instant de la décision en urgence.' })
  le!: string;

  @Field(() => String, { nullable: true, description: 'Motifs.' })
  motifs?: string | null;
}

@ObjectType({ description: 'Renouvellement ou prolongation.' })
export class Renouvellement {
  @Field(() => DateCivile, { nullable: true, description: 'Terme qui prenait fin.' })
  ancienTerme?: string | null;

  @Field(() => DateCivile, { nullable: true, description: "Nouveau terme ; absent : jusqu'à une autre décision." })
  terme?: string | null;

  @Field(() => Boolean, {
    description:
      "Vrai : prolongation d'un accueil en urgence ou suite d'une mesure provisoire, qui n'est pas un renouvellement.",
  })
  prolongation!: boolean;

  @Field(() => Horodatage, { description: 'Enregistré le.' })
  le!: string;
}

@ObjectType({ description: 'Rapport remis au juge des enfants ; son texte reste au service.' })
export class Rapport {
  @Field(() => Horodatage, { description: 'Remis le.' })
  remisLe!: string;

  @Field(() => String, { description: 'Service ou fonction qui l’a rédigé.' })
  redigePar!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Enfant pour lequel au moins un échange est en cours. Chaque institution y ajoute ses champs : tous, hors son identité, s’ouvrent pour une finalité, par quelque objet que l’on y vienne (`FINALITE_REQUISE`).',
})
export class Enfant {
  @Field(() => ID, { description: 'Identifiant propre au hub, sans lien avec le NIR, l’INS ni l’INE.' })
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: "Mesure mise en œuvre par l'ASE : administrative, judiciaire ou accueil en urgence." })
export class Mesure {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => enums.NatureMesure, { description: 'Nature.' })
  nature!: codes.NatureMesure;

  @Field(() => enums.EtatMesureAse, { description: 'État.' })
  etat!: codes.EtatMesureAse;

  @Field(() => String, { description: 'Collectivité qui la met en œuvre.' })
  collectivite!: string;

  @Field(() => String, { nullable: true, description: 'Tribunal judiciaire dont un magistrat la suit.' })
  tribunal?: string | null;

  @Field(() => Horodatage, { description: 'Début.' })
  debut!: string;

  @Field(() => DateCivile, { nullable: true, description: "Terme ; absent : jusqu'à une autre décision." })
  terme?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Jour où elle prend fin de plein droit : 18 ans, ou 21.' })
  majeurLe?: string | null;

  @Field(() => Int, { description: 'Nombre de renouvellements, sans les prolongations de ce qui est provisoire.' })
  nombreRenouvellements!: number;

  @Field(() => String, { nullable: true, description: "Service ou personne à qui l'enfant est confié." })
  confieA?: string | null;

  @Field(() => Boolean, {
    description: "Accueilli sans agrément en vigueur ou sans place : permis par l'urgence seule.",
  })
  sansAgrementUrgence!: boolean;

  @Field(() => Horodatage, {
    nullable: true,
    description: "Changement prévu du lieu d'accueil : l'enfant vit ailleurs à partir de cet instant.",
  })
  lieuPrevuLe?: string | null;

  @Field(() => Boolean, { description: 'Mineur non accompagné.' })
  estMna!: boolean;

  @Field(() => JeuneMajeur, {
    nullable: true,
    description: 'Pour un jeune majeur : sur quoi repose sa prise en charge.',
  })
  jeuneMajeur?: JeuneMajeur | null;

  @Field(() => Referent, { nullable: true, description: 'Référent ASE.' })
  referent?: Referent | null;

  @Field(() => ID, { nullable: true, description: 'Décision judiciaire ou ordonnance qui la fonde.' })
  decisionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Information préoccupante qui y a conduit.' })
  informationId?: string | null;

  @Field(() => Horodatage, { nullable: true, description: "Projet pour l'enfant établi ou mis à jour le." })
  projetEtabliLe?: string | null;

  @Field(() => enums.MotifExamenStatut, {
    nullable: true,
    description: 'Pourquoi la commission est saisie du statut de l’enfant (CASF L223-1 al. 5).',
  })
  motifExamen?: MotifExamenStatut | null;

  @Field(() => Horodatage, { nullable: true, description: "Parents informés de l'accueil en urgence le." })
  parentsInformesLe?: string | null;

  @Field(() => Horodatage, { nullable: true, description: "Autorité judiciaire saisie de l'accueil en urgence le." })
  autoriteSaisieLe?: string | null;

  @Field(() => String, { nullable: true, description: 'Motifs de cette saisine.' })
  autoriteSaisieMotifs?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Terminée le.' })
  termineeLe?: string | null;

  @Field(() => String, { nullable: true, description: 'Motif de la fin.' })
  motifFin?: string | null;

  enfantId!: string;
  lieuId!: string | null;
  lieuPrevuId!: string | null;
  lieuSecret!: boolean;
}

export const MesureConnection = connectionOf(Mesure, 'Mesure', 'Mesures que votre institution peut lire.');

export function publierMesure(row: MesureRow, now: Date): Mesure {
  const { arrive, lieuId, lieuPrevuId, lieuPrevuLe } = lieuxDuMoment(row, now);
  const { id, reference, nature, etat, collectivite, tribunal, terme, majeurLe, confieA } = row;
  const { estMna, jeuneMajeur, decisionId, informationId, motifFin, enfantId, referentFonction, referentService } = row;
  return Object.assign(new Mesure(), {
    ...{ id, reference, nature, etat, collectivite, tribunal, terme, majeurLe, confieA },
    sansAgrementUrgence: row.sansAgrementUrgence && !arrive,
    lieuSecret: row.lieuSecret,
    ...{ lieuId, lieuPrevuId, lieuPrevuLe: lieuPrevuLe?.toISOString() ?? null },
    ...{ estMna, jeuneMajeur, decisionId, informationId, motifFin, enfantId },
    nombreRenouvellements: row.renouvellements,
    referent:
      referentFonction === null || referentService === null
        ? null
        : { fonction: referentFonction, service: referentService },
    debut: row.debut.toISOString(),
    projetEtabliLe: row.projetEtabliLe?.toISOString() ?? null,
    ...{ motifExamen: row.motifExamen, autoriteSaisieMotifs: row.autoriteSaisieMotifs },
    parentsInformesLe: row.parentsInformesLe?.toISOString() ?? null,
    autoriteSaisieLe: row.autoriteSaisieLe?.toISOString() ?? null,
    termineeLe: row.termineeLe?.toISOString() ?? null,
  });
}
