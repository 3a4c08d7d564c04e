import type { Jour } from './calendar';

/** Names under which `@socialgouv/jours-feries` gives the days of a year. */
export const FETES = [
  "Jour de l'an",
  'Lundi de Pâques',
  'Fête du travail',
  'Victoire des alliés',
  'Ascension',
  'Lundi de Pentecôte',
  'Fête Nationale',
  'Assomption',
  'Toussaint',
  'Armistice',
  'Noël',
  'Vendredi Saint',
  'Saint Étienne',
] as const;
export type Fete = (typeof FETES)[number];

/** One public holiday, one text. */
export interface LigneFerie {
  readonly nom: string;
  /** A day that moves with Easter comes from the library; a fixed one that it does not know is `MM-DD`. */
  readonly date: { readonly fete: Fete } | { readonly jour: string };
  /** COG codes of the départements or overseas collectivities; `null`: everywhere. */
  readonly territoires: readonly string[] | null;
  /** INSEE codes of the only communes where it applies; `null`: all those of the territories. */
  readonly communes: readonly string[] | null;
  readonly article: string;
  readonly legiarti: string;
  readonly source: string;
  /** An unverified holiday moves no term: it is only mentioned, so that a date can be too early, never too late. */
  readonly verifie: boolean;
  readonly validFrom: Jour | null;
  readonly validTo: Jour | null;
}

const CODE_DU_TRAVAIL = {
  communes: null,
  source: 'Code du travail, données ouvertes LEGI',
  verifie: true,
  validFrom: null,
  validTo: null,
} as const;

const PARTOUT = {
  ...CODE_DU_TRAVAIL,
  territoires: null,
  article: 'Code du travail, art. L. 3133-1',
  legiarti: 'LEGIARTI000033020901',
} as const;

const ALSACE_MOSELLE = {
  ...CODE_DU_TRAVAIL,
  territoires: ['57', '67', '68'],
  article: 'Code du travail, art. L. 3134-13',
  legiarti: 'LEGIARTI000006902635',
} as const;

const ABOLITION = {
  ...CODE_DU_TRAVAIL,
  nom: 'commémoration de l’abolition de l’esclavage',
  article: 'Code du travail, art. L. 3422-2',
  legiarti: 'LEGIARTI000035902463',
} as const;

/**
 * « Un temple protestant ou une église mixte » (ordonnance du 16 août 1892): a building of the Reformed Church or of that
 * of the Augsburg Confession, or a simultaneum (answer to the question écrite n° 3529, 13e législature). No public list of
 * the communes was found: these are the seats of the courts, each with the building that a public page attests. Adding a
 * commune once checked is adding a line here.
 */
const TEMPLES: Readonly<Record<string, string>> = {
  '57463': 'Metz : Temple Neuf (Église réformée)',
  '57631': 'Sarreguemines : église de la Confession d’Augsbourg',
  '57672': 'Thionville : temple protestant (Église réformée)',
  '67437': 'Saverne : église protestante (Confession d’Augsbourg)',
  '67482': 'Strasbourg : Temple-Neuf (Confession d’Augsbourg)',
  '68066': 'Colmar : église protestante',
  '68224': 'Mulhouse : temple Saint-Étienne (Église réformée)',
};
export const COMMUNES_VENDREDI_SAINT: readonly string[] = Object.keys(TEMPLES);

export const LIGNES_FERIES: readonly LigneFerie[] = [
  { ...PARTOUT, nom: 'jour de l’an', date: { fete: "Jour de l'an" } },
  { ...PARTOUT, nom: 'lundi de Pâques', date: { fete: 'Lundi de Pâques' } },
  { ...PARTOUT, nom: 'fête du Travail', date: { fete: 'Fête du travail' } },
  { ...PARTOUT, nom: 'victoire de 1945', date: { fete: 'Victoire des alliés' } },
  { ...PARTOUT, nom: 'Ascension', date: { fete: 'Ascension' } },
  { ...PARTOUT, nom: 'lundi de Pentecôte', date: { fete: 'Lundi de Pentecôte' } },
  { ...PARTOUT, nom: 'fête nationale', date: { fete: 'Fête Nationale' } },
  { ...PARTOUT, nom: 'Assomption', date: { fete: 'Assomption' } },
  { ...PARTOUT, nom: 'Toussaint', date: { fete: 'Toussaint' } },
  { ...PARTOUT, nom: 'armistice de 1918', date: { fete: 'Armistice' } },
  { ...PARTOUT, nom: 'Noël', date: { fete: 'Noël' } },
  { ...ALSACE_MOSELLE, nom: 'second jour de Noël', date: { fete: 'Saint Étienne' } },
  {
    ...ALSACE_MOSELLE,
    nom: 'Vendredi saint',
    date: { fete: 'Vendredi Saint' },
    communes: COMMUNES_VENDREDI_SAINT,
    source: `Code du travail, données ouvertes LEGI ; édifices relevés un à un : ${Object.values(TEMPLES).join(' ; ')}`,
  },
  {
    ...ALSACE_MOSELLE,
    nom: 'Vendredi saint, seulement dans les communes ayant un temple protestant ou une église mixte',
    date: { fete: 'Vendredi Saint' },
    source: 'Aucune liste publique des communes n’a été trouvée',
    verifie: false,
  },
  { ...ABOLITION, date: { jour: '04-27' }, territoires: ['976'] },
  { ...ABOLITION, date: { jour: '05-22' }, territoires: ['972'] },
  { ...ABOLITION, date: { jour: '05-27' }, territoires: ['971', '978'] },
  { ...ABOLITION, date: { jour: '06-10' }, territoires: ['973'] },
  { ...ABOLITION, date: { jour: '10-09' }, territoires: ['977'] },
  { ...ABOLITION, date: { jour: '12-20' }, territoires: ['974'] },
];
