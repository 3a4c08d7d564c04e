import { translator, type Phrase } from './phrases-fr';
import { PHRASES_VALEUR } from './valeurs-fr';

/** What the rules of validation of graphql-js say of a document that does not fit the schema. */
const PHRASES_DOCUMENT: readonly Phrase[] = [
  ['Cannot query field "{n}" on type "{t}".', "Le champ « $1 » n'existe pas dans le type « $2 »."],
  [
    'Field "{n}" must not have a selection since type "{t}" has no subfields.',
    "Le champ « $1 » n'a pas de sous-champs : son type est « $2 ».",
  ],
  [
    'Field "{n}" of type "{t}" must have a selection of subfields.',
    'Précisez les sous-champs voulus du champ « $1 », de type « $2 ».',
  ],
  [
    'Field "{n}" of type "{t}" must have at least one field selected.',
    'Précisez au moins un sous-champ du champ « $1 », de type « $2 ».',
  ],
  ['Unknown type "{t}".', "Le type « $1 » n'existe pas."],
  ['Unknown argument "{n}" on field "{n}.{n}".', "L'argument « $1 » n'existe pas sur le champ « $2.$3 »."],
  ['Unknown argument "{n}" on directive "@{n}".', "L'argument « $1 » n'existe pas sur la directive « @$2 »."],
  ['There can be only one argument named "{n}".', "L'argument « $1 » est donné plusieurs fois."],
  [
    'Field "{n}" argument "{n}" of type "{t}" is required, but it was not provided.',
    "L'argument « $2 », de type « $3 », est obligatoire sur le champ « $1 ».",
  ],
  [
    'Directive "@{n}" argument "{n}" of type "{t}" is required, but it was not provided.',
    "L'argument « $2 », de type « $3 », est obligatoire sur la directive « @$1 ».",
  ],
  ['Unknown directive "@{n}".', "La directive « @$1 » n'existe pas."],
  ['Directive "@{n}" may not be used on {n}.', "La directive « @$1 » n'est pas admise à cet endroit ($2)."],
  [
    'The directive "@{n}" can only be used once at this location.',
    "La directive « @$1 » n'est admise qu'une fois à cet endroit.",
  ],
  ['Unknown fragment "{n}".', "Le fragment « $1 » n'est pas défini."],
  ['Fragment "{n}" is never used.', "Le fragment « $1 » n'est pas utilisé."],
  ['There can be only one fragment named "{n}".', 'Plusieurs fragments portent le nom « $1 ».'],
  ['Cannot spread fragment "{n}" within itself{*}.', 'Le fragment « $1 » se contient lui-même.'],
  [
    'Fragment "{n}" cannot condition on non composite type "{t}".',
    "Le fragment « $1 » porte sur le type « $2 », qui n'a pas de champs.",
  ],
  [
    'Fragment cannot condition on non composite type "{t}".',
    "Un fragment porte sur le type « $1 », qui n'a pas de champs.",
  ],
  [
    'Fragment "{n}" cannot be spread here as objects of type "{t}" can never be of type "{t}".',
    'Le fragment « $1 », sur le type « $3 », ne peut pas servir dans le type « $2 ».',
  ],
  [
    'Fragment cannot be spread here as objects of type "{t}" can never be of type "{t}".',
    'Un fragment sur le type « $2 » ne peut pas servir dans le type « $1 ».',
  ],
  [
    'Fields "{n}" conflict because "{n}" and "{n}" are different fields{*}',
    'Les champs « $2 » et « $3 » sont demandés sous le même nom « $1 » : donnez-leur des alias différents.',
  ],
  [
    'Fields "{n}" conflict because they have differing arguments{*}',
    'Le champ « $1 » est demandé avec des arguments différents : donnez-leur des alias différents.',
  ],
  [
    'Fields "{n}" conflict because they return conflicting types "{t}" and "{t}"{*}',
    'Le nom « $1 » désigne des types différents, « $2 » et « $3 » : donnez-leur des alias différents.',
  ],
  ['Fields "{n}" conflict because {*}', 'Les champs « $1 » sont en conflit : donnez-leur des alias différents.'],
  [
    'This anonymous operation must be the only defined operation.',
    'Une opération sans nom doit être la seule du document.',
  ],
  ['There can be only one operation named "{n}".', 'Plusieurs opérations portent le nom « $1 ».'],
  ['The {*} definition is not executable.', 'Le document ne peut contenir que des opérations et des fragments.'],
  ['Subscription "{n}" must select only one top level field.', "L'abonnement « $1 » doit demander un seul champ."],
  ['Anonymous Subscription must select only one top level field.', 'Un abonnement doit demander un seul champ.'],
  [
    '{n} "{n}" must not select an introspection top level field.',
    "L'abonnement « $2 » ne peut pas porter sur l'introspection.",
  ],
  [
    'Anonymous Subscription must not select an introspection top level field.',
    "Un abonnement ne peut pas porter sur l'introspection.",
  ],
  ['There can be only one variable named "${n}".', 'La variable « $$1 » est déclarée plusieurs fois.'],
  [
    'Variable "${n}" is not defined by operation "{n}".',
    "La variable « $$1 » n'est pas déclarée par l'opération « $2 ».",
  ],
  ['Variable "${n}" is not defined.', "La variable « $$1 » n'est pas déclarée."],
  [
    'Variable "${n}" is never used in operation "{n}".',
    "La variable « $$1 » n'est pas utilisée par l'opération « $2 ».",
  ],
  ['Variable "${n}" is never used.', "La variable « $$1 » n'est pas utilisée."],
  [
    'Variable "${n}" cannot be non-input type "{t}".',
    "La variable « $$1 » ne peut pas être du type « $2 », qui n'est pas un type d'entrée.",
  ],
  [
    'Variable "${n}" of type "{t}" used in position expecting type "{t}".',
    'La variable « $$1 », de type « $2 », est utilisée là où le type « $3 » est attendu.',
  ],
  [
    'Variable "${n}" is of type "{t}" but must be non-nullable to be used for OneOf Input Object "{t}".',
    "La variable « $$1 », de type « $2 », doit être non nulle pour servir dans l'entrée « $3 ».",
  ],
  ['Maximum introspection depth exceeded', "L'introspection demandée est trop profonde."],
  ['GraphQL introspection {*}', "L'introspection du schéma est désactivée sur ce hub."],
  ['{n} recursively requests too many selections.', "L'opération demande trop de champs."],
  ['Too many validation errors, error limit reached. Validation aborted.', "Trop d'erreurs : la suite n'est pas dite."],
];

/** French of a validation message, or undefined. */
export const traduireValidation = translator([...PHRASES_DOCUMENT, ...PHRASES_VALEUR]);
