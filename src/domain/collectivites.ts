import { FUSEAU_METROPOLE, type Fuseau } from './calendar';
import { DEPARTEMENTS, nomDuDepartement, type Departement } from './departements';

/**
 * Authority that carries out the aide sociale à l'enfance (CASF, art. L. 121-1 and L. 221-1): not the same thing as a
 * département. Its code is stable and known to partners:
 * - the INSEE code of its département where it has exactly one (`31`, `75`, `972`);
 * - otherwise the INSEE code of the collectivity with the powers of a département: `69D` Rhône, `69M` Métropole de Lyon,
 *   `6AE` Collectivité européenne d'Alsace, `20R` Collectivité de Corse;
 * - the COG code of the overseas collectivities that stand in for a département: `975`, `977`, `978`.
 */
export interface CollectiviteAse {
  readonly code: string;
  readonly nom: string;
  /** Départements on whose territory it acts; none for an overseas collectivity. Rhône's is shared by two. */
  readonly departements: readonly Departement[];
  /** IANA time zone in which its days are counted. */
  readonly fuseau: Fuseau;
}

/** It divides the département du Rhône with the authority `69D` (CGCT, art. L. 3611-1). */
export const METROPOLE_DE_LYON = '69M';

const d = (...codes: string[]): Departement[] => codes as Departement[];

const particulieres: readonly Omit<CollectiviteAse, 'fuseau'>[] = [
  { code: '69D', nom: 'Rhône', departements: d('69') },
  { code: METROPOLE_DE_LYON, nom: 'Métropole de Lyon', departements: d('69') },
  { code: '6AE', nom: 'Collectivité européenne d’Alsace', departements: d('67', '68') },
  { code: '20R', nom: 'Collectivité de Corse', departements: d('2A', '2B') },
  { code: '75', nom: 'Ville de Paris', departements: d('75') },
  { code: '972', nom: 'Collectivité territoriale de Martinique', departements: d('972') },
  { code: '973', nom: 'Collectivité territoriale de Guyane', departements: d('973') },
  // CASF, art. L. 531-1 s. (Saint-Pierre-et-Miquelon); loi organique 2007-223 (Saint-Barthélemy, Saint-Martin).
  { code: '975', nom: 'Collectivité territoriale de Saint-Pierre-et-Miquelon', departements: [] },
  { code: '977', nom: 'Collectivité de Saint-Barthélemy', departements: [] },
  { code: '978', nom: 'Collectivité de Saint-Martin', departements: [] },
];

const FUSEAUX_OUTRE_MER: Readonly<Record<string, Fuseau>> = {
  971: 'America/Guadeloupe',
  972: 'America/Martinique',
  973: 'America/Cayenne',
  974: 'Indian/Reunion',
  975: 'America/Miquelon',
  976: 'Indian/Mayotte',
  977: 'America/St_Barthelemy',
  978: 'America/Marigot',
};

const couverts = new Set(particulieres.flatMap(({ departements }) => departements));

/** Every authority, by code. */
export const COLLECTIVITES_ASE: ReadonlyMap<string, CollectiviteAse> = new Map(
  [
    ...DEPARTEMENTS.filter((departement) => !couverts.has(departement)).map((departement) => ({
      code: departement,
      nom: nomDuDepartement(departement),
      departements: [departement],
    })),
    ...particulieres,
  ]
    .map((collectivite) => ({ ...collectivite, fuseau: FUSEAUX_OUTRE_MER[collectivite.code] ?? FUSEAU_METROPOLE }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((collectivite) => [collectivite.code, collectivite]),
);

export function collectiviteAse(code: string): CollectiviteAse | undefined {
  return COLLECTIVITES_ASE.get(code);
}

/** The authorities acting in a département, or standing for an overseas collectivity: two for `69`, none for `988`. */
export function collectivitesDuTerritoire(code: string): readonly CollectiviteAse[] {
  const propre = COLLECTIVITES_ASE.get(code);
  if (propre !== undefined) return [propre];
  return [...COLLECTIVITES_ASE.values()].filter(({ departements }) => departements.includes(code as Departement));
}
