import fonem from 'talisman/phonetics/french/fonem';
import { motsDuNom } from '../enfant';
import { entiers } from './diminutifs';
import { uneFaute } from './noms';

/** First names in the order of the register, on the forms that are compared. */
export interface Prenoms {
  /** Letters of each: `Marie-Lou, Anne` is MARIELOU and ANNE. */
  readonly liste: readonly string[];
  /** Every word, in order. */
  readonly mots: readonly string[];
  /** Words of the first one, when commas or a hyphen say where it ends. */
  readonly premier: readonly string[] | null;
  /** How the first one sounds. */
  readonly son: string;
}

/** Words that begin a compound first name: MARIE LOU may be one first name, or two. */
const OUVRANTS = new Set(
  'ANNE CHARLES EMMA EVA FRANCOIS JEAN LILY LOU LOUIS MARC MARIE PAUL PIERRE ROSE SARAH YVES'.split(' '),
);

export function lirePrenoms(texte: string | null | undefined): Prenoms | null {
  const ecrits = texte ?? '';
  const virgules = /[,;/]/.test(ecrits);
  const parties = (virgules ? ecrits.split(/[,;/]/) : ecrits.split(/\s+/))
    .map(motsDuNom)
    .filter(({ length }) => length);
  const liste = parties.map((mots) => mots.join(''));
  const [premier] = liste;
  if (premier === undefined) return null;
  const [motsDuPremier = []] = parties;
  const borne = virgules || motsDuPremier.length > 1 || parties.length === 1;
  return { liste, mots: parties.flat(), premier: borne ? motsDuPremier : null, son: fonem(premier) };
}

export type ProximitePrenoms =
  'TOUS' | 'PREMIER' | 'AUTRES_DIFFERENTS' | 'ORDRE' | 'DIMINUTIF' | 'PARTIE' | 'SON' | 'DIFFERENT';

export function comparerPrenoms(a: Prenoms, b: Prenoms): ProximitePrenoms {
  if (a.mots.length > 1 && a.mots.join(' ') === b.mots.join(' ')) return 'TOUS';
  const [x = '', ...autresA] = a.liste;
  const [y = '', ...autresB] = b.liste;
  if (x === y) return douteux(a, b) || douteux(b, a) ? 'PARTIE' : comparerAutres(autresA, autresB);
  if (reuni(a, b) || reuni(b, a)) return 'PREMIER';
  if (autresA.includes(y) || autresB.includes(x)) return 'ORDRE';
  if (entiers(x).some((un) => entiers(y).includes(un))) return 'DIMINUTIF';
  if (a.premier?.includes(y) || b.premier?.includes(x)) return 'PARTIE';
  return a.son === b.son || uneFaute(x, y) ? 'SON' : 'DIFFERENT';
}

/** MARIE LOU, without comma nor hyphen, beside Marie alone: the first name may be Marie, or Marie-Lou. */
function douteux(a: Prenoms, b: Prenoms): boolean {
  return a.premier === null && OUVRANTS.has(a.liste[0] ?? '') && a.mots[1] !== b.mots[1];
}

/** MARIE LOU ANNE beside Marie-Lou: the hyphen was lost. */
function reuni(a: Prenoms, b: Prenoms): boolean {
  return a.premier === null && [2, 3].some((mots) => a.mots.slice(0, mots).join('') === b.liste[0]);
}

function comparerAutres(a: readonly string[], b: readonly string[]): ProximitePrenoms {
  if (a.length === 0 || b.length === 0) return 'PREMIER';
  const [court, long] = a.length <= b.length ? [a, b] : [b, a];
  const connu = (prenom: string) => long.some((autre) => autre === prenom || uneFaute(autre, prenom));
  return court.every(connu) ? 'TOUS' : 'AUTRES_DIFFERENTS';
}
