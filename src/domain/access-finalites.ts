import type { Acteur } from './access-acteurs';

/** What one reads for: the closed list, its text, and who may say so. */
export interface LigneFinalite {
  readonly libelle: string;
  readonly base: string;
  /** `PROPOSITION`: no text names this purpose as such. */
  readonly statut: 'TEXTE' | 'PROPOSITION';
  readonly acteurs: readonly Acteur[];
}

const EMETTEURS = ['ecole', 'ecoleSoignant', 'hopitalSocial', 'hopitalMedecin', 'snated'] as const;
const DEPARTEMENT = ['crip', 'ase'] as const;

/**
 * The data of an information préoccupante may be used only for the missions of CASF L221-1 5°, 5° bis and 5° ter
 * (L226-3 last al.); the other rows are those of the other laws under which a file is opened.
 */
export const FINALITES = {
  RECUEIL: {
    libelle: 'Recueillir, qualifier et transmettre les informations préoccupantes',
    base: 'CASF L221-1 5°, L226-3',
    statut: 'TEXTE',
    acteurs: ['crip', 'snated'],
  },
  EVALUATION: {
    libelle: 'Évaluer la situation du mineur, ou donner l’avis qui est demandé pour elle',
    base: 'CASF L221-1 5°, L226-3 al. 3, D226-2-6 II',
    statut: 'TEXTE',
    acteurs: ['crip', 'ase', 'equipe', 'ecole', 'ecoleSoignant', 'hopitalSocial', 'hopitalMedecin'],
  },
  PROTECTION: {
    libelle: 'Prévenir le danger, décider une action de protection et la mettre en œuvre',
    base: 'CASF L221-1 5°, L226-2-2',
    statut: 'TEXTE',
    acteurs: [...DEPARTEMENT, 'equipe'],
  },
  VIOLENCES_SEXUELLES: {
    libelle: 'Prévenir et traiter les violences sexuelles',
    base: 'CASF L221-1 5° bis',
    statut: 'TEXTE',
    acteurs: DEPARTEMENT,
  },
  MALTRAITANCE_ANIMALE: {
    libelle: 'Traiter un signalement de maltraitance animale au titre du danger pour le mineur',
    base: 'CASF L221-1 5° ter',
    statut: 'TEXTE',
    acteurs: DEPARTEMENT,
  },
  INFORMATION_FAMILLE: {
    libelle: 'Écrire à la famille : information de l’enfant et des titulaires de l’autorité parentale',
    base: 'CASF L226-2-1, L226-5 al. 3, D226-2-7 III, R221-10',
    statut: 'TEXTE',
    acteurs: DEPARTEMENT,
  },
  RETOUR_EMETTEUR: {
    libelle: 'Faire le retour dû à celui qui a transmis, ou lire celui que l’on a reçu',
    base: 'CASF L226-5',
    statut: 'TEXTE',
    acteurs: ['crip', ...EMETTEURS],
  },
  PROTECTION_URGENTE: {
    libelle: 'Prendre ou exécuter une mesure urgente',
    base: 'C. civ. 375-5 ; CASF L223-2, L226-4',
    statut: 'TEXTE',
    acteurs: [...DEPARTEMENT, 'parquet', 'juge'],
  },
  ASSISTANCE_EDUCATIVE: {
    libelle: 'Saisir le juge des enfants, instruire, décider, exécuter la décision',
    base: 'C. civ. 375 à 375-9 ; CPC 1181 à 1200-1',
    statut: 'TEXTE',
    acteurs: [...DEPARTEMENT, 'parquet', 'juge'],
  },
  CONTINUITE_SCOLAIRE: {
    libelle: 'Assurer la scolarité de l’enfant : qui peut venir le chercher, où le joindre',
    base: 'C. civ. 375-7 ; CASF L226-2-2',
    statut: 'PROPOSITION',
    acteurs: ['ecole', 'ecoleSoignant'],
  },
  SOINS: {
    libelle: 'Soigner l’enfant : qui en a la garde, qui consent',
    base: 'CSP L1110-4 ; C. civ. 375-7',
    statut: 'PROPOSITION',
    acteurs: ['ecoleSoignant', 'hopitalSocial', 'hopitalMedecin'],
  },
  INSTRUCTION_SAISINE: {
    libelle: 'Instruire une saisine du Défenseur des enfants, ou y répondre',
    base: 'LO 2011-333 art. 18, 25, 35',
    statut: 'TEXTE',
    acteurs: ['defenseur', ...DEPARTEMENT],
  },
  URGENCE: {
    libelle: 'Protéger un enfant cette nuit : accès ouvert en urgence par l’astreinte de la CRIP',
    base: 'CASF L221-1 5°, L226-3',
    statut: 'PROPOSITION',
    acteurs: ['crip'],
  },
  CONTROLE: {
    libelle: 'Contrôler les accès',
    base: 'RGPD art. 39',
    statut: 'TEXTE',
    acteurs: ['dpo'],
  },
} as const satisfies Record<string, LigneFinalite>;
export type Finalite = keyof typeof FINALITES;
export const CODES_FINALITE = Object.keys(FINALITES) as readonly Finalite[];

export function estFinalite(code: string): code is Finalite {
  return Object.hasOwn(FINALITES, code);
}

export function finaliteOuverte(finalite: Finalite, acteur: Acteur): boolean {
  const { acteurs }: LigneFinalite = FINALITES[finalite];
  return acteurs.includes(acteur);
}

/** Those that an actor may state, in the order of the table. */
export function finalitesDe(acteur: Acteur): readonly Finalite[] {
  return CODES_FINALITE.filter((finalite) => finaliteOuverte(finalite, acteur));
}
