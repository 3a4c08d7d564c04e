import type { RegleEcheance } from './deadlines';
import type { NatureMesure } from './mesures-ase';

/** The law's emergency cases: the child is taken in at once, even where no agrément covers it. */
interface RegleUrgence {
  readonly libelle: string;
  readonly article: string;
  readonly nature: NatureMesure;
  /** `parHub`: the hub's own event to the procureur does what is due at once. `parents`: due until they are told. */
  readonly horloges: readonly { readonly regle: RegleEcheance; readonly due?: 'parHub' | 'parents' }[];
  /** The clock that ends the intake, until the judicial authority is seized; null: it lasts until that authority decides. */
  readonly terme: RegleEcheance | null;
}

export const CAS_URGENCE = {
  REPRESENTANT_EMPECHE: {
    libelle: 'Représentant légal dans l’impossibilité de donner son accord : procureur avisé aussitôt, 5 jours',
    article: 'CASF L223-2 al. 2 et 4',
    nature: 'ACCUEIL_URGENCE',
    horloges: [{ regle: 'A4' }, { regle: 'A4_AVIS', due: 'parHub' }],
    terme: 'A4',
  },
  REPRESENTANT_REFUSE: {
    libelle: 'Représentant légal qui refuse son accord : autorité judiciaire saisie sans délai',
    article: 'CASF L223-2 al. 3',
    nature: 'ACCUEIL_URGENCE',
    horloges: [{ regle: 'A4b' }],
    // What is due at once is the seizure, not the end.
    terme: null,
  },
  FUGUE: {
    libelle: 'Mineur qui a quitté son domicile, en danger immédiat ou suspecté : 72 heures au plus',
    article: 'CASF L223-2 al. 5',
    nature: 'ACCUEIL_72H',
    horloges: [{ regle: 'A5' }, { regle: 'A5_AVIS', due: 'parents' }],
    terme: 'A5',
  },
  MNA: {
    libelle: 'Personne se présentant comme mineur non accompagné : 5 jours, prolongés deux fois au plus',
    article: 'CASF L221-2-4, R221-11',
    nature: 'ACCUEIL_MNA',
    horloges: [{ regle: 'A12' }, { regle: 'A12_AVIS', due: 'parHub' }],
    terme: 'A12',
  },
  OPP: {
    libelle: 'Ordonnance de placement provisoire du procureur : le service désigné accueille',
    article: 'C. civ. 375-5',
    nature: 'ACCUEIL_URGENCE',
    horloges: [],
    terme: null,
  },
} as const satisfies Record<string, RegleUrgence>;
export type CasUrgence = keyof typeof CAS_URGENCE;

export function regleUrgence(cas: CasUrgence): RegleUrgence {
  return CAS_URGENCE[cas];
}

/** Each extension of the five days of an unaccompanied minor, in order (CASF R221-11). */
export const PROLONGATIONS_MNA = ['A12_PROLONGATION_1', 'A12_PROLONGATION_2'] as const satisfies RegleEcheance[];

/**
 * What the hub cannot do itself: tell someone who is not in it. The date is attested, and these clocks are met (CASF
 * L223-2, L223-3, R221-11).
 */
export const INFORMATIONS_DUES = {
  PARENTS: { libelle: 'Parents, de l’accueil d’un mineur en fugue', article: 'CASF L223-2 al. 5', regles: ['A5_AVIS'] },
  PROCUREUR: {
    libelle: 'Procureur, d’un accueil en urgence ou de sa prolongation',
    article: 'CASF L223-2 al. 2, R221-11',
    regles: ['A4_AVIS', 'A12_AVIS'],
  },
  AUTORITE_JUDICIAIRE: {
    libelle: 'Autorité judiciaire, saisie après un accueil en urgence',
    article: 'CASF L223-2 al. 3 à 5',
    regles: ['A4', 'A4b', 'A5'],
  },
  JUGE: {
    libelle: 'Juge des enfants, d’un changement de lieu',
    article: 'CASF L223-3',
    regles: ['J20', 'J20_URGENCE', 'J20_FRATRIE'],
  },
} as const satisfies Record<string, { libelle: string; article: string; regles: readonly RegleEcheance[] }>;
export type DestinataireInformation = keyof typeof INFORMATIONS_DUES;
