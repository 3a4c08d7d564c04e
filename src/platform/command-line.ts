import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What is wrong with one option of a command line; each command says it in its own language. */
export class OptionRefusee extends Error {
  constructor(
    readonly motif: 'INCONNUE' | 'SANS_VALEUR' | 'VALEUR_EN_TROP' | 'REPETEE',
    /** As it was typed. */
    readonly option: string,
  ) {
    super(`${option}: ${motif}`);
  }

  get phrase(): string {
    if (this.motif === 'INCONNUE') return `Option « ${this.option} » inconnue. Voir --help.`;
    if (this.motif === 'SANS_VALEUR') return `${this.option} attend une valeur. Voir --help.`;
    if (this.motif === 'VALEUR_EN_TROP') return `${this.option} ne prend pas de valeur. Voir --help.`;
    return `${this.option} est donnée plusieurs fois : une seule est attendue.`;
  }
}

/** The words and the options of a command line. An option given twice is refused: the last would win in silence. */
export function lireLigne<const O extends Options>(args: readonly string[], options: O) {
  const { tokens } = parseArgs({ args: [...args], allowPositionals: true, options, strict: false, tokens: true });
  const vues = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) throw new OptionRefusee('INCONNUE', rawName);
    if (option.type === 'boolean' && value !== undefined) throw new OptionRefusee('VALEUR_EN_TROP', rawName);
    if (option.type === 'string' && (value === undefined || (!inlineValue && value.startsWith('-'))))
      throw new OptionRefusee('SANS_VALEUR', rawName);
    if (vues.has(name)) throw new OptionRefusee('REPETEE', rawName);
    vues.add(name);
  }
  return parseArgs({ args: [...args], allowPositionals: true, options });
}
