/** How often each thing happens to what one kind of institution writes. Our assumptions: no French study gives these. */
export interface Habitudes {
  /** Share of all records. */
  readonly part: number;
  readonly capitales: number;
  readonly traitsPerdus: number;
  readonly virgulesPerdues: number;
  readonly premierSeul: number;
  /** A slip of the pen, in the family name and in the first name. */
  readonly fauteNom: number;
  readonly fautePrenom: number;
  /** Written as heard. */
  readonly entendu: number;
  readonly diminutif: number;
  /** The second first name, by which the child is called. */
  readonly autrePrenom: number;
  /** The used name of the child, when it has one, in its own field; or in the place of the birth name. */
  readonly nomUsage: number;
  readonly usagePourNom: number;
  /** Half of a double name. */
  readonly demiNom: number;
  readonly particulePerdue: number;
  readonly dateInversee: number;
  readonly dateFautive: number;
  /** Neither the date nor the place of birth: an age, for whoever does not live with the child. */
  readonly ageSeul: number;
  readonly sansLieu: number;
  /** Where the child lives in the place of where it was born. */
  readonly lieuFautif: number;
  readonly sansSexe: number;
  readonly sexeFautif: number;
  readonly adresse: number;
  readonly adresseAncienne: number;
  readonly parents: number;
  readonly ecole: number;
  readonly numero: number;
  /** A second number for the same child in the same establishment. */
  readonly numeroDouble: number;
}

/**
 * A school copies the register that the family filled in; a hospital checks an identity paper; the 119 writes what a caller
 * says, who is a neighbour as often as a parent. The 119 sends some 14,000 informations a year; 20 for a thousand minors, which
 * the hub is made for, are 280,000.
 */
export const SOURCES = {
  ecole: {
    ...{ part: 0.62, capitales: 0.5, traitsPerdus: 0.3, virgulesPerdues: 0.25, premierSeul: 0.35 },
    ...{ fauteNom: 0.008, fautePrenom: 0.005, entendu: 0.002, diminutif: 0.004, autrePrenom: 0.003 },
    ...{ nomUsage: 0.6, usagePourNom: 0.06, demiNom: 0.05, particulePerdue: 0.03 },
    ...{
      dateInversee: 0.003,
      dateFautive: 0.004,
      ageSeul: 0,
      sansLieu: 0.005,
      lieuFautif: 0.01,
      sansSexe: 0,
      sexeFautif: 0.001,
    },
    ...{ adresse: 0.9, adresseAncienne: 0.1, parents: 0.85, ecole: 1, numero: 0, numeroDouble: 0 },
  },
  hopital: {
    ...{ part: 0.33, capitales: 0.9, traitsPerdus: 0.2, virgulesPerdues: 0.3, premierSeul: 0.25 },
    ...{ fauteNom: 0.005, fautePrenom: 0.004, entendu: 0.002, diminutif: 0.001, autrePrenom: 0.001 },
    ...{ nomUsage: 0.5, usagePourNom: 0.04, demiNom: 0.02, particulePerdue: 0.02 },
    ...{
      dateInversee: 0.002,
      dateFautive: 0.003,
      ageSeul: 0.001,
      sansLieu: 0.005,
      lieuFautif: 0.005,
      sansSexe: 0,
      sexeFautif: 0.001,
    },
    ...{ adresse: 0.8, adresseAncienne: 0.15, parents: 0.5, ecole: 0, numero: 1, numeroDouble: 0.01 },
  },
  snated: {
    ...{ part: 0.05, capitales: 0.1, traitsPerdus: 0.4, virgulesPerdues: 0.1, premierSeul: 0.9 },
    ...{ fauteNom: 0.02, fautePrenom: 0.02, entendu: 0.06, diminutif: 0.06, autrePrenom: 0.01 },
    ...{ nomUsage: 0.1, usagePourNom: 0.4, demiNom: 0.1, particulePerdue: 0.05 },
    ...{
      dateInversee: 0.01,
      dateFautive: 0.02,
      ageSeul: 0.5,
      sansLieu: 0.1,
      lieuFautif: 0.1,
      sansSexe: 0.03,
      sexeFautif: 0.005,
    },
    ...{ adresse: 0.6, adresseAncienne: 0.1, parents: 0.45, ecole: 0.3, numero: 0, numeroDouble: 0 },
  },
} as const satisfies Record<string, Habitudes>;

export type Source = keyof typeof SOURCES;
