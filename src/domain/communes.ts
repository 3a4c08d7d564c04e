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

interface EntreeCog {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly departement: string;
  readonly commune?: string;
}

const TYPES_RETENUS = new Set(['commune-actuelle', 'arrondissement-municipal']);

let fiches: ReadonlyMap<string, FicheCommune> | undefined;

/** Loaded on first use only, see docs/decisions/0006-identifiants.md for what it costs. */
function cog(): ReadonlyMap<string, FicheCommune> {
  fiches ??= readCog();
  return fiches;
}

function readCog(): ReadonlyMap<string, FicheCommune> {
  // A require of its own: no other module keeps the 8.6 MB document alive once its cache entry is deleted.
  const load = createRequire(__filename);
  const name = '@etalab/decoupage-administratif/data/communes.json';
  const entries = load(name) as EntreeCog[];
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the require cache is a plain record
  delete load.cache[load.resolve(name)];
  const map = new Map<string, FicheCommune>();
  for (const { code, nom, type, departement, commune } of entries) {
    if (!TYPES_RETENUS.has(type)) continue;
    map.set(code, {
      code: code as Commune,
      nom,
      territoire: departement,
      communeActuelle: (commune ?? code) as Commune,
    });
  }
  return map;
}

/** Every current commune and municipal arrondissement of the COG. */
export function communes(): Iterable<FicheCommune> {
  return cog().values();
}

/** What the COG says of a commune; `undefined` for a code that is no current commune. */
export function ficheCommune(code: string): FicheCommune | undefined {
  return cog().get(code);
}

/** `null` for a commune of an overseas collectivity, which is in no département. */
export function departementDeCommune(commune: Commune): Departement | null {
  const territoire = cog().get(commune)?.territoire ?? '';
  return estDepartement(territoire) ? territoire : null;
}

export const REGLE_COMMUNE = 'code INSEE à cinq caractères (pas le code postal), présent au Code officiel géographique';

/**
 * Code INSEE of a place where someone lives or an establishment stands. A commune déléguée or associée is refused,
 * as is a country: use a free code for a place of birth.
 * Errors: `IDENTIFIANT_INVALIDE`; `INCONNU` when the COG has no such current commune.
 */
export function parseCommune(raw: unknown): ParseResult<Commune> {
  const code = normalise(raw);
  if (!/^(\d{5}|2[AB]\d{3})$/.test(code)) {
    return refuse('IDENTIFIANT_INVALIDE', 'Commune : code INSEE à cinq caractères attendu, par exemple « 31555 ».');
  }
  const fiche = ficheCommune(code);
  if (fiche === undefined) {
    return refuse(
      'INCONNU',
      `Commune : « ${code} » n’est pas le code INSEE d’une commune actuelle (est-ce un code postal ?).`,
    );
  }
  return accept(fiche.code);
}
