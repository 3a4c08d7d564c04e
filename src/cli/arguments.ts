import type { ParseArgsConfig } from 'node:util';
import { lireLigne, OptionRefusee } from '../platform/command-line';
import { ErreurUsage } from './command';

/** The words and the options of a command line; `--help` was answered before (`main.ts`). @throws ErreurUsage */
export function decouper<const O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return lireLigne(args, options);
  } catch (error) {
    if (error instanceof OptionRefusee) throw new ErreurUsage(error.phrase);
    throw error;
  }
}
