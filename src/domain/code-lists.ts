/** Closed code lists of the forms, each value with its French label. Sources beside each list. */

/** Kind of institution that sends. Source: ONPE and départements' practice, not a text of law. */
export const TYPES_INSTITUTION = {
  EDUCATION_NATIONALE: 'Éducation nationale',
  HOPITAL: 'Hôpital',
  MEDECIN_LIBERAL: 'Médecin libéral',
  PMI_SERVICE_DEPARTEMENTAL: 'PMI ou service départemental',
  ASSOCIATION: 'Association',
  POLICE_GENDARMERIE: 'Police ou gendarmerie',
  JUSTICE: 'Justice',
  SNATED_119: '119 — SNATED',
  PARTICULIER: 'Particulier',
  MAIRIE: 'Mairie',
  AUTRE_CRIP: 'CRIP d’un autre département',
  DEFENSEUR: 'Défenseur des droits',
  CRECHE_PERISCOLAIRE: 'Crèche ou accueil périscolaire',
  PROTECTION_ANIMALE: 'Association de protection animale (CASF L226-3 al. 2)',
  AUTRE: 'Autre',
} as const;
export type TypeInstitution = keyof typeof TYPES_INSTITUTION;

/** Whose writings are medical content. */
export const TYPES_SOIGNANTS: readonly TypeInstitution[] = ['HOPITAL', 'MEDECIN_LIBERAL', 'PMI_SERVICE_DEPARTEMENTAL'];

export const SEXES = { F: 'Féminin', M: 'Masculin', I: 'Inconnu' } as const;
export type Sexe = keyof typeof SEXES;

export const ROLES_ADULTE = {
  PERE: 'Père',
  MERE: 'Mère',
  TUTEUR: 'Tuteur',
  BEAU_PARENT: 'Beau-parent',
  FAMILLE_ELARGIE: 'Famille élargie',
  TIERS: 'Tiers',
  ASE: 'Aide sociale à l’enfance',
} as const;
export type RoleAdulte = keyof typeof ROLES_ADULTE;

export const AUTORITES_PARENTALES = {
  EXERCEE: 'Exercée',
  PARTAGEE: 'Partagée',
  RETIREE: 'Retirée',
  DELEGUEE: 'Déléguée',
  INCONNUE: 'Inconnue',
} as const;
export type AutoriteParentale = keyof typeof AUTORITES_PARENTALES;

/** Who saw the fact: what is observed and what is reported are kept apart. */
export const MODES_CONSTATATION = {
  CONSTATE_PERSONNELLEMENT: 'Constaté personnellement',
  RAPPORTE_PAR_ENFANT: 'Rapporté par l’enfant',
  RAPPORTE_PAR_TIERS: 'Rapporté par un tiers',
  DOCUMENT: 'Document',
} as const;
export type ModeConstatation = keyof typeof MODES_CONSTATATION;

/** The natures of danger used by the 119 (SNATED), and the complements of départements' forms. */
export const NATURES_DANGER = {
  VIOLENCES_PHYSIQUES: 'Violences physiques',
  VIOLENCES_PSYCHOLOGIQUES: 'Violences psychologiques',
  VIOLENCES_SEXUELLES: 'Violences sexuelles',
  NEGLIGENCES_LOURDES: 'Négligences lourdes',
  EDUCATION_COMPROMISE: 'Conditions d’éducation compromises sans négligences lourdes',
  COMPORTEMENT_MINEUR: 'Comportement du mineur mettant en danger sa santé, sa sécurité ou sa moralité',
  VIOLENCES_DANS_LE_COUPLE: 'Exposition aux violences dans le couple',
  HARCELEMENT: 'Harcèlement',
  PROSTITUTION: 'Prostitution : le mineur est réputé en danger (CASF L221-1 5° ter A)',
  CYBERVIOLENCE: 'Cyberviolence',
  RADICALISATION: 'Radicalisation',
  MARIAGE_FORCE_MGF: 'Mariage forcé ou mutilation sexuelle',
  MINEUR_NON_ACCOMPAGNE: 'Mineur non accompagné',
  AUTRE: 'Autre',
} as const;
export type NatureDanger = keyof typeof NATURES_DANGER;

export const AUTEURS_PRESUMES = {
  PERE: 'Père',
  MERE: 'Mère',
  BEAU_PARENT: 'Beau-parent',
  FRATRIE: 'Fratrie',
  AUTRE_FAMILLE: 'Autre membre de la famille',
  PROFESSIONNEL: 'Professionnel',
  AUTRE_MINEUR: 'Autre mineur',
  INCONNU: 'Inconnu',
} as const;
export type AuteurPresume = keyof typeof AUTEURS_PRESUMES;

/** CASF L226-2-1: the parents are informed beforehand, unless contrary to the child's interest. */
export const INFORMATIONS_PARENTS = {
  OUI: 'Les parents ont été informés',
  NON: 'Les parents n’ont pas été informés : le motif est obligatoire',
  PARTIELLEMENT: 'Un seul parent, ou une partie seulement, a été informé',
} as const;
export type StatutInformationParents = keyof typeof INFORMATIONS_PARENTS;

export const URGENCES = {
  IMMEDIATE: 'Danger grave et immédiat : à lire dans les 24 heures',
  RAPIDE: 'À lire rapidement',
  STANDARD: 'Sans urgence particulière',
} as const;
export type Urgence = keyof typeof URGENCES;

/** C. civ. 375-3, 1° to 5°: to whom the child is entrusted. */
export const LIEUX_375_3 = {
  PLACEMENT_AUTRE_PARENT: '1° à l’autre parent',
  PLACEMENT_TIERS_DIGNE: '2° à un autre membre de la famille ou à un tiers digne de confiance',
  PLACEMENT_ASE: '3° à un service départemental de l’aide sociale à l’enfance',
  PLACEMENT_SERVICE_HABILITE: '4° à un service ou établissement habilité pour l’accueil de mineurs',
  PLACEMENT_ETAB_SANITAIRE_EDUCATIF: '5° à un service ou établissement sanitaire ou d’éducation',
} as const;
export type Lieu3753 = keyof typeof LIEUX_375_3;

/** LO 2011-333: information likely to justify action by the ASE (art. 35), or request for explanations (art. 18). */
export const TYPES_SAISINE = {
  INFORMATION: 'Élément susceptible de justifier une intervention de l’ASE (art. 35)',
  DEMANDE_EXPLICATIONS: 'Demande d’explications (art. 18)',
} as const;
export type TypeSaisine = keyof typeof TYPES_SAISINE;

/** Where an urgent measure stands, as its parquet sees it. */
export const ETATS_MESURE = {
  TRANSMISE: 'Enregistrée par le hub, pas encore remise à l’ASE',
  REMISE: 'Remise au logiciel ou à la boîte de l’ASE, pas encore accusée par une personne',
  ACCUSEE: 'Une personne de l’ASE en a accusé réception',
  ESCALADEE: 'Personne n’a accusé réception dans le délai : l’astreinte a été alertée',
} as const;
export type EtatMesure = keyof typeof ETATS_MESURE;

export const ETATS_SAISINE = {
  TRANSMISE: 'Transmise au président du conseil départemental',
  REPONDUE: 'Le département a répondu',
} as const;
export type EtatSaisine = keyof typeof ETATS_SAISINE;
