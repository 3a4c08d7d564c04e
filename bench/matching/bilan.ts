import type { Issue } from './lier';

/** Counts over the records, as they come. */
export interface Bilan {
  readonly dossiers: number;
  /** Records of a child of whom one came before. */
  readonly connus: number;
  readonly lies: number;
  readonly liesATort: number;
  readonly aExaminer: number;
  readonly manques: number;
  readonly retrouves: number;
}

const VIDE: Bilan = { dossiers: 0, connus: 0, lies: 0, liesATort: 0, aExaminer: 0, manques: 0, retrouves: 0 };

function ajouter(bilan: Bilan, { verdict, connu, juste }: Issue): Bilan {
  const un = (vrai: boolean) => (vrai ? 1 : 0);
  return {
    dossiers: bilan.dossiers + 1,
    connus: bilan.connus + un(connu),
    lies: bilan.lies + un(verdict === 'MEME'),
    liesATort: bilan.liesATort + un(verdict === 'MEME' && !juste),
    aExaminer: bilan.aExaminer + un(verdict === 'A_EXAMINER'),
    manques: bilan.manques + un(connu && !juste),
    retrouves: bilan.retrouves + un(connu && juste),
  };
}

/** Part of the automatic links that are right. */
export const precision = ({ lies, liesATort }: Bilan) => (lies - liesATort) / lies;
/** Part of the records of a child already known that were linked to it, or shown to a person beside it. */
export const rappel = ({ connus, retrouves }: Bilan) => retrouves / connus;
/** Part of all records that a person has to look at. */
export const revue = ({ dossiers, aExaminer }: Bilan) => aExaminer / dossiers;

/** A threshold of automatic links, and what it gives. */
export interface Point {
  readonly seuil: number;
  readonly precision: number;
  /** Without those shown to a person. */
  readonly rappel: number;
}

/** What became of the records, counted as they come: none of them is kept. */
export interface Releve {
  readonly noter: (issue: Issue) => void;
  readonly bilan: () => Bilan;
  /** Of those to whom this happened: a source, a trap or an alteration. */
  readonly cas: (nom: string) => Bilan;
  /** What each threshold would give, the rules being what they are. */
  readonly courbe: () => Point[];
}

export function releve(seuils: readonly number[]): Releve {
  let tous = VIDE;
  const parCas = new Map<string, Bilan>();
  const lies = seuils.map((seuil) => ({ seuil, tous: 0, justes: 0 }));
  return {
    noter: (issue) => {
      const { etiquette, permis } = issue;
      tous = ajouter(tous, issue);
      for (const nom of [etiquette.source, etiquette.piege ?? '', ...etiquette.alterations])
        parCas.set(nom, ajouter(parCas.get(nom) ?? VIDE, issue));
      if (permis === null) return;
      for (const compte of lies) {
        if (permis.score < compte.seuil || permis.suivant >= compte.seuil) continue;
        compte.tous += 1;
        if (permis.juste) compte.justes += 1;
      }
    },
    bilan: () => tous,
    cas: (nom) => parCas.get(nom) ?? VIDE,
    courbe: () =>
      lies.map(({ seuil, tous: de, justes }) => ({
        seuil,
        precision: de === 0 ? 1 : justes / de,
        rappel: justes / tous.connus,
      })),
  };
}
