/** How many children's files one actor opens within a minute before someone is told. No text has a number: these are ours. */
export const SEUILS_LECTURE = {
  /** Of children whom another collectivité knows; an institution without a territory has no elsewhere. */
  HORS_RESSORT: 50,
  /** Wherever they are: pages of a hundred, one after the other. */
  TOUS: 500,
} as const;
export type PerimetreLecture = keyof typeof SEUILS_LECTURE;
