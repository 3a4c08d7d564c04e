import { GraphQLError, Kind, print } from 'graphql';
import { HubError } from '../domain/errors';
import { translator, type Phrase } from './phrases-fr';

/** What graphql-js says of a value that is not of its type, written in the document or sent as a variable. */
export const PHRASES_VALEUR: readonly Phrase[] = [
  ['Value "{*}" does not exist in "{t}" enum.', "Cette valeur n'existe pas dans l'énumération « $1 »."],
  ['Enum "{t}" cannot represent non-{n} value: {*}', "Une valeur de l'énumération « $1 » est attendue."],
  ['Int cannot represent non 32-bit signed integer value: {*}', 'Nombre trop grand pour le type « Int » (32 bits).'],
  ['Int cannot represent {*}', 'Un nombre entier est attendu (type « Int »).'],
  ['Float cannot represent {*}', 'Un nombre est attendu (type « Float »).'],
  ['String cannot represent {*}', 'Un texte est attendu (type « String »).'],
  ['Boolean cannot represent {*}', 'true ou false est attendu (type « Boolean »).'],
  ['ID cannot represent {*}', 'Un identifiant, texte ou nombre entier, est attendu (type « ID »).'],
  ['Field "{n}.{n}" of required type "{t}" was not provided.', 'Le champ « $1.$2 », de type « $3 », est obligatoire.'],
  ['Field "{n}" of required type "{t}" was not provided.', 'Le champ « $1 », de type « $2 », est obligatoire.'],
  ['Field "{n}" is not defined by type "{t}".', "Le champ « $1 » n'existe pas dans l'entrée « $2 »."],
  ['There can be only one input field named "{n}".', 'Le champ « $1 » est donné plusieurs fois.'],
  ['OneOf Input Object "{t}" must specify exactly one key.', "L'entrée « $1 » veut un champ et un seul."],
  ['Exactly one key must be specified for OneOf type "{t}".', "L'entrée « $1 » veut un champ et un seul."],
  ['Field "{n}.{n}" must be non-null.', 'Le champ « $1.$2 » ne peut pas être nul.'],
  ['Field "{n}" must be non-null.', 'Le champ « $1 » ne peut pas être nul.'],
  ['Expected non-nullable type "{t}" not to be null.', 'Une valeur non nulle de type « $1 » est attendue.'],
  ['Expected type "{t}" to be an object.', 'Un objet de type « $1 » est attendu.'],
  ['Expected value of type "{t}", found {*}', 'Une valeur de type « $1 » est attendue.'],
  ['Expected value of type "{t}"{*}', 'Une valeur de type « $1 » est attendue.'],
  ['Expected type "{t}".{*}', 'Une valeur de type « $1 » est attendue.'],
];

const traduireValeur = translator(PHRASES_VALEUR);

const traduireVariable = translator([
  ['Variable "${n}" of required type "{t}" was not provided.', 'La variable « $$1 », de type « $2 », est obligatoire.'],
  [
    'Variable "${n}" of non-null type "{t}" must not be null.',
    'La variable « $$1 », de type « $2 », ne peut pas être nulle.',
  ],
  [
    'Variable "${n}" expected value of type "{t}" which cannot be used as an input type.',
    "La variable « $$1 » ne peut pas être du type « $2 », qui n'est pas un type d'entrée.",
  ],
  [
    'Too many errors processing variables, error limit reached. Execution aborted.',
    "Trop d'erreurs dans les variables : la suite n'est pas dite.",
  ],
  [
    'Argument "{n}" of required type "{t}" was provided the variable "${n}" which was not provided a runtime value.',
    "L'argument « $1 », de type « $2 », est obligatoire : la variable « $$3 » n'a pas de valeur.",
  ],
  ['Argument "{n}" of required type "{t}" was not provided.', "L'argument « $1 », de type « $2 », est obligatoire."],
  [
    'Argument "{n}" of non-null type "{t}" must not be null.',
    "L'argument « $1 », de type « $2 », ne peut pas être nul.",
  ],
  ['Argument "{n}" has invalid value {*}', "La valeur de l'argument « $1 » ne respecte pas son type."],
]);

/** French of a refused variable or argument, or undefined when the message is about something else. */
export function traduireCoercition(error: GraphQLError): string | undefined {
  return traduireVariable(error.message) ?? traduireValeurDeVariable(error);
}

const REFUSED_VALUE = /^Variable "\$(\w+)" got invalid value /;

// The message quotes the value, which is unbounded and unescaped: only its two ends are read.
function traduireValeurDeVariable(error: GraphQLError): string | undefined {
  const name = REFUSED_VALUE.exec(error.message)?.[1];
  if (name === undefined) return undefined;
  const inner = error.originalError?.message ?? error.message.slice(error.message.lastIndexOf('; ') + 2);
  const head = error.message.endsWith(`; ${inner}`) ? error.message.slice(0, -inner.length - 2) : '';
  const place = /(?<!\\)" at "(\w+(?:\.\w+|\[\d+\])*)"$|[^\\"] at "(\w+(?:\.\w+|\[\d+\])*)"$/.exec(head);
  const where = (place?.[1] ?? place?.[2] ?? name).slice(0, 200);
  const reason = reasonGiven(error.originalError) ?? traduireValeur(inner) ?? refusedBySchema(error);
  return `Variable « $${where} » : ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
}

/** Our own scalars refuse with a `HubError`, whose message is French and quotes nothing. */
function reasonGiven(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; depth += 1) {
    if (current instanceof HubError) return current.message;
    current = current instanceof GraphQLError ? current.originalError : current.cause;
  }
  return undefined;
}

function refusedBySchema(error: GraphQLError): string {
  const node = error.nodes?.[0];
  const type = node?.kind === Kind.VARIABLE_DEFINITION ? ` de type « ${print(node.type).slice(0, 64)} »` : '';
  return `Une valeur${type} est attendue.`;
}
