/** To whom a decision of the juge des enfants is notified (CPC 1190), and whose appeal then starts (CPC 1191). */
export const PARTIES_DECISION = {
  PARENT: { libelle: 'Parent', appel: true },
  TUTEUR: { libelle: 'Tuteur', appel: true },
  PERSONNE_OU_SERVICE: { libelle: "Personne ou service à qui l'enfant est confié", appel: true },
  MINEUR: { libelle: "L'enfant capable de discernement : la décision entière (CPC 1190)", appel: true },
  ADMINISTRATEUR_AD_HOC: { libelle: "Administrateur ad hoc, au nom de l'enfant", appel: true },
  // He is told; the appeal is his client's.
  AVOCAT: { libelle: 'Avocat', appel: false },
} as const satisfies Record<string, { libelle: string; appel: boolean }>;
export type PartieDecision = keyof typeof PARTIES_DECISION;

/** What the cour d'appel does with an appeal. */
export const SENS_ARRET = {
  CONFIRME: 'La décision est confirmée',
  INFIRME: 'La décision est infirmée, en tout ou partie',
  IRRECEVABLE: "L'appel est irrecevable",
  DESISTEMENT: "L'appelant se désiste",
} as const;
export type SensArret = keyof typeof SENS_ARRET;
