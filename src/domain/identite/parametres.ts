import type { Table } from './niveaux';
import { TABLE, VERSION } from './table';

export interface Parametres {
  /** Kept with every link: what one table decided is not what another would say. */
  readonly version: string;
  /** In bits. From `meme`, linked without a person when every rule allows it; from `examiner`, shown to one. */
  readonly seuils: { readonly meme: number; readonly examiner: number };
  readonly table: Table;
}

/** Bits that single out one child among a million. */
const UN_SUR_UN_MILLION = 20;

/**
 * Not fitted to anything: among a million children who could all be this one, `meme` is a thousand chances to one that it is,
 * `examiner` one chance to four.
 */
export const PARAMETRES: Parametres = {
  version: VERSION,
  seuils: { meme: UN_SUR_UN_MILLION + 10, examiner: UN_SUR_UN_MILLION - 2 },
  table: TABLE,
};
