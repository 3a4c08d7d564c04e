import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ErreurUsage } from './command';

/** The words and the options of a command line; `--help` was answered before (`main.ts`). @throws ErreurUsage */
export function decouper<const O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    throw new ErreurUsage('Option inconnue ou incomplète. Voir --help.');
  }
}
