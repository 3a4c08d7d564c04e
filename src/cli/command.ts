/** What a command found, when it is not a plain success. */
export interface Constat {
  readonly texte: string;
  readonly code: number;
  /** What must be known of it, on standard error: the text keeps its shape for who reads it by program. */
  readonly reserve?: string;
}

/** One command of `npm run -s hub -- <nom>`. Its text goes to standard output as it is. */
export interface Commande {
  readonly nom: string;
  /** One line, in the list of commands. */
  readonly resume: string;
  readonly aide: string;
  readonly executer: (args: readonly string[]) => string | Constat | Promise<string | Constat>;
}

/** The command was misused: one French sentence on standard error, exit code 2. */
export class ErreurUsage extends Error {}

export const SORTIE_USAGE = 2;
/** Something else failed: the database does not answer. */
export const SORTIE_PANNE = 1;
