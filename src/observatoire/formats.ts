import { stringify } from 'csv-stringify/sync';

/** How a file is written: what opens it, each record, what closes it. */
export interface Format {
  readonly entete: (variables: readonly string[], extraiteLe: Date) => string;
  readonly ligne: (variables: readonly string[], valeurs: readonly string[]) => string;
  readonly pied: string;
}

const OPTIONS = { delimiter: ';', escape_formulas: true } as const;
const ECHAPPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const echapper = (texte: string) => texte.replace(/[&<>"]/g, (signe) => ECHAPPES[signe] ?? signe);

export const FORMATS = {
  /** As every table of the hub: UTF-8 with its mark, its name on the first line, `;`. */
  csv: {
    entete: (variables) => stringify([['hub-olinpe-csv/1'], variables], { ...OPTIONS, bom: true }),
    ligne: (_, valeurs) => stringify([valeurs], OPTIONS),
    pied: '',
  },
  /** One `<DONNEE>` per record, one element per variable; the envelope is that of the files that the national side reads. */
  xml: {
    entete: (_, extraiteLe) =>
      // In UTC: the same day whatever machine writes the file again.
      `<?xml version="1.0" encoding="UTF-8"?>\n<DECRET>\n<INTRO><DATEXPORT>${extraiteLe.toISOString().slice(0, 10)}</DATEXPORT></INTRO>\n`,
    ligne: (variables, valeurs) => {
      const elements = variables.map((nom, i) => `<${nom}>${echapper(valeurs[i] ?? '')}</${nom}>`);
      return `<DONNEE>${elements.join('')}</DONNEE>\n`;
    },
    pied: '</DECRET>\n',
  },
} as const satisfies Record<string, Format>;
export type NomFormat = keyof typeof FORMATS;
