import { Hl7Message, type Hl7Field } from '@medplum/core';
import { MessageIllisible } from '../../entrant';

/** Charsets of HL7 table 0211 that French hospitals send (MSH-18). Absent: Latin-1, that of their older engines. */
const JEUX: Readonly<Record<string, string>> = {
  '': 'latin1',
  '8859/1': 'latin1',
  '8859/15': 'iso-8859-15',
  'UNICODE UTF-8': 'utf-8',
  'UTF-8': 'utf-8',
  ASCII: 'latin1',
};
const MSH = 'MSH|';
const SEGMENTS_MAX = 500;

export const illisible = (code: string, champ: string, message: string) =>
  new MessageIllisible([{ code, champ: [champ], message }]);

/** The text of an ER7 message, in the charset that it names. @throws MessageIllisible */
export function lireEr7(corps: Buffer): Hl7Message {
  // Delimiters and the header are ASCII in all of them.
  const [entete = ''] = corps.toString('latin1', 0, 4_096).split(/[\r\n]/, 1);
  if (!entete.startsWith(MSH))
    throw illisible('MESSAGE_ATTENDU', 'MSH', 'Un message HL7 v2 (ER7) qui commence par « MSH| » est attendu.');
  const annonce = entete.split('|')[17]?.split('~', 1)[0]?.trim().toUpperCase() ?? '';
  const jeu = JEUX[annonce];
  if (jeu === undefined) {
    const message = 'Jeux de caractères reçus : UNICODE UTF-8, 8859/1, 8859/15.';
    throw illisible('JEU_INCONNU', 'MSH-18', message);
  }
  const texte = decoder(corps, jeu);
  if (texte.includes('\0')) throw illisible('CARACTERE_NUL', 'MSH', 'Le caractère nul n’est pas admis.');
  if (texte.split(/[\r\n]+/, SEGMENTS_MAX + 1).length > SEGMENTS_MAX)
    throw illisible('TROP_DE_SEGMENTS', 'MSH', `Un message a ${String(SEGMENTS_MAX)} segments au plus.`);
  return Hl7Message.parse(texte);
}

function decoder(corps: Buffer, jeu: string): string {
  try {
    // `latin1` of TextDecoder is windows-1252: what such engines really send.
    return new TextDecoder(jeu, { fatal: true }).decode(corps);
  } catch {
    throw illisible('JEU_FAUX', 'MSH-18', 'Les octets du message ne sont pas du jeu de caractères que MSH-18 annonce.');
  }
}

const ECHAPPES: Readonly<Record<string, string>> = { F: '|', S: '^', T: '&', R: '~', E: '\\' };

/** One component, its escapes undone; empty, or HL7's « "" » (erased): undefined. Places are those of the standard, from 1. */
export function valeur(
  message: Hl7Message,
  segment: string,
  champ: number,
  composant = 1,
  repetition = 0,
): string | undefined {
  const lu = champDe(message, segment, champ)?.getComponent(composant, undefined, repetition);
  const texte = lu?.replace(/\\([FSTRE])\\/g, (_, code: string) => ECHAPPES[code] ?? '').trim();
  return texte === undefined || texte === '' || texte === '""' ? undefined : texte;
}

/** How many times a field is repeated. */
export function repetitions(message: Hl7Message, segment: string, champ: number): number {
  return champDe(message, segment, champ)?.components.length ?? 0;
}

/** Absent when the segment stops before it, whatever its type says. */
export function champDe(message: Hl7Message, segment: string, champ: number): Hl7Field | undefined {
  return message.getSegment(segment)?.getField(champ);
}
