import type { Ecriture } from '../../platform/database';
import { EcheanceRow } from '../../platform/echeance.entity';
import { publierEcheance, type EcheancePubliee } from '../../platform/echeances';

/** The clocks that another institution's register opens with the act, for the receipt. */
export function echeancesEcrites(ecritures: readonly Ecriture[]): EcheancePubliee[] {
  return ecritures
    .filter(({ entity }) => entity === EcheanceRow)
    .map(({ row }) => row as unknown as EcheanceRow)
    .map((row) => publierEcheance(row, row.ouverteLe));
}
