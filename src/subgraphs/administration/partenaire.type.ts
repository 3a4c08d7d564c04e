import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../auth/actor';
import type { Contrainte } from '../../platform/client.entity';
import { ResultatActe } from '../../published/accuse-reception.type';
import { connectionOf } from '../../published/connection';
import { Horodatage } from '../../published/scalars';
import { ContrainteJeton, RolePartenaire } from './partenaire.input';

@ObjectType({ description: 'Clé publique par laquelle une machine prouve qui elle est.' })
export class CleClient {
  @Field(() => String, { description: 'Nom de la clé (`kid`).' })
  kid!: string;

  @Field(() => String, { description: 'Signature : ES256, PS256 ou EdDSA.' })
  algorithme!: string;

  @Field(() => String, { description: 'Empreinte (RFC 7638), à comparer de vive voix avec le partenaire.' })
  empreinte!: string;

  @Field(() => Horodatage, { description: "Instant de l'enregistrement." })
  creeLe!: Date;

  @Field(() => Horodatage, { nullable: true, description: "À partir de cet instant, elle n'est plus reconnue." })
  retireeLe?: Date | null;
}

@ObjectType({ description: "Machine d'un partenaire, qui demande des jetons." })
export class ClientMachine {
  @Field(() => String, { description: '`client_id`.' })
  clientId!: string;

  @Field(() => [String], { description: 'Mandats accordés.' })
  scopes!: string[];

  @Field(() => ContrainteJeton, { description: 'À quoi ses jetons sont liés.' })
  contrainte!: Contrainte;

  @Field(() => [CleClient], { description: 'Ses clés, de la plus récente à la plus ancienne, 20 au plus.' })
  cles!: CleClient[];

  @Field(() => Horodatage, { description: "Instant de l'enregistrement." })
  creeLe!: Date;

  @Field(() => Horodatage, { nullable: true, description: 'Instant de la révocation.' })
  revoqueLe?: Date | null;

  @Field(() => String, { nullable: true, description: 'Motif de la révocation.' })
  motif?: string | null;
}

@ObjectType({ description: 'Institution raccordée au hub.' })
export class Partenaire {
  @Field(() => ID, { description: 'Identifiant technique : sujet des notifications `acces.modifie`.' })
  id!: string;

  @Field(() => String, { description: 'UAI, FINESS, code du tribunal, `crip-31`, `ase-31`, `DDD`, `SNATED`.' })
  institution!: string;

  @Field(() => String, { description: 'Nom.' })
  nom!: string;

  @Field(() => RolePartenaire, { description: 'Nature.' })
  role!: Role;

  @Field(() => String, { nullable: true, description: 'Collectivité ou tribunal ; absent : national.' })
  territoire?: string | null;

  @Field(() => String, { nullable: true, description: 'Nom que lui donne un émetteur de jetons extérieur.' })
  identifiantExterne?: string | null;

  @Field(() => String, { nullable: true, description: 'Où ses notifications sont poussées ; absent : il les relève.' })
  webhookUrl?: string | null;

  @Field(() => [ClientMachine], { description: 'Ses machines, de la plus récente à la plus ancienne, 20 au plus.' })
  clients!: ClientMachine[];

  @Field(() => Horodatage, { nullable: true, description: 'Instant de la révocation.' })
  revoqueLe?: Date | null;

  @Field(() => String, { nullable: true, description: 'Motif de la révocation.' })
  motif?: string | null;
}

export const PartenaireConnection = connectionOf(
  Partenaire,
  'Partenaire',
  'Institutions raccordées au hub.',
  "dans l'ordre de leur identifiant",
);

@InputType({ description: 'Filtre des partenaires.' })
export class FiltrePartenairesInput {
  @Field(() => RolePartenaire, { nullable: true, description: 'Nature.' })
  role?: Role | null;

  @Field(() => String, { nullable: true, description: 'Collectivité ou tribunal.' })
  territoire?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Vrai : les révoqués seulement ; faux : les autres.' })
  revoque?: boolean | null;
}

@ObjectType({ description: "Résultat de l'enregistrement." })
export class EnregistrerPartenairePayload extends ResultatActe {
  @Field(() => Partenaire, { nullable: true, description: 'Le partenaire, tel que le registre le connaît.' })
  partenaire?: Partenaire | null;
}

@ObjectType({ description: 'Résultat du changement de clé.' })
export class TournerClePayload extends ResultatActe {
  @Field(() => Partenaire, { nullable: true, description: 'Le partenaire, tel que le registre le connaît.' })
  partenaire?: Partenaire | null;
}

@ObjectType({ description: 'Résultat de la révocation.' })
export class RevoquerPayload extends ResultatActe {
  @Field(() => Partenaire, { nullable: true, description: 'Le partenaire, tel que le registre le connaît.' })
  partenaire?: Partenaire | null;
}
