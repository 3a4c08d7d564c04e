import type { Sexe } from '../code-lists';
import { motsDuNom } from '../enfant';
import { lireNom, type Nom } from './noms';
import { lirePrenoms, type Prenoms } from './prenoms';
import type { NumeroLocal, TraitsEnfant } from './traits';

/** An approximate age may be wrong by so many years. */
export const ANNEES_PRES = 2;

/** The traits on the forms that are compared, read once. Null: not known. */
export interface Forme {
  readonly nom: Nom | null;
  readonly usage: Nom | null;
  readonly prenoms: Prenoms | null;
  /** YYYYMMDD. */
  readonly date: string | null;
  /** Year of birth that the approximate age gives, when there is no date. */
  readonly annee: number | null;
  readonly sexe: Exclude<Sexe, 'I'> | null;
  readonly lieu: string | null;
  readonly residence: string | null;
  /** Number and last word of the street: what abbreviations leave alone. */
  readonly adresse: string | null;
  /** Words of each parent's names, in the order of the alphabet. */
  readonly parents: readonly string[] | null;
  readonly ecole: string | null;
  readonly numero: NumeroLocal | null;
}

export function mettreEnForme(traits: TraitsEnfant): Forme {
  const { dateNaissance, ageApproximatif, sexe, ecole, numero } = traits;
  const parents = (traits.parents ?? []).map((parent) => motsDuNom(parent).sort().join(' ')).filter(Boolean);
  return {
    nom: lireNom(traits.nomNaissance),
    usage: lireNom(traits.nomUsage),
    prenoms: lirePrenoms(traits.prenoms),
    date: dateNaissance ? dateNaissance.replaceAll('-', '') : null,
    annee:
      dateNaissance || typeof ageApproximatif !== 'number' ? null : Number(traits.vuLe.slice(0, 4)) - ageApproximatif,
    sexe: sexe === 'I' ? null : sexe,
    lieu: commune(traits.communeNaissance),
    residence: commune(traits.communeResidence),
    adresse: adresse(traits.adresse),
    parents: parents.length > 0 ? parents : null,
    ecole: ecole ? ecole.trim().toUpperCase() : null,
    numero: numero ?? null,
  };
}

/** Paris, Lyon and Marseille are one commune each, whatever the arrondissement. */
function commune(code: string | null | undefined): string | null {
  if (!code) return null;
  const lu = code.trim().toUpperCase();
  if (/^751\d\d$/.test(lu)) return '75056';
  if (/^132\d\d$/.test(lu)) return '13055';
  return /^6938\d$/.test(lu) ? '69123' : lu;
}

/** And the town after it, which the commune says. */
const CODE_POSTAL = /\b\d{5}\b.*$/s;

function adresse(texte: string | null | undefined): string | null {
  const ecrite = (texte ?? '').replace(CODE_POSTAL, '');
  const mot = motsDuNom(ecrite).at(-1);
  return mot === undefined ? null : ecrite.replace(/^\D*(\d*).*$/s, `$1${mot}`);
}

/** The département of a commune, or the country for a birth abroad. */
export function departement(code: string): string {
  if (code.startsWith('99')) return code;
  return code.slice(0, code.startsWith('97') ? 3 : 2);
}
