import type { Annexe, LigneVariable } from './olinpe-types';
import { VARIABLES_DATES, VARIABLES_ENFANT } from './olinpe-variables-enfant';
import { VARIABLES_DECISION } from './olinpe-variables-decision';
import { VARIABLES_INFORMATION } from './olinpe-variables-information';
import { VARIABLES_JUSTICE } from './olinpe-variables-justice';

/** In the order of the columns of a file. */
export const VARIABLES_2_8 = {
  ...VARIABLES_ENFANT,
  ...VARIABLES_INFORMATION,
  ...VARIABLES_DECISION,
  ...VARIABLES_DATES,
} as const;
export type Variable28 = keyof typeof VARIABLES_2_8;
export const VARIABLES_2_8_1 = VARIABLES_JUSTICE;
export type Variable281 = keyof typeof VARIABLES_2_8_1;

export const VARIABLES: Readonly<Record<Annexe, Readonly<Record<string, LigneVariable>>>> = {
  '2-8': VARIABLES_2_8,
  '2-8-1': VARIABLES_2_8_1,
};

/** Names of the columns, in order. */
export function colonnes(annexe: Annexe): string[] {
  return Object.keys(VARIABLES[annexe]);
}
