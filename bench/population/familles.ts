import type { Tirage } from '../../test/support/tirage';
import { nomDeFamille, prenomsDe } from './noms';
import type { Lieux, Residence } from './lieux';

export interface EnfantInvente {
  readonly nomNaissance: string;
  readonly prenoms: string;
  readonly sexe: 'F' | 'M';
  /** YYYY-MM-DD. */
  readonly dateNaissance: string;
  readonly communeNaissance: string;
}

/** A family as it stands when the first sheet about it is written. */
export interface Famille {
  readonly enfants: readonly EnfantInvente[];
  readonly residence: Residence;
  /** Where it lives from the second half of the time that it is followed; the same place for most. */
  readonly ensuite: Residence;
  readonly adresse: string;
}

const JOUR_MS = 86_400_000;
const AN_JOURS = 365;
const FRATRIES = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5] as const;
const PART_JUMEAUX = 0.03;
const PART_DEMENAGE = 0.15;
const PART_AILLEURS = 0.4;
/** Children of a blended family who bear another name. */
const PART_AUTRE_NOM = 0.1;

/** Siblings born apart, twins the same day, of at least one year and at most seventeen that day. */
export function famille(le: Date, lieux: Lieux, hasard: Tirage): Famille {
  const residence = lieux.residence(hasard);
  const nom = nomDeFamille(hasard);
  const nombre = hasard.parmi(FRATRIES);
  const enfants: EnfantInvente[] = [];
  let age = hasard.entre(AN_JOURS, 12 * AN_JOURS);
  while (enfants.length < nombre) {
    const jumeaux = hasard.vrai(PART_JUMEAUX) ? 2 : 1;
    for (let i = 0; i < jumeaux; i += 1) {
      const pris = new Set(enfants.map(({ prenoms }) => prenoms.split(',', 1)[0] ?? ''));
      enfants.push(enfant(nom, age, { le, residence, pris, hasard }));
    }
    age += hasard.entre(AN_JOURS, 3 * AN_JOURS);
    if (age > 17 * AN_JOURS) break;
  }
  const part = hasard.vrai(PART_DEMENAGE);
  const ensuite = part
    ? hasard.vrai(PART_AILLEURS)
      ? lieux.residence(hasard)
      : lieux.voisine(residence, hasard)
    : residence;
  return { enfants, residence, ensuite, adresse: `${String(hasard.entre(1, 180))} ${hasard.parmi(VOIES)}` };
}

const VOIES = [
  'rue des Lilas',
  'avenue Jean-Jaurès',
  'impasse du Moulin',
  'place de l’Église',
  'cité des Peupliers',
  'chemin du Lavoir',
] as const;

interface Naissance {
  readonly le: Date;
  readonly residence: Residence;
  /** First names of the siblings. */
  readonly pris: ReadonlySet<string>;
  readonly hasard: Tirage;
}

function enfant(nom: string, ageJours: number, { le, residence, pris, hasard }: Naissance): EnfantInvente {
  const sexe = hasard.parmi(['F', 'M'] as const);
  return {
    nomNaissance: hasard.vrai(PART_AUTRE_NOM) ? nomDeFamille(hasard) : nom,
    prenoms: prenomsDe(sexe, pris, hasard),
    sexe,
    dateNaissance: new Date(le.getTime() - ageJours * JOUR_MS).toISOString().slice(0, 10),
    communeNaissance: residence.commune,
  };
}
