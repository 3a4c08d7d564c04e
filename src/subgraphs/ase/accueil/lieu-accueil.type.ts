import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { etatDAgrement, type EtatAgrement, type TypeLieu } from '../../../domain/agrements';
import type { Jour } from '../../../domain/calendar';
import { connectionOf } from '../../../published/connection';
import { DateCivile } from '../../../published/scalars';
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

  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour.' })
  valideAu?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Passé ce jour sans réponse, la demande est acquise (A13).' })
  reponseAvant?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour de la suspension.' })
  suspenduJusquAu?: string | null;
}

export const LieuAccueilConnection = connectionOf(
  LieuAccueil,
  'LieuAccueil',
  "Lieux d'accueil de votre collectivité, du dernier enregistré au premier.",
);

export function publierLieu(row: LieuAccueilRow, aujourdhui: Jour): LieuAccueil {
  const { id, reference, type, nom, finess, capacite, valideDu, valideAu, reponseAvant, suspenduJusquAu } = row;
  return Object.assign(new LieuAccueil(), {
    ...{ id, reference, type, nom, finess, capacite, valideDu, valideAu, reponseAvant, suspenduJusquAu },
    etat: etatDAgrement(row, aujourdhui),
  });
}
