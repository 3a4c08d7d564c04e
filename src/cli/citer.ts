import { articleEnClair, citation, codeEnClair, nomCourt, TEXTES_LUS, type ArticleCite } from '../domain/articles';
import { enToutesLettres } from '../domain/calendar';
import { tableau } from './markdown-table';

/** The articles of a page: each written out, marked when it is doubtful, and listed once at its end. */
export interface Citations {
  /** « CASF, art. L. 226-4, I » and « ⚠ » after what is to be checked; « Usage » where no text says it. */
  readonly citer: (citation: string) => string;
  /** The same for the articles that a published label has between brackets. */
  readonly libelle: (texte: string) => string;
  readonly textes: () => string;
}

const ENTRE_PARENTHESES = /\(((?:CASF |C\. civ\. |CPC )?[LDR]?\d+[-\d]*(?: [^()]*)?)\)/g;

export function citations(): Citations {
  const cites = new Map<string, ArticleCite>();
  const citer = (texte: string): string => {
    if (texte === 'Pratique') return 'Usage';
    let code = '';
    return citation(texte)
      .map((partie) => {
        if (typeof partie === 'string') return partie;
        cites.set(nomCourt(partie), partie);
        const nomme = codeEnClair(partie);
        const doute = TEXTES_LUS[nomCourt(partie)]?.reserve === undefined ? '' : ' ⚠';
        const article = `${nomme === code ? '' : `${nomme}, `}${articleEnClair(partie)}${doute}`;
        code = nomme;
        return article;
      })
      .join(' ; ');
  };
  return {
    citer,
    libelle: (texte) => texte.replaceAll("'", '’').replace(ENTRE_PARENTHESES, (_, cite: string) => `(${citer(cite)})`),
    textes: () => tableau(['Texte', 'Version lue (Légifrance)', 'À vérifier'], [...cites].sort(parCode).map(ligne)),
  };
}

function parCode([a]: [string, ArticleCite], [b]: [string, ArticleCite]): number {
  return a.localeCompare(b, 'fr', { numeric: true });
}

function ligne([nom, article]: [string, ArticleCite]): string[] {
  const { legiarti, validFrom, reserve } = TEXTES_LUS[nom] ?? {};
  const version =
    legiarti === undefined
      ? 'sans identifiant relevé'
      : `${legiarti}${validFrom === undefined ? '' : `, depuis le ${enToutesLettres(validFrom)}`}`;
  return [
    `${codeEnClair(article)}, ${articleEnClair({ ...article, alinea: '' })}`,
    version,
    reserve === undefined ? '' : `⚠ ${reserve}`,
  ];
}
