import { MessageIllisible } from './entrant';

export type Objet = Readonly<Record<string, unknown>>;

const PROFONDEUR = 40;
const TEXTE_MAX = 1_048_576;

const refuser = (code: string, message: string) => new MessageIllisible([{ code, champ: [], message }]);

/**
 * One JSON object, no deeper nor longer than a message has any reason to be. @throws MessageIllisible
 * @param octets name of the properties that hold the bytes of a file: no longer than the message itself
 */
export function lireJson(corps: Buffer, octets?: string): Objet {
  let texte: string;
  try {
    texte = new TextDecoder('utf-8', { fatal: true }).decode(corps);
  } catch {
    throw refuser('JEU_DE_CARACTERES', 'Le message doit être en UTF-8.');
  }
  let lu: unknown;
  try {
    lu = JSON.parse(texte);
  } catch {
    throw refuser('JSON_INVALIDE', 'Le message n’est pas du JSON.');
  }
  if (typeof lu !== 'object' || lu === null || Array.isArray(lu))
    throw refuser('JSON_INVALIDE', 'Un objet JSON est attendu.');
  borner(lu, 1, octets);
  return lu as Objet;
}

function borner(valeur: unknown, profondeur: number, octets: string | undefined): void {
  if (profondeur > PROFONDEUR) throw refuser('TROP_PROFOND', `Un message a ${String(PROFONDEUR)} niveaux au plus.`);
  if (typeof valeur === 'string' && /\p{Surrogate}/u.test(valeur))
    throw refuser('JSON_INVALIDE', 'Un texte contient un caractère Unicode incomplet.');
  if (typeof valeur !== 'object' || valeur === null) return;
  for (const [nom, un] of Object.entries(valeur)) {
    if (typeof un === 'string' && un.length > TEXTE_MAX && nom !== octets)
      throw refuser('TEXTE_TROP_LONG', 'Un texte a un million de caractères au plus.');
    borner(un, profondeur + 1, octets);
  }
}
