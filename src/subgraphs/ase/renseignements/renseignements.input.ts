import { Field, ID, InputType } from 'type-graphql';
import { MOTIFS_RENSEIGNEMENTS, REPONSES_RENSEIGNEMENTS } from '../../../domain/transfert-dossier';
import type * as codes from '../../../domain/transfert-dossier';
import { published } from '../../../published/enums';
import { DocumentTransfert } from '../transfert/transfert.input';

export const MotifRenseignements = published(
  'MotifRenseignements',
  'Pourquoi une collectivité en interroge une autre.',
  MOTIFS_RENSEIGNEMENTS,
);
export const ReponseRenseignements = published(
  'ReponseRenseignements',
  'Ce que répond la collectivité interrogée.',
  REPONSES_RENSEIGNEMENTS,
);

@InputType({
  description:
    'Interroge une autre collectivité sur un enfant et sa famille, sans déménagement (CASF L221-3 al. 3). Le texte ne fixe pas de délai de réponse. Réservé aux agents individuellement désignés (R221-8).',
})
export class InterrogerCollectiviteInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par votre institution." })
  idempotencyKey!: string;

  @Field(() => ID, { description: "L'enfant, que votre institution connaît." })
  enfantId!: string;

  @Field(() => String, { description: 'Collectivité interrogée (code du registre, par exemple `33`).' })
  collectivite!: string;

  @Field(() => MotifRenseignements, { description: 'Motif.' })
  motif!: codes.MotifRenseignements;

  @Field(() => String, { description: 'Ce qui est demandé, et pourquoi, 20 000 caractères au plus.' })
  precision!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Famille, telle que la collectivité interrogée a pu la connaître : parents, fratrie, anciennes adresses.',
  })
  famille?: string | null;
}

@InputType({ description: 'Réponse de la collectivité interrogée (CASF L221-3 al. 3).' })
export class RepondreCollectiviteInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par votre institution." })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Demande.' })
  demandeId!: string;

  @Field(() => ReponseRenseignements, { description: 'Ce qui est répondu.' })
  reponse!: codes.ReponseRenseignements;

  @Field(() => ID, { nullable: true, description: "L'enfant que votre collectivité a retrouvé." })
  enfantId?: string | null;

  @Field(() => [DocumentTransfert], {
    description: 'Ce que le hub transmet de son dossier : `INFORMATIONS`, `DECISIONS`, `EVALUATION`.',
  })
  documents!: codes.DocumentTransfert[];

  @Field(() => String, { nullable: true, description: 'Ce que l’agent ajoute, 20 000 caractères au plus.' })
  precision?: string | null;
}
