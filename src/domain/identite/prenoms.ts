import fonem from 'talisman/phonetics/french/fonem';
import { motsDuNom } from '../enfant';
import { entiers } from './diminutifs';
import { uneFaute } from './noms';

/** First names in the order of the register, on the forms that are compared. */
export interface Prenoms {
  /** Letters of the first one, and of each of the others: `Marie-Lou, Anne` is MARIELOU and ANNE. */
  readonly premier: string;
  readonly autres: readonly string[];
  /** Every word, in order, and all in one. */
  readonly mots: readonly string[];
  readonly tout: string;
  /** Words of the first one, when commas or a hyphen say where it ends. */
  readonly motsDuPremier: readonly string[] | null;
  /** How the first one sounds. */
  readonly son: string;
}

/**
 * Words that begin a compound first name: MARIE LOU, MOHAMED AMINE may be one first name, or two. Twins share the first
 * word of theirs. Our own list, of usage.
 */
const OUVRANTS = new Set(
  `ABD ABDEL ABDOUL ABDUL ABOU AHMED AL ANA ANNA ANNE CHARLES EL EMMA EVA FATIMA FATMA FRANCOIS JEAN JOAO JOSE JUAN LALLA
  LILI LILY LOU LOUIS MARC MARIA MARIE MOHAMED MOHAMMED MUHAMMAD NOUR OUMOU PAUL PIERRE ROSE SARAH SIDI THI YVES`.split(
    /\s+/,
  ),
);

export function lirePrenoms(ecrits: string): Prenoms | null {
  const virgules = /[,;/]/.test(ecrits);
  const parties = (virgules ? ecrits.split(/[,;/]/) : ecrits.split(/\s+/))
    .map(motsDuNom)
    .filter(({ length }) => length);
  const [mots] = parties;
  if (mots === undefined) return null;
  const [premier, ...autres] = parties.map((partie) => partie.join('')) as [string, ...string[]];
  const borne = virgules || mots.length > 1 || parties.length === 1;
  const tous = parties.flat();
  return { premier, autres, mots: tous, tout: tous.join(' '), motsDuPremier: borne ? mots : null, son: fonem(premier) };
}

export type ProximitePrenoms =
  'TOUS' | 'PREMIER' | 'AUTRES_DIFFERENTS' | 'ORDRE' | 'DIMINUTIF' | 'PARTIE' | 'SON' | 'DIFFERENT';

export function comparerPrenoms(a: Prenoms, b: Prenoms): ProximitePrenoms {
  if (a.mots.length > 1 && a.tout === b.tout) return 'TOUS';
  if (a.premier === b.premier) return douteux(a, b) || douteux(b, a) ? 'PARTIE' : comparerAutres(a.autres, b.autres);
  if (reuni(a, b) || reuni(b, a)) return 'PREMIER';
  if (a.autres.includes(b.premier) || b.autres.includes(a.premier)) return 'ORDRE';
  if (entiers(a.premier).some((un) => entiers(b.premier).includes(un))) return 'DIMINUTIF';
  if (commence(a, b) || commence(b, a)) return 'PARTIE';
  return a.son === b.son || uneFaute(a.premier, b.premier) ? 'SON' : 'DIFFERENT';
}

/** MARIE LOU, without comma nor hyphen, beside Marie alone: the first name may be Marie, or Marie-Lou. */
function douteux(a: Prenoms, b: Prenoms): boolean {
  return a.motsDuPremier === null && OUVRANTS.has(a.premier) && a.mots[1] !== b.mots[1];
}

/** MARIE LOU ANNE beside Marie-Lou: the hyphen was lost. */
function reuni(a: Prenoms, b: Prenoms): boolean {
  return a.motsDuPremier === null && [2, 3].some((mots) => a.mots.slice(0, mots).join('') === b.premier);
}

/** Marie beside Marie-Lou. */
function commence(a: Prenoms, b: Prenoms): boolean {
  return a.motsDuPremier !== null && a.motsDuPremier.includes(b.premier);
}

function comparerAutres(a: readonly string[], b: readonly string[]): ProximitePrenoms {
  if (a.length === 0 || b.length === 0) return 'PREMIER';
  const [court, long] = a.length <= b.length ? [a, b] : [b, a];
  const connu = (prenom: string) => long.some((autre) => autre === prenom || uneFaute(autre, prenom));
  return court.every(connu) ? 'TOUS' : 'AUTRES_DIFFERENTS';
}
