import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Refus, CodeRefus as Code } from '../domain/errors';
import { Echeance } from './echeance.type';
import { CodeRefus } from './enums';
import { Horodatage } from './scalars';

@Directive('@shareable')
@ObjectType({ description: "Preuve que l'acte est enregistré : rendue après l'écriture, jamais avant." })
export class AccuseReception {
  @Field(() => String, { description: 'Référence à rappeler dans tout échange.' })
  reference!: string;

  @Field(() => String, { description: "Identifiant technique de l'objet créé." })
  id!: string;

  @Field(() => Horodatage, { description: "Instant de l'enregistrement." })
  recueLe!: string;

  @Field(() => String, {
    description: "SHA-256, en hexadécimal, de la forme canonique RFC 8785 de l'argument `input` tel qu'il a été reçu.",
  })
  empreinte!: string;

  @Field(() => [Echeance], { description: 'Délais que cet acte a ouverts.' })
  echeances!: Echeance[];
}

@Directive('@shareable')
@ObjectType({ description: "Refus d'un champ : rien n'a été enregistré." })
export class ErreurSaisie implements Omit<Refus, 'path'> {
  @Field(() => CodeRefus, { description: 'Code stable.' })
  code!: Code;

  @Field(() => [String], { description: 'Chemin du champ depuis `input`.' })
  path!: string[];

  @Field(() => String, { description: 'La règle, en français.' })
  message!: string;
}

@Directive('@shareable')
@ObjectType({
  description:
    'Preuve signée de l’acte, que votre institution conserve : elle se vérifie sans le hub, avec ses seules clés publiques (`/.well-known/hub-keys.json`).',
})
export class Recu {
  @Field(() => ID, { description: 'Identifiant du reçu, à rappeler pour en demander la preuve d’inclusion.' })
  id!: string;

  @Field(() => String, {
    description: 'Signature JWS (RFC 7515) détachée, non encodée (RFC 7797), Ed25519 : `en-tête..signature`.',
  })
  jws!: string;

  @Field(() => String, {
    description:
      'Ce qui est signé, à l’octet près (RFC 8785) : acte, institution, référence, objet, empreinte de l’envoi, instant, clé.',
  })
  charge!: string;
}

/** What every act answers besides its own result. */
@ObjectType()
export class ResultatActe {
  @Field(() => Recu, {
    nullable: true,
    description: "Reçu signé ; absent si l'acte est refusé. Le même envoi répété a le même reçu.",
  })
  recu?: Recu | null;

  @Field(() => [ErreurSaisie], { description: 'Champs refusés ; vide si tout est enregistré.' })
  userErrors!: ErreurSaisie[];
}
