import type { Duree, Jour } from './calendar';

/** From when a duration runs. */
export const DEPARTS_CONSERVATION = {
  DERNIER_CONTACT: 'dernière opération enregistrée sur l’enfant',
  FIN_DE_MESURE: 'fin de la dernière mesure de cette catégorie',
  VINGT_ET_UN_ANS: 'vingt-et-unième anniversaire',
  REPONSE: 'réponse donnée à l’envoi',
  TRAITEMENT: 'message traité, ou classé par l’exploitant',
  REMISE: 'dernière remise de l’événement',
  LECTURE: 'lecture',
  DEPOT: 'dépôt',
} as const;
export type DepartConservation = keyof typeof DEPARTS_CONSERVATION;

/** What a file of a child is, as far as keeping it goes; it may be several of these. */
export const CATEGORIES_DOSSIER = [
  ...(['CLASSEE', 'NON_QUALIFIEE', 'SANS_INFORMATION', 'AIDE_ADMINISTRATIVE', 'AEMO', 'PLACEMENT'] as const),
  ...(['TRANSFEREE', 'TRANSFEREE_AEMO', 'TRANSFEREE_PLACEMENT'] as const),
] as const;
export type CategorieDossier = (typeof CATEGORIES_DOSSIER)[number];

/** What the hub keeps besides the files. */
export const CATEGORIES_TECHNIQUES = [
  ...(['ECHANGES', 'JOURNAL_DES_ACCES', 'IDEMPOTENCE', 'MESSAGES_CLOS', 'MESSAGES_ECARTES', 'PIECES_SEULES'] as const),
  ...(['RENSEIGNEMENTS', 'EXTRACTIONS', 'PREUVE', 'OBSERVATOIRE'] as const),
] as const;
export type CategorieTechnique = (typeof CATEGORIES_TECHNIQUES)[number];

/** One row: what is kept, from when, how long in the active base, until when in the restricted archive, by which text. */
export interface LigneConservation<C extends string = CategorieDossier | CategorieTechnique> {
  readonly categorie: C;
  readonly libelle: string;
  readonly depart: DepartConservation;
  /** `null`: no end is set. */
  readonly active: Duree | null;
  /** Restricted archive: until so long after majority, when it is later than the end of the active base. */
  readonly apresMajorite: Duree | null;
  /** `VISA`: nothing goes without the archivist. `PURGE`: by itself. `GARDE`: nothing is destroyed. */
  readonly sort: 'VISA' | 'PURGE' | 'GARDE';
  readonly source: string;
  /** `PROPOSITION`: ours, no text that we have read sets it. */
  readonly statut: 'TEXTE' | 'PROPOSITION';
  readonly validFrom: Jour | null;
  /** First day on which the row holds no more. */
  readonly validTo: Jour | null;
}

/** A file leaves the active base one day, whatever it is. */
export type LigneDossier = LigneConservation<CategorieDossier> & { readonly active: { readonly annees: number } };

const TOUJOURS = { validFrom: null, validTo: null } as const;

const DOSSIER = { sort: 'VISA', apresMajorite: { annees: 3 }, statut: 'PROPOSITION' } as const;
const CONTACT = { ...DOSSIER, depart: 'DERNIER_CONTACT', active: { annees: 2 } } as const;
const DEUX_ANS = 'CNIL 2022-008 § 46 (deux ans après le dernier contact) ; C. patrimoine L212-2, R212-14';
const ANALOGIE = 'par analogie avec CASF R221-9 ; C. patrimoine L212-2, R212-14';
const RECUE = { sort: 'VISA', apresMajorite: null, statut: 'TEXTE', source: 'CASF R221-9' } as const;

/**
 * The files of children. CNIL 2023-095 (14 September 2023) has a table of durations by activity: it has not been read,
 * and every row that it may contradict is a `PROPOSITION`.
 */
export const LIGNES_DOSSIERS: readonly LigneDossier[] = (
  [
    { ...CONTACT, categorie: 'CLASSEE', libelle: 'Information préoccupante close, sans mesure', source: DEUX_ANS },
    { ...CONTACT, categorie: 'NON_QUALIFIEE', libelle: 'Information non qualifiée', source: DEUX_ANS },
    {
      ...CONTACT,
      categorie: 'SANS_INFORMATION',
      libelle: 'Ordonnance, décision ou saisine sans information ni mesure',
      source: DEUX_ANS,
    },
    {
      ...DOSSIER,
      depart: 'FIN_DE_MESURE',
      active: { annees: 2 },
      source: ANALOGIE,
      categorie: 'AIDE_ADMINISTRATIVE',
      libelle: 'Aide à domicile, investigation, jeune majeur',
    },
    {
      ...DOSSIER,
      depart: 'FIN_DE_MESURE',
      active: { annees: 5 },
      source: ANALOGIE,
      categorie: 'AEMO',
      libelle: 'Action éducative en milieu ouvert',
    },
    {
      ...DOSSIER,
      depart: 'FIN_DE_MESURE',
      active: { annees: 10 },
      source: ANALOGIE,
      categorie: 'PLACEMENT',
      libelle: 'Enfant accueilli ou confié hors de chez lui',
    },
    {
      ...RECUE,
      depart: 'DERNIER_CONTACT',
      active: { annees: 2 },
      categorie: 'TRANSFEREE',
      libelle: 'Données reçues d’un autre département',
    },
    {
      ...RECUE,
      depart: 'FIN_DE_MESURE',
      active: { annees: 5 },
      categorie: 'TRANSFEREE_AEMO',
      libelle: 'Données reçues d’un autre département, AEMO',
    },
    {
      ...RECUE,
      depart: 'FIN_DE_MESURE',
      active: { annees: 10 },
      categorie: 'TRANSFEREE_PLACEMENT',
      libelle: 'Données reçues d’un autre département, enfant placé',
    },
  ] as const
).map((ligne) => ({ ...ligne, ...TOUJOURS }));

const PURGEE = { sort: 'PURGE', apresMajorite: null, statut: 'PROPOSITION' } as const;
const GARDEE = { sort: 'GARDE', apresMajorite: null, active: null } as const;

/** What the hub writes to do its work: identifiers, digests and codes, but for messages, which are sealed. */
export const LIGNES_TECHNIQUES: readonly LigneConservation<CategorieTechnique>[] = (
  [
    {
      ...PURGEE,
      categorie: 'ECHANGES',
      depart: 'REMISE',
      active: { annees: 3 },
      libelle: 'Événements remis à tous leurs destinataires, et leurs livraisons',
      source: 'RGPD art. 5-1-e ; la remise reste au journal de preuve',
    },
    {
      ...PURGEE,
      categorie: 'JOURNAL_DES_ACCES',
      depart: 'LECTURE',
      active: { annees: 3 },
      libelle: 'Journal des accès : qui a lu quoi, pour quelle finalité',
      source: 'CNIL 2021-122 : trois ans au plus, contrôle interne d’un risque documenté',
    },
    {
      ...PURGEE,
      categorie: 'IDEMPOTENCE',
      depart: 'REPONSE',
      active: { annees: 1 },
      libelle: 'Clés d’idempotence et réponses gardées pour un envoi répété',
      source: 'RGPD art. 5-1-e',
    },
    {
      ...PURGEE,
      categorie: 'MESSAGES_CLOS',
      depart: 'TRAITEMENT',
      active: { annees: 1 },
      libelle: 'Messages entrants traités ou classés : leur empreinte et leur réponse',
      source: 'RGPD art. 5-1-e',
    },
    {
      ...GARDEE,
      statut: 'PROPOSITION',
      categorie: 'MESSAGES_ECARTES',
      depart: 'DEPOT',
      libelle: 'Messages mis de côté : scellés, tant que personne ne les a repris ou classés',
      source: 'CASF L226-3 : une alerte que personne n’a lue n’est pas détruite',
    },
    {
      ...PURGEE,
      categorie: 'PIECES_SEULES',
      depart: 'DEPOT',
      active: { jours: 1 },
      libelle: 'Pièces déposées et jamais jointes',
      source: 'RGPD art. 5-1-e (decision 0022)',
    },
    {
      ...GARDEE,
      statut: 'PROPOSITION',
      categorie: 'PREUVE',
      depart: 'REPONSE',
      libelle:
        'Journal de preuve : actes, hachages, points de contrôle ; identifiants et empreintes ; reçus rendus à un autre hub',
      source: 'RGPD art. 5-2 ; aucune durée lue dans un texte (decision 0009)',
    },
    {
      ...PURGEE,
      statut: 'TEXTE',
      categorie: 'RENSEIGNEMENTS',
      depart: 'REPONSE',
      active: { annees: 2 },
      libelle: 'Renseignements qu’une collectivité a demandés à une autre, sans mesure',
      source: 'CASF R221-9',
    },
    {
      ...PURGEE,
      statut: 'TEXTE',
      categorie: 'EXTRACTIONS',
      depart: 'VINGT_ET_UN_ANS',
      active: { annees: 5 },
      libelle: 'Enregistrements pseudonymisés, gardés pour redonner une extraction annuelle à l’octet',
      source: 'CASF D226-3-10 ; à l’année, puisque l’enregistrement ne dit pas le jour',
    },
    {
      ...GARDEE,
      statut: 'TEXTE',
      categorie: 'OBSERVATOIRE',
      depart: 'VINGT_ET_UN_ANS',
      active: { annees: 5 },
      libelle: 'Données de l’ODPE et de l’ONPE, hors du hub ; puis l’ONPE en garde un tiers',
      source: 'CASF D226-3-10',
    },
  ] as const
).map((ligne) => ({ ...ligne, ...TOUJOURS }));
