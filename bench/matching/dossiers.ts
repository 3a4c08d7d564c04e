import type { TraitsEnfant } from '../../src/domain/identite/traits';
import { tirageDe, type Tirage } from '../../test/support/tirage';
import { chronique, type Signale } from '../population/chronique';
import type { EnfantInvente, Famille } from '../population/familles';
import { lieux as placesDeFrance } from '../population/lieux';
import { foyer, homonyme, maternites, numeroNeuf, type Foyer } from './foyers';
import { capitales, diminutif, entendu, fausser, faute, inverser } from './alterer';
import { SOURCES, type Habitudes, type Source } from './sources';

/** Kept apart from what the matcher reads. */
export interface Etiquette {
  /** Which child it is, in truth. */
  readonly enfant: number;
  readonly famille: number;
  readonly source: Source;
  /** What happened to the record. */
  readonly alterations: readonly string[];
  /** A twin, or a child of another family that bears the same names. */
  readonly piege: 'JUMEAU' | 'HOMONYME' | null;
}

export interface Etiquete {
  readonly dossier: TraitsEnfant;
  readonly etiquette: Etiquette;
}

const JUSQUA = new Date('2026-11-01T00:00:00Z');
const ANNEES = 4;
const PART_HOMONYMES = 0.002;

/** About `nombre` records in the order of time, each with what it is in truth. The same seed gives the same ones. */
export function* dossiers(nombre: number, graine: number): Generator<Etiquete> {
  const hasard = tirageDe(graine);
  const lieux = placesDeFrance();
  const ecrivain = ecrire(maternites(lieux), hasard);
  for (const signale of chronique({ nombre, jusqua: JUSQUA, annees: ANNEES }, lieux, hasard)) {
    yield ecrivain(signale, null);
    if (!hasard.vrai(PART_HOMONYMES)) continue;
    const famille = homonyme(signale.enfant, signale.residence, lieux, hasard);
    const [enfant] = famille.enfants;
    if (enfant) yield ecrivain({ le: signale.le, famille, enfant, residence: famille.residence }, 'HOMONYME');
  }
}

interface Connu {
  readonly rang: number;
  readonly lieu: string;
  readonly numeros: Map<string, string>;
}

function ecrire(maternite: ReturnType<typeof maternites>, hasard: Tirage) {
  const foyers = new WeakMap<Famille, Foyer & { readonly rang: number; readonly lieu: string }>();
  const connus = new WeakMap<EnfantInvente, Connu>();
  let enfants = 0;
  let familles = 0;
  return ({ le, famille, enfant, residence }: Signale, piege: 'HOMONYME' | null): Etiquete => {
    const lieu = piege ? enfant.communeNaissance : maternite(famille.residence, hasard);
    const sien = foyers.get(famille) ?? { ...foyer(famille, hasard), rang: (familles += 1), lieu };
    foyers.set(famille, sien);
    const connu = connus.get(enfant) ?? { rang: (enfants += 1), lieu: sien.lieu, numeros: new Map() };
    connus.set(enfant, connu);
    const source = hasardDeSource(hasard);
    const { traits, alterations } = copie({ le, famille, enfant, residence }, sien, connu, { source, hasard });
    const jumeau = famille.enfants.some((un) => un !== enfant && un.dateNaissance === enfant.dateNaissance);
    return {
      dossier: traits,
      etiquette: {
        ...{ enfant: connu.rang, famille: sien.rang, source, alterations },
        piege: piege ?? (jumeau ? 'JUMEAU' : null),
      },
    };
  };
}

function hasardDeSource(hasard: Tirage): Source {
  const tire = hasard.reel();
  if (tire < SOURCES.ecole.part) return 'ecole';
  return tire < SOURCES.ecole.part + SOURCES.hopital.part ? 'hopital' : 'snated';
}

function copie(
  { le, famille, enfant, residence }: Signale,
  { parents, usage, adresseEnsuite }: Foyer,
  connu: Connu,
  { source, hasard }: { source: Source; hasard: Tirage },
): { traits: TraitsEnfant; alterations: string[] } {
  const h: Habitudes = SOURCES[source];
  const alterations: string[] = [];
  const si = (trait: keyof Habitudes) => {
    const arrive = hasard.vrai(h[trait]);
    if (arrive && DITES.has(trait)) alterations.push(trait);
    return arrive;
  };
  const demenage = residence !== famille.residence;
  if (demenage) alterations.push('demenagement');
  const ici = demenage && si('adresseAncienne') ? famille.residence : residence;
  const vuLe = le.toISOString().slice(0, 10);
  const ageSeul = si('ageSeul');
  const traits: TraitsEnfant = {
    ...nomsEcrits(enfant, usage, { si, hasard }),
    sexe: si('sansSexe') ? 'I' : si('sexeFautif') ? (enfant.sexe === 'F' ? 'M' : 'F') : enfant.sexe,
    ...(ageSeul
      ? { ageApproximatif: ageDit(enfant.dateNaissance, le, hasard) }
      : { dateNaissance: dateEcrite(enfant.dateNaissance, { si, hasard }) }),
    ...(ageSeul || si('sansLieu') ? {} : { communeNaissance: si('lieuFautif') ? residence.commune : connu.lieu }),
    vuLe,
    ...(si('adresse')
      ? { communeResidence: ici.commune, adresse: ici === famille.residence ? famille.adresse : adresseEnsuite }
      : {}),
    ...(si('parents') ? { parents: hasard.vrai(0.5) ? parents : [hasard.parmi(parents)] } : {}),
    ...(si('ecole') ? { ecole: residence.uai } : {}),
    ...(si('numero') ? { numero: numero(connu, residence.collectivite, { si, hasard }) } : {}),
  };
  return { traits, alterations };
}

/** What the table of the results tells apart; the rest is how everybody writes. */
const DITES: ReadonlySet<keyof Habitudes> = new Set([
  ...(['fauteNom', 'fautePrenom', 'entendu', 'diminutif', 'autrePrenom', 'usagePourNom', 'demiNom'] as const),
  ...([
    'particulePerdue',
    'dateInversee',
    'dateFautive',
    'ageSeul',
    'sansLieu',
    'lieuFautif',
    'sansSexe',
    'sexeFautif',
  ] as const),
  ...(['adresseAncienne', 'numeroDouble'] as const),
]);

interface Plume {
  readonly si: (trait: keyof Habitudes) => boolean;
  readonly hasard: Tirage;
}

function nomsEcrits(enfant: EnfantInvente, usage: string | null, { si, hasard }: Plume) {
  let nom = enfant.nomNaissance;
  let [premier = '', ...autres] = enfant.prenoms.split(', ');
  if (nom.includes('-') && si('demiNom')) nom = hasard.parmi(nom.split('-'));
  if (/^(?:Le|Da|Dos) |^[DLO]’/.test(nom) && si('particulePerdue')) nom = nom.replace(/^(?:Le|Da|Dos) |^[DLO]’/, '');
  if (usage !== null && si('usagePourNom')) nom = usage;
  if (autres[0] !== undefined && si('autrePrenom')) [premier, autres] = [autres[0], [premier, ...autres.slice(1)]];
  if (si('diminutif')) premier = diminutif(premier, hasard);
  if (si('entendu')) [nom, premier] = [entendu(nom, hasard), entendu(premier, hasard)];
  if (si('fauteNom')) nom = faute(nom, hasard);
  if (si('fautePrenom')) premier = faute(premier, hasard);
  if (si('premierSeul')) autres = [];
  const separateur = si('virgulesPerdues') ? ' ' : ', ';
  const forme = (texte: string) => {
    const sansTraits = si('traitsPerdus') ? texte.replaceAll('-', ' ') : texte;
    return si('capitales') ? capitales(sansTraits) : sansTraits;
  };
  const nomUsage = usage !== null && si('nomUsage') ? { nomUsage: forme(usage) } : {};
  return { nomNaissance: forme(nom), prenoms: forme([premier, ...autres].join(separateur)), ...nomUsage };
}

function dateEcrite(date: string, { si, hasard }: Plume): string {
  if (si('dateInversee')) return inverser(date);
  return si('dateFautive') ? fausser(date, hasard) : date;
}

function ageDit(date: string, le: Date, hasard: Tirage): number {
  const ans = Math.floor((le.getTime() - Date.parse(date)) / (365.25 * 86_400_000));
  return Math.max(0, ans + hasard.parmi([-1, 0, 0, 0, 0, 1]));
}

function numero({ numeros }: Connu, collectivite: string, { si, hasard }: Plume) {
  const source = `hopital-${collectivite}`;
  const valeur = (si('numeroDouble') ? undefined : numeros.get(source)) ?? numeroNeuf(hasard);
  numeros.set(source, valeur);
  return { source, valeur };
}
