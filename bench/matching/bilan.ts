import type { Issue } from './lier';

/** Counts over the records, as they come. */
export interface Bilan {
  readonly dossiers: number;
  /** Records of a child of whom one came before. */
  readonly connus: number;
  readonly lies: number;
  readonly liesATort: number;
  readonly aExaminer: number;
  /** Shown to a person, and the right child is not among what is shown: most often a child never seen before. */
  readonly aExaminerPourRien: number;
  readonly manques: number;
  readonly retrouves: number;
}

export const VIDE: Bilan = {
  ...{ dossiers: 0, connus: 0, lies: 0, liesATort: 0 },
  ...{ aExaminer: 0, aExaminerPourRien: 0, manques: 0, retrouves: 0 },
};

export function ajouter(bilan: Bilan, { verdict, connu, juste }: Issue): Bilan {
  const un = (vrai: boolean) => (vrai ? 1 : 0);
  return {
    dossiers: bilan.dossiers + 1,
    connus: bilan.connus + un(connu),
    lies: bilan.lies + un(verdict === 'MEME'),
    liesATort: bilan.liesATort + un(verdict === 'MEME' && !juste),
    aExaminer: bilan.aExaminer + un(verdict === 'A_EXAMINER'),
    aExaminerPourRien: bilan.aExaminerPourRien + un(verdict === 'A_EXAMINER' && !juste),
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

/** What each threshold would give, the rules being what they are. */
export function courbe(issues: readonly Issue[], seuils: readonly number[]): Point[] {
  const connus = issues.filter(({ connu }) => connu).length;
  return seuils.map((seuil) => {
    const lies = issues.flatMap(({ permis }) =>
      permis && permis.score >= seuil && permis.suivant < seuil ? [permis.juste] : [],
    );
    const justes = lies.filter(Boolean).length;
    return { seuil, precision: lies.length === 0 ? 1 : justes / lies.length, rappel: justes / connus };
  });
}
