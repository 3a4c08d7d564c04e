/** Why where a child lives is told to nobody who does not protect it. No text has the list: it is ours. */
export const MOTIFS_PROTECTION = {
  ORDONNANCE_PROTECTION: 'Ordonnance de protection (C. civ. 515-9 à 515-13)',
  VIOLENCES_CONJUGALES: 'Violences au sein du couple ou de la famille',
  MENACES: 'Menaces sur l’enfant, sur qui l’élève ou sur qui l’accueille',
  RISQUE_ENLEVEMENT: 'Risque d’enlèvement',
  AUTRE: 'Autre motif, à préciser',
} as const;
export type MotifProtection = keyof typeof MOTIFS_PROTECTION;

export const ETATS_PROTECTION = {
  EN_VIGUEUR: 'Le lieu n’est plus communiqué',
  LEVEE_PROPOSEE: 'En vigueur ; une personne a proposé de la lever, une autre en décide',
  LEVEE: 'Levée',
} as const;
export type EtatProtection = keyof typeof ETATS_PROTECTION;

interface ProtectionPosee {
  readonly leveeProposeePar: string | null;
  readonly leveeLe: Date | null;
}

export function etatDe({ leveeProposeePar, leveeLe }: ProtectionPosee): EtatProtection {
  if (leveeLe !== null) return 'LEVEE';
  return leveeProposeePar === null ? 'EN_VIGUEUR' : 'LEVEE_PROPOSEE';
}

/** Why this agent may not lift it now; undefined when it may propose to, or decide what another proposed. */
export function refusDeLever(
  posee: ProtectionPosee,
  agent: string,
): { readonly code: 'DEJA_FAIT' | 'ARTICLE_CONTRAIRE'; readonly message: string } | undefined {
  if (posee.leveeLe !== null) return { code: 'DEJA_FAIT', message: 'cette protection est déjà levée.' };
  if (posee.leveeProposeePar === agent)
    return {
      code: 'ARTICLE_CONTRAIRE',
      message: 'une protection se lève à deux : une autre personne que celle qui l’a proposé en décide (RGPD art. 32).',
    };
  return undefined;
}
