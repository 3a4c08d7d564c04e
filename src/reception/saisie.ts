import {
  coerceInputValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  type GraphQLError,
  type GraphQLInputType,
} from 'graphql';
import type { Erreur } from '../../connectors/entrant';
import { HubError, type CodeRefus } from '../domain/errors';

/** What graphql-js says of a field that is not the value's own path. */
const DE_LA_CLE: readonly (readonly [RegExp, CodeRefus, string])[] = [
  [/^Field "(\w+)" of required type/, 'CHAMP_REQUIS', 'ce champ est obligatoire.'],
  [/^Field "(\w{1,60})" is not defined by type/, 'VALEUR_INVALIDE', 'aucun champ ne porte ce nom.'],
];

/** Every field of an input that its type refuses, by its path: the API would name the first alone, in a sentence. */
export function ecartsDeSaisie(type: GraphQLInputType, valeur: unknown): Erreur[] {
  const ecarts: Erreur[] = [];
  coerceInputValue(valeur, type, (chemin, _, error) => {
    ecarts.push(ecartDe(type, chemin.map(String), error));
  });
  return ecarts;
}

function ecartDe(type: GraphQLInputType, chemin: readonly string[], { message, originalError }: GraphQLError): Erreur {
  for (const [forme, code, phrase] of DE_LA_CLE) {
    const cle = forme.exec(message)?.[1];
    if (cle !== undefined) return { code, champ: [...chemin, cle], message: `${cle} : ${phrase}` };
  }
  const phrase =
    originalError instanceof HubError
      ? originalError.message
      : `la valeur n’est pas admise ici${admises(type, chemin)}.`;
  const nomme = chemin.findLast((cle) => !RANG.test(cle)) ?? 'input';
  return { code: 'VALEUR_INVALIDE', champ: chemin, message: `${nomme} : ${phrase}` };
}

const RANG = /^\d+$/;
/** A longer list is read in the schema. */
const ADMISES_MAX = 30;

/** What is admitted there, when it is a list of codes. */
function admises(type: GraphQLInputType, chemin: readonly string[]): string {
  let ici = getNamedType(type);
  for (const cle of chemin.filter((une) => !RANG.test(une))) {
    const champ = isInputObjectType(ici) ? ici.getFields()[cle] : undefined;
    if (!champ) return '';
    ici = getNamedType(champ.type);
  }
  const codes = isEnumType(ici) ? ici.getValues().map(({ name }) => name) : [];
  return codes.length > 0 && codes.length <= ADMISES_MAX ? ` (${codes.join(', ')})` : '';
}
