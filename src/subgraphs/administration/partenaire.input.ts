import { Field, InputType, Int } from 'type-graphql';
import { ROLES, type Role } from '../../auth/actor';
import { HABILITATIONS } from '../../auth/habilitations';
import type { Contrainte } from '../../platform/client.entity';
import { published } from '../../published/enums';

export const RolePartenaire = published(
  'RolePartenaire',
  "Nature de l'institution.",
  Object.fromEntries(ROLES.map((role) => [role, HABILITATIONS[role].libelle])) as Record<Role, string>,
);

export const ContrainteJeton = published<Contrainte>(
  'ContrainteJeton',
  "Ce qu'un jeton volé n'a pas : la clé sans laquelle il ne vaut rien.",
  {
    AUCUNE: 'Rien : qui le détient peut s’en servir.',
    MTLS: 'Le certificat TLS du client (RFC 8705).',
    DPOP: 'Une preuve signée à chaque requête (RFC 9449).',
  },
);

@InputType({ description: 'Clé publique (RFC 7517) : EC P-256, RSA 2048 au moins, ou Ed25519.' })
export class ClePubliqueInput {
  @Field(() => String, { description: 'Nom de la clé (`kid`), choisi par le partenaire.' })
  kid!: string;

  @Field(() => String, { description: '`EC`, `RSA` ou `OKP`.' })
  kty!: string;

  @Field(() => String, { nullable: true, description: 'Courbe : `P-256` ou `Ed25519`.' })
  crv?: string | null;

  @Field(() => String, { nullable: true, description: 'Coordonnée x.' })
  x?: string | null;

  @Field(() => String, { nullable: true, description: 'Coordonnée y.' })
  y?: string | null;

  @Field(() => String, { nullable: true, description: 'Module RSA.' })
  n?: string | null;

  @Field(() => String, { nullable: true, description: 'Exposant RSA.' })
  e?: string | null;
}

@InputType({ description: 'Machine du partenaire, qui demande des jetons.' })
export class ClientMachineInput {
  @Field(() => String, { description: '`client_id` : lettres, chiffres, points et tirets.' })
  clientId!: string;

  @Field(() => [String], { description: 'Mandats accordés, parmi ceux de son rôle.' })
  scopes!: string[];

  @Field(() => ContrainteJeton, { nullable: true, description: 'À quoi ses jetons sont liés : à rien par défaut.' })
  contrainte?: Contrainte | null;

  @Field(() => ClePubliqueInput, { nullable: true, description: 'Sa première clé ; ensuite, `tournerCle`.' })
  cle?: ClePubliqueInput | null;
}

@InputType({ description: 'Où pousser ses notifications.' })
export class WebhookInput {
  @Field(() => String, { description: 'Adresse, admise par la configuration du hub.' })
  url!: string;

  @Field(() => String, {
    description:
      'Secret Standard Webhooks (`whsec_…`), 24 octets au moins ; deux, séparés par une espace, le temps d’en changer.',
  })
  secret!: string;
}

@InputType({ description: 'Partenaire à enregistrer, ou à mettre à jour.' })
export class EnregistrerPartenaireInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'exploitant." })
  idempotencyKey!: string;

  @Field(() => String, {
    description:
      'UAI, FINESS, code du tribunal (`tj…`, `je-tj…` pour son juge des enfants), `crip-31`, `ase-31`, `DDD`, `SNATED`.',
  })
  institution!: string;

  @Field(() => String, { description: 'Nom.' })
  nom!: string;

  @Field(() => RolePartenaire, { description: 'Nature. Elle ne change plus.' })
  role!: Role;

  @Field(() => String, {
    nullable: true,
    description: 'Collectivité ou tribunal où elle exerce ; absent pour une institution nationale.',
  })
  territoire?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Nom que lui donne un émetteur de jetons extérieur (SIRET, structure) ; absent : le hub n'y touche pas.",
  })
  identifiantExterne?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Enregistre une école ou une DSDEN que l'annuaire chargé dans le hub ne connaît pas, ou dit fermée.",
  })
  horsAnnuaire!: boolean;

  @Field(() => WebhookInput, { nullable: true, description: "Absent : le hub n'y touche pas." })
  webhook?: WebhookInput | null;

  @Field(() => ClientMachineInput, {
    nullable: true,
    description: 'Machine à enregistrer, ou dont changer les mandats.',
  })
  client?: ClientMachineInput | null;
}

@InputType({ description: "Nouvelle clé d'une machine." })
export class TournerCleInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'exploitant." })
  idempotencyKey!: string;

  @Field(() => String, { description: '`client_id`.' })
  clientId!: string;

  @Field(() => ClePubliqueInput, { description: 'La nouvelle clé, reconnue aussitôt.' })
  cle!: ClePubliqueInput;

  @Field(() => Int, {
    nullable: true,
    description:
      "Heures pendant lesquelles les anciennes clés restent reconnues : 24 par défaut, 0 si l'une est compromise.",
  })
  recouvrementHeures?: number | null;
}

@InputType({ description: 'Accès à révoquer : une institution, une de ses machines, ou une clé de celle-ci.' })
export class RevoquerInput {
  @Field(() => String, { description: "Clé d'idempotence choisie par l'exploitant." })
  idempotencyKey!: string;

  @Field(() => String, { nullable: true, description: 'Institution : toutes ses machines, et son webhook.' })
  institution?: string | null;

  @Field(() => String, { nullable: true, description: 'Machine : `client_id`.' })
  clientId?: string | null;

  @Field(() => String, { nullable: true, description: 'Une seule clé de cette machine : son `kid`.' })
  kid?: string | null;

  @Field(() => String, { description: 'Motif, gardé au registre. Jamais une donnée d’une personne.' })
  motif!: string;
}
