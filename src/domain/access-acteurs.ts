/** The columns of the access matrix: who reads, in the words of the texts. */
export const ACTEURS = {
  crip: 'CRIP',
  ase: 'Aide sociale à l’enfance (travailleur social)',
  equipe: 'Équipe pluridisciplinaire d’évaluation',
  parquet: 'Parquet des mineurs',
  juge: 'Juge des enfants',
  ecole: 'École, collège, lycée, DSDEN',
  ecoleSoignant: 'Infirmière, médecin, service social scolaires',
  hopitalSocial: 'Service social de l’hôpital',
  hopitalMedecin: 'Médecin de l’hôpital',
  defenseur: 'Défenseur des droits, Défenseur des enfants',
  snated: '119 (SNATED)',
  observatoire: 'ODPE, ONPE, DREES',
  dpo: 'Délégué à la protection des données, auditeur',
  archiviste: 'Archives départementales (contrôle scientifique et technique de l’État)',
  exploitant: 'Exploitant du hub',
} as const satisfies Record<string, string>;
export type Acteur = keyof typeof ACTEURS;
export const NOMS_ACTEURS = Object.keys(ACTEURS) as readonly Acteur[];

/** The mandate of a token whose bearer is a health professional, or staff bound by the same secret. */
export const MANDAT_MEDICAL = 'medical:lire';

/** Columns that a token enters with the medical mandate; the others stay in their own. */
const SOIGNANTS: Readonly<Partial<Record<Acteur, Acteur>>> = {
  ecole: 'ecoleSoignant',
  hopitalSocial: 'hopitalMedecin',
};

/** A school or a hospital is read in the strictest column of its kind unless its token says more. */
export function acteurAvec(acteur: Acteur, mandats: readonly string[]): Acteur {
  return (mandats.includes(MANDAT_MEDICAL) ? SOIGNANTS[acteur] : undefined) ?? acteur;
}
