import type { Forme } from './forme';
import type { Comparaison } from './niveaux';

/** What no score outweighs. */
export interface Regle {
  readonly code: string;
  readonly phrase: string;
  readonly vaut: (comparaison: Comparaison, a: Forme, b: Forme) => boolean;
}

/** Two children: not worth a person's time. */
export const EXCLUSIONS: readonly Regle[] = [
  {
    code: 'DEUX_NAISSANCES',
    phrase:
      'La date de naissance diffère, et le sexe ou le premier prénom aussi : deux enfants, peut-être d’une fratrie.',
    vaut: (comparaison) =>
      autreDate(comparaison) &&
      comparaison.numero !== 'IDENTIQUE' &&
      (comparaison.sexe === 'DIFFERENT' || autrePrenom(comparaison)),
  },
  {
    code: 'AUTRE_PRENOM',
    phrase: 'Les prénoms sont sans rapport : deux enfants, peut-être des jumeaux.',
    vaut: ({ prenoms, numero }) => prenoms === 'DIFFERENT' && numero !== 'IDENTIQUE',
  },
];

/** Perhaps one child: a person decides. */
export const RESERVES: readonly Regle[] = [
  {
    code: 'IDENTITE_INCOMPLETE',
    phrase: 'Un des cinq traits stricts manque : nom, prénoms, date, sexe ou lieu de naissance.',
    vaut: (_, a, b) => !complete(a) || !complete(b),
  },
  {
    code: 'PRENOM_INCERTAIN',
    phrase: 'Les prénoms ne sont pas écrits de même : rien n’exclut un jumeau.',
    vaut: ({ prenoms }) => prenoms !== null && prenoms !== 'TOUS' && prenoms !== 'PREMIER',
  },
  { code: 'AUTRE_NOM', phrase: 'Les noms diffèrent.', vaut: ({ nom }) => nom === 'DIFFERENT' },
  { code: 'AUTRE_DATE', phrase: 'Les dates de naissance diffèrent.', vaut: autreDate },
  { code: 'AUTRE_SEXE', phrase: 'Le sexe diffère.', vaut: ({ sexe }) => sexe === 'DIFFERENT' },
  {
    code: 'DEUX_NUMEROS',
    phrase: 'Le même établissement les tient pour deux enfants.',
    vaut: ({ numero }) => numero === 'AUTRE',
  },
];

function autreDate({ date }: Comparaison): boolean {
  return date === 'DIFFERENTE' || date === 'AGE_ECARTE';
}

function autrePrenom({ prenoms }: Comparaison): boolean {
  return !['TOUS', 'PREMIER', 'AUTRES_DIFFERENTS', null].includes(prenoms);
}

/** The five strict traits of an identity. */
function complete({ nom, prenoms, date, sexe, lieu }: Forme): boolean {
  return [nom, prenoms, date, sexe, lieu].every((trait) => trait !== null);
}
