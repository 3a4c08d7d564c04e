import { FUSEAU_METROPOLE, type Fuseau } from './calendar';
import { collectiviteAse } from './collectivites';
import { ficheCommune, parseCommune } from './communes';
import { nomDuDepartement, parseDepartement } from './departements';
import { accept, normalise, refuse, type ParseResult } from './parse-result';

/** Where days are counted and which of them are public holidays: the seat of a court, or the place of an authority. */
export interface Lieu {
  readonly fuseau: Fuseau;
  /** COG code of the département or of the overseas collectivity; `null` for metropolitan France without more. */
  readonly territoire: string | null;
  /** INSEE code, when the commune is known: in Alsace and Moselle a holiday depends on it. */
  readonly commune: string | null;
  readonly nom: string;
}

/** A time zone, an authority in charge of the ASE, or a place by its INSEE code (département or commune). */
export type DescriptionLieu =
  { readonly fuseau: Fuseau } | { readonly collectivite: string } | { readonly territoire: string };

interface LigneOutreMer {
  readonly code: string;
  readonly nom: string;
  readonly fuseau: Fuseau;
  /** Its courts grant the delay of distance of CPC 644, in its version of 11 May 2017. */
  readonly cpc644: boolean;
  /** The public holidays of its own are known to the hub. */
  readonly feriesConnus: boolean;
  /** Child protection there follows its own rules (docs/decisions/0006): the texts of the rows do not apply as such. */
  readonly reglesPropres: boolean;
}

/** The places that CPC 643 and 644 list by name. The Terres australes have neither inhabitants nor a court. */
export const OUTRE_MER: readonly LigneOutreMer[] = [
  ['971', 'Guadeloupe', 'America/Guadeloupe'] as const,
  ['972', 'Martinique', 'America/Martinique'] as const,
  ['973', 'Guyane', 'America/Cayenne'] as const,
  ['974', 'La Réunion', 'Indian/Reunion'] as const,
  ['975', 'Saint-Pierre-et-Miquelon', 'America/Miquelon'] as const,
  ['976', 'Mayotte', 'Indian/Mayotte'] as const,
  ['977', 'Saint-Barthélemy', 'America/St_Barthelemy'] as const,
  ['978', 'Saint-Martin', 'America/Marigot'] as const,
  ['986', 'Wallis-et-Futuna', 'Pacific/Wallis', true, false] as const,
  ['987', 'Polynésie française', 'Pacific/Tahiti', false, false] as const,
  ['988', 'Nouvelle-Calédonie', 'Pacific/Noumea', false, false] as const,
].map(([code, nom, fuseau, cpc644 = true, feriesConnus = true]) => ({
  ...{ code, nom, fuseau, cpc644, feriesConnus },
  reglesPropres: collectiviteAse(code) === undefined,
}));

const METROPOLE: Lieu = {
  fuseau: FUSEAU_METROPOLE,
  territoire: null,
  commune: null,
  nom: 'France métropolitaine',
};

export function outreMer(territoire: string | null): LigneOutreMer | undefined {
  return OUTRE_MER.find(({ code }) => code === territoire);
}

/** Throws a `RangeError`, with a French sentence, on a place that does not exist. */
export function lieuDe(description: DescriptionLieu): Lieu {
  if ('fuseau' in description) return lieuDuFuseau(description.fuseau);
  if ('collectivite' in description) return lieuDeCollectivite(description.collectivite);
  const lieu = parseTerritoire(description.territoire);
  if (!lieu.ok) throw new RangeError(lieu.message);
  return lieu.value;
}

function lieuDuFuseau(fuseau: Fuseau): Lieu {
  const ligne = OUTRE_MER.find((one) => one.fuseau === fuseau);
  return ligne === undefined ? METROPOLE : lieuOutreMer(ligne);
}

function lieuDeCollectivite(code: string): Lieu {
  const collectivite = collectiviteAse(code);
  if (collectivite === undefined) throw new RangeError(`Collectivité « ${code} » inconnue.`);
  const { nom, fuseau, departements } = collectivite;
  // Alsace has two départements with the same holidays, so has Corsica: the first one tells them.
  return { fuseau, territoire: departements[0] ?? code, commune: null, nom };
}

function lieuOutreMer({ code, nom, fuseau }: LigneOutreMer, commune: string | null = null): Lieu {
  return { fuseau, territoire: code, commune, nom };
}

/** INSEE code of a département, of an overseas collectivity or of a commune. */
export function parseTerritoire(raw: unknown): ParseResult<Lieu> {
  const code = normalise(raw);
  const ligne = outreMer(code);
  if (ligne !== undefined) return accept(lieuOutreMer(ligne));
  return code.length > 3 ? parseLieuCommune(code) : parseLieuDepartement(code);
}

function parseLieuDepartement(text: string): ParseResult<Lieu> {
  const departement = parseDepartement(text);
  if (!departement.ok) return refuse(departement.code, `Territoire inconnu. ${departement.message}`);
  return accept({ ...METROPOLE, territoire: departement.value, nom: nomDuDepartement(departement.value) });
}

function parseLieuCommune(text: string): ParseResult<Lieu> {
  const fiche = ficheCommune(text);
  // A code that has no record is always refused, with the reason: merged commune, postal code, wrong form.
  if (fiche === undefined) return parseCommune(text) as ParseResult<never>;
  const { code: commune, nom, territoire } = fiche;
  return accept({ fuseau: outreMer(territoire)?.fuseau ?? FUSEAU_METROPOLE, territoire, commune, nom });
}
