import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Sexe as CodeSexe } from '../../../domain/code-lists';
import type * as codes from '../../../domain/transfert-dossier';
import { AccuseReception, ResultatActe } from '../../../published/accuse-reception.type';
import { connectionOf } from '../../../published/connection';
import { Sexe } from '../../../published/enums';
import { DateCivile, Horodatage } from '../../../published/scalars';
import { DocumentTransfere } from '../transfert/transfert.type';
import type { DemandeRenseignementsRow } from './renseignements.entity';
import { MotifRenseignements, ReponseRenseignements } from './renseignements.input';

@ObjectType({ description: 'Enfant cherché, tel que le connaît la collectivité qui interroge.' })
export class EnfantCherche {
  @Field(() => String, { description: 'Nom de naissance.' })
  nomNaissance!: string;

  @Field(() => String, { nullable: true, description: "Nom d'usage." })
  nomUsage?: string | null;

  @Field(() => String, { description: 'Prénoms.' })
  prenoms!: string;

  @Field(() => Sexe, { description: 'Sexe.' })
  sexe!: CodeSexe;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance.' })
  dateNaissance?: string | null;

  @Field(() => String, { nullable: true, description: 'Commune de naissance (code INSEE).' })
  communeNaissance?: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    "Demande de renseignements d'une collectivité à une autre (CASF L221-3 al. 3) : lue par leurs agents individuellement désignés (R221-8), jusqu'au terme de R221-9.",
})
export class DemandeRenseignements {
  @Field(() => ID, { description: 'Identifiant technique.' })
  id!: string;

  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => String, { description: 'Collectivité qui interroge.' })
  de!: string;

  @Field(() => String, { description: 'Collectivité interrogée.' })
  vers!: string;

  @Field(() => MotifRenseignements, { description: 'Motif.' })
  motif!: codes.MotifRenseignements;

  @Field(() => String, { description: 'Ce qui est demandé, et pourquoi.' })
  precision!: string;

  @Field(() => EnfantCherche, { description: 'Enfant cherché.' })
  enfantCherche!: EnfantCherche;

  @Field(() => String, { nullable: true, description: 'Famille : parents, fratrie, anciennes adresses.' })
  famille?: string | null;

  @Field(() => String, { description: 'Institution qui interroge.' })
  demandeePar!: string;

  @Field(() => Horodatage, { description: 'Demandés le.' })
  le!: string;

  @Field(() => ReponseRenseignements, { nullable: true, description: 'Réponse ; absente : elle est attendue.' })
  reponse?: codes.ReponseRenseignements | null;

  @Field(() => String, { nullable: true, description: 'Institution qui a répondu.' })
  reponduePar?: string | null;

  @Field(() => Horodatage, { nullable: true, description: 'Répondus le.' })
  repondueLe?: string | null;

  @Field(() => [DocumentTransfere], { description: 'Ce qui a été transmis.' })
  documents!: DocumentTransfere[];

  @Field(() => String, { nullable: true, description: 'Ce que la collectivité interrogée a ajouté.' })
  precisionReponse?: string | null;

  @Field(() => DateCivile, { description: 'Dernier jour de lecture, pour les deux collectivités (CASF R221-9).' })
  lisibleJusquAu!: string;

  enfantId!: string;
}

export const DemandeRenseignementsConnection = connectionOf(
  DemandeRenseignements,
  'DemandeRenseignements',
  'Demandes de renseignements dont votre collectivité est une extrémité.',
);

export function publierDemande(row: DemandeRenseignementsRow): DemandeRenseignements {
  const { id, reference, de, vers, motif, precision, identite, famille, demandeePar, le } = row;
  const { reponse, reponduePar, repondueLe, contenu, lisibleJusquAu, enfantId } = row;
  const documents = (contenu?.documents ?? []).map(({ document, absence, pieces }) =>
    Object.assign(new DocumentTransfere(), { document, motifAbsence: absence, pieces }),
  );
  return Object.assign(new DemandeRenseignements(), {
    ...{ id, reference, de, vers, motif, precision, famille, demandeePar, reponse, reponduePar, documents },
    ...{ enfantCherche: Object.assign(new EnfantCherche(), identite), lisibleJusquAu, enfantId },
    ...{ le: le.toISOString(), repondueLe: repondueLe?.toISOString() ?? null },
    precisionReponse: contenu?.precision ?? null,
  });
}

@ObjectType({ description: 'Résultat de `interrogerCollectivite`.' })
export class InterrogerCollectivitePayload extends ResultatActe {
  @Field(() => AccuseReception, { nullable: true, description: 'Accusé de réception ; absent si refusé.' })
  accuseReception?: AccuseReception | null;
}

@ObjectType({ description: 'Résultat de `repondreCollectivite`.' })
export class RepondreCollectivitePayload extends ResultatActe {
  @Field(() => DemandeRenseignements, { nullable: true, description: 'La demande ; absente si refusé.' })
  demande?: DemandeRenseignements | null;
}
