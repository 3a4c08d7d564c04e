/** What a hospital's own feed says of a stay: IHE PAM, events A01 and A04, A03, A11, A13. */
export const NATURES_PASSAGE = {
  ADMISSION: 'Admission ou passage aux urgences',
  SORTIE: 'Sortie',
  ANNULATION_ADMISSION: 'Annulation d’une admission',
  ANNULATION_SORTIE: 'Annulation d’une sortie',
} as const;
/** Past this age nobody is in the ASE's charge (CASF L222-5): whom a hospital sees then is not looked for. */
export const AGE_MAX_PASSAGE = 21;
export type NaturePassage = keyof typeof NATURES_PASSAGE;
