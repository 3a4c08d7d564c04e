/** Why a CRIP on call opens the file of a child that another collectivité knows. No text has the list: it is ours. */
export const MOTIFS_URGENCE = {
  DANGER_IMMEDIAT: 'Danger immédiat',
  FUGUE: 'Mineur en fugue, retrouvé hors de son département',
  DEMENAGEMENT: 'Famille qui a déménagé, dossier pas encore transféré',
  DEMANDE_DU_PARQUET: 'Demande du parquet de permanence',
  AUTRE: 'Autre motif, à préciser',
} as const;
export type MotifUrgence = keyof typeof MOTIFS_URGENCE;

/** What whoever was not there concludes afterwards. */
export const CONCLUSIONS_REVUE = {
  JUSTIFIE: "L'accès était justifié",
  INJUSTIFIE: "L'accès ne l'était pas : l'observation dit ce qui en est fait",
} as const;
export type ConclusionRevue = keyof typeof CONCLUSIONS_REVUE;

/** How long an emergency access lasts. No text says it: a night on call. Its review has a clock, `U1`. */
export const DUREE_HEURES = 4;

const HEURE_MS = 3_600_000;

export function apres(instant: Date, heures: number): Date {
  return new Date(instant.getTime() + heures * HEURE_MS);
}

interface AccesOuvert {
  readonly ouvertPar: string;
  readonly revuLe: Date | null;
}

/** Why this agent may not review this access; undefined when it may. */
export function refusDeRevue(
  { ouvertPar, revuLe }: AccesOuvert,
  agent: string,
): { readonly code: 'DEJA_FAIT' | 'ARTICLE_CONTRAIRE'; readonly message: string } | undefined {
  if (revuLe !== null) return { code: 'DEJA_FAIT', message: 'cet accès est déjà revu.' };
  if (ouvertPar === agent)
    return {
      code: 'ARTICLE_CONTRAIRE',
      message: "un accès en urgence est revu par une autre personne que celle qui l'a ouvert (RGPD art. 32).",
    };
  return undefined;
}
