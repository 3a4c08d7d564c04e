import { coerceInputValue, type GraphQLError, type GraphQLInputType } from 'graphql';
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
    ecarts.push(ecartDe(chemin.map(String), error));
  });
  return ecarts;
}

function ecartDe(chemin: readonly string[], { message, originalError }: GraphQLError): Erreur {
  for (const [forme, code, phrase] of DE_LA_CLE) {
    const cle = forme.exec(message)?.[1];
    if (cle !== undefined) return { code, champ: [...chemin, cle], message: `${cle} : ${phrase}` };
  }
  const phrase = originalError instanceof HubError ? originalError.message : 'la valeur n’est pas admise ici.';
  return { code: 'VALEUR_INVALIDE', champ: chemin, message: `${chemin.at(-1) ?? 'input'} : ${phrase}` };
}
