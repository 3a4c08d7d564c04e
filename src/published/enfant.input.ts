import { Field, InputType, Int } from 'type-graphql';
import type { Sexe as CodeSexe } from '../domain/code-lists';
import { controlerAge, controlerNom, type Controle } from '../domain/controle';
import { Sexe } from './enums';
import { DateCivile } from './scalars';

@InputType({ description: "Traits d'état civil et résidence de l'enfant, tels que l'institution les connaît." })
export class EnfantInput {
  @Field(() => String, { description: 'Nom de naissance.' })
  nomNaissance!: string;

  @Field(() => String, { nullable: true, description: "Nom d'usage." })
  nomUsage?: string | null;

  @Field(() => String, { description: "Prénoms, dans l'ordre de l'état civil." })
  prenoms!: string;

  @Field(() => Sexe, { description: 'Sexe.' })
  sexe!: CodeSexe;

  @Field(() => DateCivile, { nullable: true, description: 'Date de naissance. À défaut, `ageApproximatif`.' })
  dateNaissance?: string | null;

  @Field(() => Int, { nullable: true, description: 'Âge approximatif en années, si la date est inconnue.' })
  ageApproximatif?: number | null;

  @Field(() => String, { nullable: true, description: 'Commune de naissance (code INSEE).' })
  communeNaissance?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Commune où vit habituellement l’enfant (code INSEE) : elle désigne la collectivité compétente.',
  })
  communeResidence?: string | null;

  @Field(() => String, { nullable: true, description: 'Adresse.' })
  adresse?: string | null;

  @Field(() => String, { nullable: true, description: 'Téléphone.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: 'Lieu de vie réel en ce moment, s’il diffère.' })
  lieuDeVieActuel?: string | null;
}

const AGE_MAX = 21;

/** The rules of the child's own fields (domain § 7.1: a name and at least an age). */
export function controlerEnfant(c: Controle, enfant: EnfantInput): void {
  const at = (field: string) => ['enfant', field];
  c.texte(at('nomNaissance'), enfant.nomNaissance);
  c.texte(at('prenoms'), enfant.prenoms);
  for (const field of ['nomUsage', 'telephone'] as const) c.longueur(at(field), enfant[field]);
  for (const field of ['nomNaissance', 'nomUsage', 'prenoms'] as const) controlerNom(c, at(field), enfant[field]);
  for (const field of ['adresse', 'lieuDeVieActuel'] as const) c.longueur(at(field), enfant[field], 500);
  // A commune of birth may have merged since, or be abroad (99…): its form is checked, not its existence today.
  if (enfant.communeNaissance && !/^(\d{5}|2[AB]\d{3})$/.test(enfant.communeNaissance))
    c.refuser(
      at('communeNaissance'),
      'IDENTIFIANT_INVALIDE',
      'communeNaissance : un code INSEE à cinq caractères est attendu.',
    );
  c.identifiant(at('communeResidence'), 'commune', enfant.communeResidence);
  c.passe(at('dateNaissance'), enfant.dateNaissance);
  controlerAge(c, at('dateNaissance'), enfant.dateNaissance, AGE_MAX);
  if (!enfant.dateNaissance && typeof enfant.ageApproximatif !== 'number')
    c.refuser(at('dateNaissance'), 'CHAMP_REQUIS', 'dateNaissance : à défaut de date, indiquez ageApproximatif.');
  const age = enfant.ageApproximatif;
  if (typeof age === 'number' && (age < 0 || age > AGE_MAX))
    c.refuser(
      at('ageApproximatif'),
      'VALEUR_INVALIDE',
      `ageApproximatif : un âge de 0 à ${String(AGE_MAX)} ans est attendu.`,
    );
}
