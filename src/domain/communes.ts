import { createRequire } from 'node:module';
import type { Departement } from './departements';
import { estDepartement } from './departements';
import { accept, normalise, refuse, type Brand, type ParseResult } from './parse-result';

/** INSEE code (COG) of a current commune, or of a municipal arrondissement of Paris, Lyon or Marseille. */
export type Commune = Brand<'Commune'>;

export interface FicheCommune {
  readonly code: Commune;
  readonly nom: string;
  /** COG code of the département, or of the overseas collectivity (`978`) when the commune is in none. */
  readonly territoire: string;
  /** For a municipal arrondissement, the commune it is part of; otherwise the code itself. */
  readonly communeActuelle: Commune;
}

type EntreeCog = {
  readonly code: string;
  readonly nom: string;
  readonly departement: string;
} & (
  | { readonly type: 'commune-actuelle' | 'arrondissement-municipal'; readonly commune?: string }
  | { readonly type: 'commune-deleguee' | 'commune-associee'; readonly chefLieu: string }
);

interface Cog {
  readonly fiches: ReadonlyMap<string, FicheCommune>;
  /** Code of a commune déléguée or associée → code of the current commune it was merged into. */
  readonly reunies: ReadonlyMap<string, string>;
}

let loaded: Cog | undefined;

/** Loaded on first use only, see docs/decisions/0006-identifiants.md for what it costs. */
function cog(): Cog {
  loaded ??= readCog();
  return loaded;
}

function readCog(): Cog {
  // A require of its own: no other module keeps the 8.6 MB document alive once its cache entry is deleted.
  const load = createRequire(__filename);
  const name = '@etalab/decoupage-administratif/data/communes.json';
  const entries = load(name) as EntreeCog[];
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the require cache is a plain record
  delete load.cache[load.resolve(name)];
  const fiches = new Map<string, FicheCommune>();
  const reunies = new Map<string, string>();
  for (const entry of entries) {
    if ('chefLieu' in entry) reunies.set(entry.code, entry.chefLieu);
    else {
      const { code, nom, departement: territoire, commune = code } = entry;
      fiches.set(code, { code: code as Commune, nom, territoire, communeActuelle: commune as Commune });
    }
  }
  return { fiches, reunies };
}

/** Every current commune and municipal arrondissement of the COG. */
export function communes(): Iterable<FicheCommune> {
  return cog().fiches.values();
}

/** What the COG says of a commune; `undefined` for a code that is no current commune. */
export function ficheCommune(code: string): FicheCommune | undefined {
  return cog().fiches.get(code);
}

/** `null` for a commune of an overseas collectivity, which is in no département. */
export function departementDeCommune(commune: Commune): Departement | null {
  const territoire = ficheCommune(commune)?.territoire ?? '';
  return estDepartement(territoire) ? territoire : null;
}

export const REGLE_COMMUNE = 'code INSEE à cinq caractères (pas le code postal), présent au Code officiel géographique';

/**
 * Code INSEE of a place where someone lives or an establishment stands. A commune déléguée or associée is refused,
 * with the
 * code of the commune it was merged into; so is a country. Use a free code for a place of birth.
 * Errors: `IDENTIFIANT_INVALIDE`; `INCONNU` when the COG has no such current commune.
 */
export function parseCommune(raw: unknown): ParseResult<Commune> {
  const code = normalise(raw);
  if (!/^(\d{5}|2[AB]\d{3})$/.test(code)) {
    return refuse('IDENTIFIANT_INVALIDE', 'Commune : code INSEE à cinq caractères attendu, par exemple « 31555 ».');
  }
  const fiche = ficheCommune(code);
  if (fiche !== undefined) return accept(fiche.code);
  const successeur = cog().reunies.get(code);
  const suite =
    successeur === undefined ? 'est-ce un code postal ?' : `commune réunie à « ${successeur} », indiquer ce code-ci`;
  return refuse('INCONNU', `Commune : « ${code} » n’est pas le code INSEE d’une commune actuelle (${suite}).`);
}
