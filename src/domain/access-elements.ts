/** A token must carry every mandate of one of these lists; none: any token. */
export type Mandats = readonly (readonly string[])[];

export interface LigneElement {
  readonly libelle: string;
  readonly mandats: Mandats;
  /** What is told in the place of what is withheld: the same sentence whether or not there is something. */
  readonly motif: string;
}

const AUCUN: Mandats = [];
const INFORMATION: Mandats = [['ip:lire']];
// A CRIP that treats informations reads the measures of its collectivité with them (CASF L226-4 I).
const MESURE: Mandats = [['mesure:lire'], ['ip:traiter']];
const ENFANT: Mandats = [['enfant:lire']];

/** The rows of the access matrix, and those that the hub adds to it. Each published field belongs to one. */
export const ELEMENTS = {
  identite: {
    libelle: 'Identité de l’enfant (traits d’état civil)',
    mandats: ENFANT,
    motif: 'L’identité de l’enfant n’est pas communiquée à votre institution pour cette lecture.',
  },
  lieuDeVie: {
    libelle: 'Adresse, lieu d’accueil, à qui l’enfant est confié',
    mandats: AUCUN,
    motif: 'Le lieu où vit l’enfant n’est pas communiqué à votre institution pour cette lecture.',
  },
  etablissement: {
    libelle: 'École, hôpital où l’enfant se trouve : ils disent où il vit',
    mandats: ENFANT,
    motif: 'L’établissement où se trouve l’enfant n’est pas communiqué à votre institution pour cette lecture.',
  },
  protection: {
    libelle: 'Protection du lieu où vit l’enfant (famille menacée)',
    mandats: [['dossier:proteger']],
    motif: 'Les protections du dossier ne sont pas communiquées à votre institution.',
  },
  famille: {
    libelle: 'Parents, fratrie, entourage',
    mandats: INFORMATION,
    motif: 'L’entourage de l’enfant n’est pas communiqué à votre institution pour cette lecture.',
  },
  recit: {
    libelle: 'Information préoccupante : faits rapportés',
    mandats: INFORMATION,
    motif: 'Les informations préoccupantes ne sont pas communiquées à votre institution pour cette lecture.',
  },
  emetteur: {
    libelle: 'Identité de l’émetteur',
    mandats: INFORMATION,
    motif: 'L’identité de l’émetteur n’est pas communiquée à votre institution pour cette lecture.',
  },
  appelant: {
    libelle: 'Qui a appelé le 119',
    mandats: INFORMATION,
    motif: 'Qui a appelé le 119 n’est pas communiqué à votre institution, qu’il soit connu ou non.',
  },
  antecedents: {
    libelle: 'Informations et mesures antérieures dans le même département',
    mandats: INFORMATION,
    motif: 'Les antécédents ne sont pas communiqués à votre institution pour cette lecture.',
  },
  autreDepartement: {
    libelle: 'Existence d’un dossier dans un autre département',
    mandats: ENFANT,
    motif: 'L’existence d’un dossier ailleurs n’est pas communiquée à votre institution.',
  },
  medical: {
    libelle: 'Contenu médical (certificat, INS, blessures)',
    mandats: AUCUN,
    motif: 'Le contenu médical n’est pas communiqué à votre institution pour cette lecture.',
  },
  suiviHospitalier: {
    libelle: 'Hôpital qui suit l’enfant',
    mandats: ENFANT,
    motif: 'Le suivi hospitalier n’est pas communiqué à votre institution pour cette lecture.',
  },
  scolaire: {
    libelle: 'Contenu scolaire (établissement, classe, régime)',
    mandats: ENFANT,
    motif: 'Le contenu scolaire n’est pas communiqué à votre institution pour cette lecture.',
  },
  ine: {
    libelle: 'Identifiant national élève',
    mandats: ENFANT,
    motif: 'L’identifiant national élève n’est pas communiqué à votre institution pour cette lecture.',
  },
  ins: {
    libelle: 'Identité nationale de santé (INS), pour retrouver l’enfant',
    mandats: ENFANT,
    motif: 'L’INS n’est pas ouverte à votre institution.',
  },
  evaluation: {
    libelle: 'Rapport d’évaluation',
    mandats: INFORMATION,
    motif: 'L’évaluation n’est pas communiquée à votre institution pour cette lecture.',
  },
  retour: {
    libelle: 'Retour fait à l’émetteur',
    mandats: INFORMATION,
    motif: 'Le retour fait à l’émetteur n’est pas communiqué à votre institution pour cette lecture.',
  },
  signalement: {
    libelle: 'Signalement au procureur',
    mandats: INFORMATION,
    motif: 'Les signalements ne sont pas communiqués à votre institution pour cette lecture.',
  },
  copieSignalement: {
    libelle: 'Copie du signalement direct d’un hôpital ou d’une école',
    mandats: INFORMATION,
    motif: 'Les signalements ne sont pas communiqués à votre institution pour cette lecture.',
  },
  demande: {
    libelle: 'Demande de complément ou d’avis, et sa réponse',
    mandats: INFORMATION,
    motif: 'Les demandes de complément ou d’avis ne sont pas communiquées à votre institution pour cette lecture.',
  },
  etatDossier: {
    libelle: 'État, historique et délais du dossier',
    mandats: INFORMATION,
    motif: 'L’état du dossier n’est pas communiqué à votre institution pour cette lecture.',
  },
  echeance: {
    libelle: 'Registre des délais légaux',
    mandats: MESURE,
    motif: 'Le registre des délais n’est pas communiqué à votre institution.',
  },
  decision: {
    libelle: 'Ordonnance du parquet, décision du juge des enfants',
    mandats: MESURE,
    motif: 'Les décisions judiciaires ne sont pas communiquées à votre institution pour cette lecture.',
  },
  saisineJudiciaire: {
    libelle: 'Soit-transmis, requête au juge des enfants',
    mandats: MESURE,
    motif: 'Les saisines de l’autorité judiciaire ne sont pas communiquées à votre institution pour cette lecture.',
  },
  mesure: {
    libelle: 'Mesure mise en œuvre par l’ASE',
    mandats: MESURE,
    motif: 'Les mesures ne sont pas communiquées à votre institution pour cette lecture.',
  },
  transfert: {
    libelle: 'Transfert d’un dossier entre collectivités : entre qui, quand, quels documents',
    mandats: MESURE,
    motif: 'Les transferts de dossiers ne sont pas communiqués à votre institution.',
  },
  renseignements: {
    libelle: 'Ce qu’une autre collectivité transmet : pièces d’un dossier, renseignements demandés (agents désignés)',
    mandats: [['renseignements:echanger']],
    motif: 'Ce que transmet une autre collectivité n’est pas communiqué à ce jeton.',
  },
  placeAccueil: {
    libelle: 'Lieux d’accueil de la collectivité et leurs agréments',
    mandats: MESURE,
    motif: 'Les lieux d’accueil ne sont pas communiqués à votre institution.',
  },
  saisineDefenseur: {
    libelle: 'Saisine du Défenseur et réponse du département',
    mandats: [['saisine:lire']],
    motif: 'Les saisines du Défenseur ne sont pas communiquées à votre institution pour cette lecture.',
  },
  enquetePenale: {
    libelle: 'Données de l’enquête pénale',
    mandats: MESURE,
    motif: 'Les données de l’enquête ne sont pas communiquées à votre institution.',
  },
  accesUrgence: {
    libelle: 'Accès ouverts en urgence, et leur revue',
    mandats: [['acces:ouvrir'], ['acces:revoir']],
    motif: 'Les accès en urgence ne sont pas communiqués à votre institution.',
  },
  archive: {
    libelle: 'Dossiers en archive intermédiaire et éliminations : codes, dates et comptes',
    mandats: [['archive:eliminer'], ['archive:viser'], ['archive:consulter'], ['acces:lire']],
    motif: 'L’archive intermédiaire et les éliminations ne sont pas communiquées à votre institution.',
  },
  droitAcces: {
    libelle: 'Demandes d’accès des personnes : qualité, dates, état',
    mandats: [['droits:instruire'], ['acces:lire']],
    motif: 'Les demandes d’accès ne sont pas communiquées à votre institution.',
  },
  communication: {
    libelle: 'Ce qui est dit à la personne qui a demandé, et ce qui est retenu',
    mandats: [['droits:instruire']],
    motif: 'Les réponses aux demandes d’accès ne sont pas communiquées à votre institution.',
  },
  journal: {
    libelle: 'Journal des accès',
    mandats: [['acces:lire']],
    motif: 'Le journal des accès n’est pas communiqué à votre institution.',
  },
  statistiques: {
    libelle: 'Statistiques',
    mandats: [...INFORMATION, ['statistiques:lire']],
    motif: 'Les statistiques ne sont pas communiquées à votre institution.',
  },
  notification: {
    libelle: 'Boîte de l’institution : événements qui lui sont dus',
    mandats: [['notification:lire']],
    motif: 'La boîte des notifications n’est pas ouverte à ce jeton.',
  },
  raccordement: {
    libelle: 'Raccordement d’une institution : machines, mandats, clés publiques',
    mandats: [['notification:lire'], ['partenaire:lire']],
    motif: 'Le raccordement de votre institution n’est pas communiqué à ce jeton.',
  },
  registrePartenaires: {
    libelle: 'Registre des partenaires du hub',
    mandats: [['partenaire:lire']],
    motif: 'Le registre des partenaires n’est pas communiqué à votre institution.',
  },
  technique: {
    libelle: 'Références, accusés, pagination, calculs : ce que porte tout objet que l’on lit déjà',
    mandats: AUCUN,
    motif: 'Cet élément n’est pas communiqué à votre institution.',
  },
} as const satisfies Record<string, LigneElement>;
export type Element = keyof typeof ELEMENTS;
export const NOMS_ELEMENTS = Object.keys(ELEMENTS) as readonly Element[];

/** One list per mandate of reading: elements that ask the same share it. */
export function mandatsDe(element: Element): Mandats {
  return ELEMENTS[element].mandats;
}

/** Stable code of what is withheld, in the place of the element. */
export function codeOccultation(element: Element): string {
  return `${element.replace(/[A-Z]/g, (capitale) => `_${capitale}`).toUpperCase()}_RETENU`;
}

export function mandate(mandats: Mandats, portes: readonly string[]): boolean {
  return mandats.length === 0 || mandats.some((tous) => tous.every((un) => portes.includes(un)));
}
