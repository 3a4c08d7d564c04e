/** What becomes of a file on the list of those to destroy. */
export const ETATS_ELIMINATION = {
  A_VISER: 'Portée par le hub sur la liste soumise au visa de l’archiviste',
  VISEE: 'Visée : une personne du département peut la proposer',
  VISA_REFUSE: 'Visa refusé : le dossier est gardé',
  PROPOSEE: 'Proposée : une autre personne décide',
  REFUSEE: 'Refusée : le dossier est gardé',
  EXECUTEE: 'Exécutée : la clé et le dossier sont détruits',
  CADUQUE: 'Sans objet : le dossier a repris vie',
} as const;
export type EtatElimination = keyof typeof ETATS_ELIMINATION;

/** Why the archivist keeps a file. No free text: it would be about a child, and would outlive its key. */
export const MOTIFS_REFUS_VISA = {
  ECHANTILLON: 'Gardé définitivement, à titre d’échantillon',
  INTERET_HISTORIQUE: 'Gardé définitivement, pour son intérêt historique, statistique ou scientifique',
  DELAI_INSUFFISANT: 'La durée d’utilité administrative n’est pas échue, ou doit être plus longue',
  BORDEREAU_INCOMPLET: 'Le bordereau ne permet pas de se prononcer',
} as const;
export type MotifRefusVisa = keyof typeof MOTIFS_REFUS_VISA;

/** Reasons for which the file may come back on the list; the others keep it for ever. */
const PROVISOIRES: readonly MotifRefusVisa[] = ['DELAI_INSUFFISANT', 'BORDEREAU_INCOMPLET'];

export function refusProvisoire(motif: MotifRefusVisa): boolean {
  return PROVISOIRES.includes(motif);
}

/** What still holds a file: nothing is destroyed of a child that somebody is looking after, nor what is not yet proven. */
export const EMPECHEMENTS = {
  INFORMATION: "une information préoccupante sur cet enfant n'est pas close",
  MESURE: 'une mesure de cet enfant est en cours',
  ECHEANCE: 'un délai légal court encore pour cet enfant',
  PROTECTION: 'le lieu où vit cet enfant est protégé',
  REVUE: "un accès en urgence à ce dossier n'a pas été revu",
  CONTESTATION: "un appel, une saisine du Défenseur ou une demande d'accès attend sa réponse",
  LIVRAISON: "un événement sur cet enfant n'a pas été remis à tous ses destinataires",
  PREUVE: "un acte sur cet enfant n'est pas encore au journal de preuve",
} as const;
export type Empechement = keyof typeof EMPECHEMENTS;

/** What only puts off the destruction: the file is closed all the same, and leaves the active base. */
const SANS_VIE: readonly Empechement[] = ['LIVRAISON', 'PREUVE'];

export function dossierClos(motif: Empechement | null): boolean {
  return motif === null || SANS_VIE.includes(motif);
}
