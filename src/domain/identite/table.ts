import type { Table } from './niveaux';

// Written by `npm run -s parametres -- --graine 1 --dossiers 200000` on 2026-11-23.
export const VERSION = '2026-11-23.1';

export const TABLE: Table = {
  nom: {
    IDENTIQUE: { m: 0.955, u: 0.00363 },
    USAGE: { m: 0.00844, u: 0.00022 },
    PARTIE: { m: 0.0129, u: 0.00261 },
    SON: { m: 0.0163, u: 0.000899 },
    DIFFERENT: { m: 0.00715, u: 0.993 },
  },
  prenoms: {
    TOUS: { m: 0.449, u: 0.000118 },
    PREMIER: { m: 0.526, u: 0.00389 },
    AUTRES_DIFFERENTS: { m: 0.000412, u: 0.00288 },
    ORDRE: { m: 0.0063, u: 0.0135 },
    DIMINUTIF: { m: 0.0027, u: 0.000443 },
    PARTIE: { m: 0.00619, u: 0.000692 },
    SON: { m: 0.00942, u: 0.00018 },
    DIFFERENT: { m: 0.000407, u: 0.978 },
  },
  date: {
    IDENTIQUE: { m: 0.934, u: 0.000194 },
    INVERSEE: { m: 0.00222, u: 0.0001 },
    PROCHE: { m: 0.00624, u: 0.00474 },
    DIFFERENTE: { m: 0.00421, u: 0.945 },
    AGE: { m: 0.0528, u: 0.0168 },
    AGE_ECARTE: { m: 0.000646, u: 0.0331 },
  },
  sexe: { IDENTIQUE: { m: 0.998, u: 0.5 }, DIFFERENT: { m: 0.00218, u: 0.5 } },
  lieu: {
    IDENTIQUE: { m: 0.982, u: 0.00197 },
    DEPARTEMENT: { m: 0.017, u: 0.00834 },
    DIFFERENT: { m: 0.000968, u: 0.99 },
  },
  domicile: {
    ADRESSE: { m: 0.94, u: 0.0001 },
    COMMUNE: { m: 0.00163, u: 0.00054 },
    DIFFERENT: { m: 0.0586, u: 0.999 },
  },
  parents: { COMMUN: { m: 0.87, u: 0.0001 }, DIFFERENTS: { m: 0.13, u: 1 } },
  ecole: { IDENTIQUE: { m: 0.936, u: 0.000722 }, DIFFERENTE: { m: 0.0641, u: 0.999 } },
  numero: { IDENTIQUE: { m: 0.988, u: 0.00207 }, AUTRE: { m: 0.0118, u: 0.998 } },
};
