import type { EnfantInvente, Famille } from '../population/familles';
import type { Lieux, Residence } from '../population/lieux';
import { nomDeFamille, prenomsDe } from '../population/noms';
import { tirageDe, type Tirage } from '../../test/support/tirage';

/** What institutions may know of a family besides its children. */
export interface Foyer {
  /** First and last name of each. */
  readonly parents: readonly [string, string];
  /** Of the children of some: the other parent's, or both. */
  readonly usage: string | null;
  readonly adresseEnsuite: string;
}

const PART_USAGE = 0.12;
const MATERNITES = 4;
const PART_MATERNITE = 0.8;
const ENTIER = 2 ** 31;

export function foyer({ enfants }: Famille, hasard: Tirage): Foyer {
  const nom = enfants[0]?.nomNaissance ?? '';
  const nomDeLAutre = nomDeFamille(hasard);
  const prenom = (sexe: 'F' | 'M') => prenomsDe(sexe, new Set(), hasard).split(',', 1)[0] ?? '';
  const adresseEnsuite = `${String(hasard.entre(1, 180))} ${hasard.parmi(RUES)}`;
  const parents = [`${prenom('F')} ${nomDeLAutre}`, `${prenom('M')} ${nom}`] as const;
  const usage = hasard.vrai(PART_USAGE) ? hasard.parmi([nomDeLAutre, `${nom}-${nomDeLAutre}`]) : null;
  return { parents, usage, adresseEnsuite };
}

const RUES = ['rue Victor-Hugo', 'allée des Tilleuls', 'boulevard Carnot', 'rue du Stade', 'quai de la Loire'] as const;

/** Children are born where there is a maternity ward: four communes of the collectivité share most of them. */
export function maternites(lieux: Lieux): (residence: Residence, hasard: Tirage) => string {
  const connues = new Map<string, string[]>();
  return (residence, hasard) => {
    const { collectivite, commune } = residence;
    if (!hasard.vrai(PART_MATERNITE)) return commune;
    const siennes =
      connues.get(collectivite) ??
      Array.from({ length: MATERNITES }, (_, rang) => lieux.voisine(residence, tirageDe(rang)).commune);
    connues.set(collectivite, siennes);
    return hasard.parmi(siennes);
  };
}

/** Another family's child of the same names, of the same day or of the same place for some: nothing else in common. */
export function homonyme(enfant: EnfantInvente, residence: Residence, lieux: Lieux, hasard: Tirage): Famille {
  const { nomNaissance, prenoms, sexe, dateNaissance, communeNaissance } = enfant;
  const premier = prenoms.split(',', 1)[0] ?? '';
  const [, ...autres] = prenomsDe(sexe, new Set([premier]), hasard).split(', ');
  const jours = hasard.vrai(0.25) ? 0 : hasard.entre(1, 700);
  const ici = hasard.vrai(0.5) ? lieux.voisine(residence, hasard) : lieux.residence(hasard);
  const double: EnfantInvente = {
    nomNaissance,
    prenoms: [premier, ...autres].join(', '),
    sexe,
    dateNaissance: new Date(Date.parse(dateNaissance) + jours * 86_400_000).toISOString().slice(0, 10),
    communeNaissance: hasard.vrai(0.25) ? communeNaissance : ici.commune,
  };
  const adresse = `${String(hasard.entre(1, 180))} ${hasard.parmi(RUES)}`;
  return { enfants: [double], residence: ici, ensuite: ici, adresse };
}

/** A number as a hospital gives it. */
export const numeroNeuf = (hasard: Tirage) => String(hasard.entier(ENTIER)).padStart(10, '0');
