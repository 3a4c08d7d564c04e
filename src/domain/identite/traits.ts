import type { IdentiteEnfant } from '../enfant';

/**
 * What one institution wrote of a child: its civil traits, and what else may tell it from another child. Neither NIR nor
 * INS nor INE: each stays in its own envelope, and none is a pivot (CSP L1111-8-1).
 */
export interface TraitsEnfant extends IdentiteEnfant {
  /** Day it was written, YYYY-MM-DD: an approximate age is counted back from it. */
  readonly vuLe: string;
  /** INSEE code. */
  readonly communeResidence?: string | null | undefined;
  readonly adresse?: string | null | undefined;
  /** First and last names, in any order. */
  readonly parents?: readonly string[] | undefined;
  /** UAI. */
  readonly ecole?: string | null | undefined;
  readonly numero?: NumeroLocal | null | undefined;
}

/** A number that an institution gives to the child, in its own file: that of the patient in a hospital. */
export interface NumeroLocal {
  readonly source: string;
  readonly valeur: string;
}
