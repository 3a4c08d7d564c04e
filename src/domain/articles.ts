import * as lus from './deadline-sources';

/** What is known of the text that an article number cites: the version that was read, and what is still doubtful. */
interface TexteLu {
  readonly legiarti?: string;
  /** First day of that version. */
  readonly validFrom?: string;
  /** What is to be checked before relying on it, in one sentence. */
  readonly reserve?: string;
}

const NON_CONFIRMEE = 'lu dans une copie de 2023 ; la version en vigueur depuis 2025 n’est pas confirmée.';
const NON_LU = 'relevé dans une source secondaire ; le texte lui-même n’a pas été lu.';

/** By the short name under which the tables cite them. An article that is not here was read without its identifier. */
export const TEXTES_LUS: Readonly<Record<string, TexteLu>> = {
  'C. civ. 375': lus.C_CIV_375,
  'C. civ. 375-2': lus.C_CIV_375_2,
  'C. civ. 375-3': { legiarti: 'LEGIARTI000045136622', validFrom: '2022-02-09' },
  'C. civ. 375-4-1': { legiarti: 'LEGIARTI000045134852', validFrom: '2022-02-09' },
  'C. civ. 375-5': lus.C_CIV_375_5,
  'C. civ. 375-6': { legiarti: 'LEGIARTI000006426814', validFrom: '1987-07-24' },
  'C. civ. 375-7': lus.C_CIV_375_7,
  'C. civ. 375-9': lus.C_CIV_375_9,
  'CPC 1183': { legiarti: 'LEGIARTI000048149884', validFrom: '2023-10-05' },
  'CPC 1184': lus.CPC_1184,
  'CPC 1187': lus.CPC_1187,
  'CPC 1188': lus.CPC_1188,
  'CPC 1193': lus.CPC_1193,
  'CASF D226-2-4': lus.D226_2_4,
  'CASF D226-2-6': { legiarti: 'LEGIARTI000033336315', validFrom: '2016-11-04' },
  'CASF D226-2-7': { legiarti: 'LEGIARTI000033336317', validFrom: '2016-11-04' },
  'CASF D226-3-7': lus.D226_3_7,
  'CASF L221-3': { reserve: NON_CONFIRMEE },
  'CASF L221-4': { legiarti: 'LEGIARTI000045136604', validFrom: '2022-02-09' },
  'CASF L222-3': { legiarti: 'LEGIARTI000006796796', validFrom: '2007-03-06' },
  'CASF L222-5': {
    ...{ legiarti: 'LEGIARTI000049050913', validFrom: '2024-01-28' },
    reserve: 'la version du 28 janvier 2024 n’a pas été lue ; celle qui est appliquée lui est antérieure.',
  },
  'CASF L223-2': lus.L223_2,
  'CASF L223-3': lus.L223_3,
  'CASF L223-5': lus.L223_5,
  'CASF L226-2-1': { legiarti: 'LEGIARTI000027572899', validFrom: '2015-03-22' },
  'CASF L226-3': { reserve: NON_CONFIRMEE },
  'CASF L226-4': { legiarti: 'LEGIARTI000032207374', validFrom: '2016-03-16' },
  'CASF L226-5': { ...lus.L226_5, reserve: NON_CONFIRMEE },
  'CASF R221-4': { legiarti: 'LEGIARTI000028252077', validFrom: '2015-03-22', reserve: NON_LU },
  'CASF R221-5': { reserve: NON_CONFIRMEE },
  'CASF R221-6': { reserve: NON_CONFIRMEE },
  'CASF R221-7': { reserve: NON_CONFIRMEE },
  'CASF R221-10': { reserve: NON_CONFIRMEE },
  'CASF R221-11': lus.R221_11,
  'LO 2011-333 18': { reserve: 'texte d’origine de 2011 ; les modifications de 2022 n’ont pas été lues.' },
  'LO 2011-333 25': { reserve: 'texte d’origine de 2011 ; les modifications de 2022 n’ont pas été lues.' },
  'LO 2011-333 35': { reserve: 'texte d’origine de 2011 ; les modifications de 2022 n’ont pas été lues.' },
};

const CODES = {
  CASF: 'CASF',
  'C. civ.': 'Code civil',
  CPC: 'CPC',
  'LO 2011-333': 'Loi organique n° 2011-333',
  RGPD: 'RGPD',
} as const;

/** One article of a citation, whatever the paragraphs of it that are named. */
export interface ArticleCite {
  readonly code: keyof typeof CODES;
  readonly numero: string;
  /** Paragraphs: « I 1° et 2° », « al. 2 ». */
  readonly alinea: string;
}

const ARTICLE = /^(?:(CASF|C\. civ\.|CPC|LO 2011-333|RGPD) )?(?:art\. )?([LRD]?\d[\d-]*)((?: .*)?)$/;
const SEPARATION = /, (?=[LRDC]|CPC|RGPD)| ou (?=\d)| et (?=\d+(?:$|,))/;

/** « CASF D226-2-7 II c, L226-4 I » → both: a part that names no code is of the code before it. Other words stay words. */
export function citation(texte: string): (ArticleCite | string)[] {
  let dernier: keyof typeof CODES = 'CASF';
  return texte.split(SEPARATION).map((partie) => {
    const [, code = dernier, numero, alinea] = ARTICLE.exec(partie) ?? [];
    if (numero === undefined || alinea === undefined) return partie;
    dernier = code as keyof typeof CODES;
    return { code: dernier, numero, alinea: alinea.trim() };
  });
}

/** Short name, as the tables write it. */
export const nomCourt = ({ code, numero }: ArticleCite) => `${code} ${numero}`;

/** « art. L. 226-4, I, 1° et 2° ». */
export function articleEnClair({ numero, alinea }: Pick<ArticleCite, 'numero' | 'alinea'>): string {
  const lettre = numero.replace(/^([LRD])/, '$1. ');
  const precise = alinea.replace(/(?<!et|al\.) (?=[IVX]+\b|al\.|\d+°|[a-c]\b)/g, ', ');
  return `art. ${lettre}${precise === '' ? '' : `, ${precise}`}`;
}

export const codeEnClair = ({ code }: Pick<ArticleCite, 'code'>) => CODES[code];
