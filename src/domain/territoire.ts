import { collectivitesDuTerritoire, METROPOLE_DE_LYON, type CollectiviteAse } from './collectivites';
import { ficheCommune, type Commune } from './communes';
import { estDepartement, type Departement } from './departements';
import type { Finess, Uai } from './identifiers-etablissements';
import { TRIBUNAUX, type CodeTj, type TribunalJudiciaire } from './tribunaux';

export { COLLECTIVITES_ASE, collectiviteAse, collectivitesDuTerritoire, type CollectiviteAse } from './collectivites';
export { departementDeCommune } from './communes';

/**
 * The authority found, or why none can be named: `AMBIGU` when several are possible (ask for the commune), `INCONNU`
 * when the place has none in the hub. `message` is a French sentence fit to be shown to a partner.
 */
export type Rattachement =
  | { readonly ok: true; readonly value: CollectiviteAse }
  | { readonly ok: false; readonly code: 'AMBIGU' | 'INCONNU'; readonly message: string };

// Communes of the EPCI 200046977 (INSEE, liste des EPCI), checked by a test against the COG package.
const COMMUNES_METROPOLE_DE_LYON = new Set(
  (
    '003 029 033 034 040 044 046 063 068 069 071 072 081 085 087 088 089 091 096 100 116 117 123 127 142 143 149 153 163 ' +
    '168 191 194 199 202 204 205 207 233 244 250 256 259 260 266 271 273 275 276 278 279 282 283 284 286 290 292 293 296'
  )
    .split(' ')
    .map((suffix) => `69${suffix}`),
);

/**
 * The authority of a place. Every commune of a département has exactly one; `INCONNU` only for the communes of
 * Polynésie française, Nouvelle-Calédonie, Wallis-et-Futuna and the uninhabited territories.
 */
export function collectiviteDeCommune(commune: Commune): Rattachement {
  const fiche = ficheCommune(commune);
  if (fiche === undefined) return inconnu('La commune n’existe pas au Code officiel géographique.');
  const possibles = collectivitesDuTerritoire(fiche.territoire);
  const lyonnaise = COMMUNES_METROPOLE_DE_LYON.has(fiche.communeActuelle);
  const collectivite =
    possibles.length > 1 ? possibles.find(({ code }) => (code === METROPOLE_DE_LYON) === lyonnaise) : possibles[0];
  return collectivite === undefined
    ? inconnu(
        `${fiche.nom} : l’aide sociale à l’enfance n’y est pas exercée par une collectivité connue de la plateforme.`,
      )
    : { ok: true, value: collectivite };
}

/** Département that registered a school; `null` outside the 101 (overseas collectivities, schools abroad). */
function departementDUai(uai: Uai): Departement | null {
  const prefix = uai.slice(0, 3);
  const code = PREFIXES_UAI_CORSE[prefix] ?? (prefix.startsWith('0') ? prefix.slice(1) : prefix);
  return estDepartement(code) ? code : null;
}

const PREFIXES_UAI_CORSE: Readonly<Record<string, string>> = { '620': '2A', '720': '2B' };

/**
 * The authority on whose territory a school was registered. `AMBIGU` for the Rhône (Métropole de Lyon apart) and for
 * Guadeloupe, whose numbers also designate schools of Saint-Martin and Saint-Barthélemy.
 */
export function collectiviteDUai(uai: Uai): Rattachement {
  return parPrefixe('UAI', departementDUai(uai) ?? uai.slice(0, 3));
}

// First four digits of an overseas FINESS number → territory, read in published extracts of the register.
const FINESS_OUTRE_MER: Readonly<Record<string, string>> = {
  9701: '971',
  9702: '972',
  9703: '973',
  9704: '974',
  9806: '976',
};

/**
 * The authority of the département in which an establishment was registered. Same ambiguities as for an UAI.
 * A number survives a move: where the commune is known, prefer `collectiviteDeCommune`.
 */
export function collectiviteDeFiness(finess: Finess): Rattachement {
  return parPrefixe('FINESS', FINESS_OUTRE_MER[finess.slice(0, 4)] ?? finess.slice(0, 2));
}

/**
 * The authorities a court may have to write to, all of those of its département: the commune decides between Rhône and
 * Métropole de Lyon. Empty for the courts of the Pacific.
 */
export function collectivitesDuTj(code: CodeTj): readonly CollectiviteAse[] {
  const territoires = RESSORTS_OUTRE_MER[code] ?? [(TRIBUNAUX.get(code) as TribunalJudiciaire).territoire];
  return territoires.flatMap((territoire) => collectivitesDuTerritoire(territoire));
}

// Basse-Terre and its detached chamber of Saint-Martin also serve the two northern islands (COJ, annexe, tableau IV).
const RESSORTS_OUTRE_MER: Readonly<Record<string, readonly string[]>> = {
  tj97105: ['971', '977', '978'],
  tj97801: ['977', '978'],
};

function parPrefixe(label: string, territoire: string): Rattachement {
  if (territoire === '69') {
    return ambigu(
      `${label} du Rhône : le numéro ne distingue pas le Rhône de la Métropole de Lyon, indiquer la commune.`,
    );
  }
  if (territoire === '971') {
    return ambigu(
      `${label} de Guadeloupe : le numéro ne distingue pas la Guadeloupe de Saint-Martin ni de Saint-Barthélemy, indiquer la commune.`,
    );
  }
  const [collectivite] = collectivitesDuTerritoire(territoire);
  return collectivite === undefined
    ? inconnu(
        `${label} : le préfixe « ${territoire} » ne désigne aucune collectivité chargée de l’aide sociale à l’enfance.`,
      )
    : { ok: true, value: collectivite };
}

function inconnu(message: string): Rattachement {
  return { ok: false, code: 'INCONNU', message };
}

function ambigu(message: string): Rattachement {
  return { ok: false, code: 'AMBIGU', message };
}
