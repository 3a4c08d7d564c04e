import type { Rapprochement, Verdict } from './rapprocher';

/** A record of a child already known, and how what was just written stands to it. */
export interface Candidat<E> {
  readonly enfant: E;
  readonly rapprochement: Rapprochement;
}

export interface Choix<E> {
  readonly verdict: Verdict;
  /** One per child, by the closest of its records: the one to link to (MEME), or those to show, best first. */
  readonly candidats: readonly Candidat<E>[];
}

const RANGS: Readonly<Record<Verdict, number>> = { MEME: 0, A_EXAMINER: 1, AUTRE: 2 };

/**
 * Among the children already known. Two that both look like this one are for a person to tell apart, whatever their scores;
 * so is one of whom an establishment already gave another number, whichever record says so.
 */
export function choisir<E>(compares: readonly Candidat<E>[]): Choix<E> {
  const doubles = new Set(
    compares.filter(({ rapprochement }) => rapprochement.comparaison.numero === 'AUTRE').map(({ enfant }) => enfant),
  );
  const proches = compares
    .filter(({ rapprochement }) => rapprochement.verdict !== 'AUTRE')
    .sort(({ rapprochement: x }, { rapprochement: y }) => RANGS[x.verdict] - RANGS[y.verdict] || y.score - x.score);
  const parEnfant = new Map<E, Candidat<E>>();
  for (const proche of proches) if (!parEnfant.has(proche.enfant)) parEnfant.set(proche.enfant, proche);
  const candidats = [...parEnfant.values()];
  const memes = candidats.filter(({ rapprochement }) => rapprochement.verdict === 'MEME');
  const [meme] = memes;
  if (meme && memes.length === 1 && !doubles.has(meme.enfant)) return { verdict: 'MEME', candidats: memes };
  return { verdict: candidats.length > 0 ? 'A_EXAMINER' : 'AUTRE', candidats };
}
