import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { dernierJourDAgrement, etatDAgrement, type EtatAgrement, type TypeLieu } from '../../../domain/agrements';
import type { Jour } from '../../../domain/calendar';
import { connectionOf } from '../../../published/connection';
import { DateCivile, Horodatage } from '../../../published/scalars';
import * as enums from '../mesures/mesure.enums';
import type { LieuAccueilRow } from './lieu-accueil.entity';

@Directive('@key(fields: "id")')
@ObjectType({ description: "Assistant familial ou établissement à qui l'ASE peut confier des enfants." })
export class LieuAccueil {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => enums.TypeLieuAccueil, { description: 'Nature.' })
  type!: TypeLieu;

  @Field(() => String, { description: 'Nom sous lequel le service le connaît.' })
  nom!: string;

  @Field(() => String, { nullable: true, description: 'FINESS.' })
  finess?: string | null;

  @Field(() => Int, { description: 'Nombre de places.' })
  capacite!: number;

  @Field(() => enums.EtatAgrement, {
    description: 'État à ce jour : silence, fin de suspension et expiration compris.',
  })
  etat!: EtatAgrement;

  @Field(() => DateCivile, { nullable: true, description: 'Premier jour.' })
  valideDu?: string | null;

  @Field(() => DateCivile, {
    nullable: true,
    description:
      'Dernier jour, renouvellement tacite compris ; absent sans limite, ou tant que rien n’est accordé, refus et retrait compris.',
  })
  valideAu?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Passé ce jour sans réponse, la demande est acquise (A13).' })
  reponseAvant?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour de la suspension.' })
  suspenduJusquAu?: string | null;

  @Field(() => String, { nullable: true, description: 'Motif de la suspension, de la restriction ou du refus.' })
  motif?: string | null;

  @Field(() => String, { nullable: true, description: 'Motif des deux mois de plus donnés pour répondre.' })
  motifProlongation?: string | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: "Fin de l'autorisation dont l'établissement doit demander le renouvellement (CASF L313-5).",
  })
  renouvellementEnjointPour?: string | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: 'Passé ce jour sans réponse à sa demande, elle est renouvelée (A13_AUTORISATION).',
  })
  renouvellementAcquisApres?: string | null;
}

@ObjectType({ description: 'Réunion de la commission consultative paritaire (CASF L421-6, R421-23).' })
export class CommissionAgrement {
  @Field(() => String, { description: 'Motif du retrait ou de la restriction envisagés.' })
  motif!: string;

  @Field(() => DateCivile, { description: "L'assistant familial en a été informé le." })
  informeLe!: string;

  @Field(() => DateCivile, { description: 'Se réunit le.' })
  reunionLe!: string;

  @Field(() => Horodatage, { nullable: true, description: 'Une décision a suivi son avis le.' })
  suivieLe?: string | null;
}

export const LieuAccueilConnection = connectionOf(
  LieuAccueil,
  'LieuAccueil',
  "Lieux d'accueil de votre collectivité, du dernier enregistré au premier.",
);

export function publierLieu(row: LieuAccueilRow, aujourdhui: Jour): LieuAccueil {
  const { id, reference, type, nom, finess, capacite, valideDu, reponseAvant, suspenduJusquAu } = row;
  const { motif, motifProlongation, renouvellementEnjointPour, renouvellementAcquisApres } = row;
  return Object.assign(new LieuAccueil(), {
    ...{ id, reference, type, nom, finess, capacite, valideDu, reponseAvant, suspenduJusquAu },
    ...{ renouvellementEnjointPour, renouvellementAcquisApres },
    ...{ motif, motifProlongation, valideAu: dernierJourDAgrement(row, aujourdhui) },
    etat: etatDAgrement(row, aujourdhui),
  });
}
