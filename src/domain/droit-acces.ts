import { ajouterDuree, type Jour } from './calendar';
import type { EtatInformation } from './transitions';

/** Who asks what is known of them, or of their child. */
export const QUALITES_DEMANDEUR = {
  ENFANT: 'L’enfant, selon son discernement',
  PARENT: 'Un titulaire de l’autorité parentale',
  EMETTEUR: 'L’institution qui a transmis une information',
} as const;
export type QualiteDemandeur = keyof typeof QUALITES_DEMANDEUR;

/** What a file is made of, as a person asks for it. */
export const RUBRIQUES_ACCES = {
  IDENTITE: 'État civil de l’enfant',
  INFORMATION: 'Informations préoccupantes closes : date, dangers craints',
  EN_COURS: 'Informations préoccupantes en cours de traitement',
  RECIT: 'Faits rapportés, mot à mot',
  EMETTEUR: 'Qui a transmis, qui a appelé',
  SUITE: 'Suites données par le département',
  RETOUR: 'Retours faits à qui a transmis',
  EVALUATION: 'Évaluations : dates et conclusion',
  RAPPORT: 'Rapport d’évaluation',
  MESURE: 'Mesures de l’aide sociale à l’enfance : nature et dates',
  LIEU_DE_VIE: 'À qui l’enfant est confié',
  SIGNALEMENT: 'Signalements au procureur de la République',
  JUDICIAIRE: 'Décisions du juge des enfants et du procureur',
  MEDICAL: 'Contenu médical',
  SCOLAIRE: 'École, hôpital de l’enfant',
  AUTRE_DEPARTEMENT: 'Ce que détient un autre département',
} as const;
export type RubriqueAcces = keyof typeof RUBRIQUES_ACCES;
export const CODES_RUBRIQUE = Object.keys(RUBRIQUES_ACCES) as readonly RubriqueAcces[];

/** `DIT`: told. `SIEN`: what the person wrote itself, and nothing else. `RETENU`: withheld, by this text. */
export interface IssueAcces {
  readonly issue: 'DIT' | 'SIEN' | 'RETENU';
  readonly base: string;
}

const dit = (base: string): IssueAcces => ({ issue: 'DIT', base });
const sien = (base: string): IssueAcces => ({ issue: 'SIEN', base });
const retenu = (base: string): IssueAcces => ({ issue: 'RETENU', base });

const RGPD_15 = 'RGPD art. 15 ; CRPA L311-1, L311-6';
const TIERS = 'CRPA L311-6 3° : ce qui ferait connaître le comportement d’une personne, et pourrait lui nuire';
const A_LA_FAMILLE = 'CASF L226-5 al. 3, D226-2-7 III';
const JUGE = 'CPC 1187 : se consulte au greffe du juge des enfants';
const DOSSIER_D_AUTRUI =
  'CASF L226-5 : l’émetteur apprend la suite de son information, jamais le dossier de la famille';

type Ligne = Readonly<Record<QualiteDemandeur, IssueAcces>>;
const famille = (une: IssueAcces, EMETTEUR: IssueAcces = retenu(DOSSIER_D_AUTRUI)): Ligne => ({
  ...{ ENFANT: une, PARENT: une, EMETTEUR },
});

/**
 * What may be told to whom. The identity of who transmitted is never told to the family: it goes only to that person
 * (CRPA L311-6 3°), and who called the 119 is known to the 119 alone (CASF L226-6). Free texts may name or betray them:
 * their content is given in an interview, as the decree says, not word for word.
 */
const TABLE: Readonly<Record<RubriqueAcces, Ligne>> = {
  IDENTITE: famille(dit(RGPD_15)),
  INFORMATION: famille(dit(RGPD_15), sien('CASF L226-5')),
  EN_COURS: famille(retenu('CRPA L311-2 : rien de ce qui prépare une décision, tant qu’elle n’est pas prise')),
  RECIT: famille(retenu(`${TIERS} ; le contenu est restitué en entretien (D226-2-7 III)`), sien(RGPD_15)),
  EMETTEUR: famille(retenu(`${TIERS} ; CASF L226-6 pour le 119`), sien(RGPD_15)),
  SUITE: famille(dit(A_LA_FAMILLE)),
  RETOUR: famille(retenu(TIERS), sien('CASF L226-5')),
  EVALUATION: famille(dit(A_LA_FAMILLE)),
  RAPPORT: famille(retenu('CASF D226-2-7 III : le contenu est restitué, le rapport n’est pas remis')),
  MESURE: famille(dit('CASF L223-1 ; RGPD art. 15')),
  // Never written down in an answer that anybody may find: told by whoever knows who is at the door.
  LIEU_DE_VIE: famille(
    retenu('CASF L223-1 : dit par le service qui suit l’enfant ; jamais s’il est tenu secret (C. civ. 375-7, 515-9)'),
  ),
  SIGNALEMENT: famille(retenu('CPP 11 : secret de l’enquête ; s’adresser au procureur de la République')),
  JUDICIAIRE: famille(retenu(JUGE), retenu(JUGE)),
  MEDICAL: famille(retenu('CSP L1111-7 : auprès de qui l’a écrit, ou par le médecin que la personne désigne')),
  SCOLAIRE: famille(retenu('RGPD art. 15 : auprès de l’établissement, qui en est responsable')),
  AUTRE_DEPARTEMENT: famille(retenu('CASF R221-8 : auprès de ce département')),
};

export interface FaitsAcces {
  readonly qualite: QualiteDemandeur;
  /** What the service withholds because telling it would be contrary to the child's interest. */
  readonly retenues: readonly RubriqueAcces[];
}

/** What one heading comes to for that person, and by which text. Never depends on whether there is something in it. */
export function issueAcces(rubrique: RubriqueAcces, { qualite, retenues }: FaitsAcces): IssueAcces {
  const issue = TABLE[rubrique][qualite];
  if (issue.issue === 'RETENU') return issue;
  if (retenues.includes(rubrique)) return retenu('CASF D226-2-7 III ; CIDE art. 3 : contraire à l’intérêt de l’enfant');
  return issue;
}

/** Headings that the service may itself withhold from that person: those that the table tells. */
export function rubriquesDites(qualite: QualiteDemandeur): readonly RubriqueAcces[] {
  return CODES_RUBRIQUE.filter((rubrique) => TABLE[rubrique][qualite].issue !== 'RETENU');
}

/** The answer is due within a month of the request (RGPD art. 12-3). */
export function limiteDeReponse(recueLe: Jour): Jour {
  return ajouterDuree(recueLe, { mois: 1 });
}

/** What the département itself did; that a prosecutor or a judge was seized is theirs to tell. */
const SUITES_DU_DEPARTEMENT: readonly EtatInformation[] = [
  ...(['NON_QUALIFIEE', 'CLASSEE_SANS_SUITE', 'AIDE_ADMINISTRATIVE', 'REORIENTEE', 'JOINTE'] as const),
];

export function suiteDicible(etat: EtatInformation): boolean {
  return SUITES_DU_DEPARTEMENT.includes(etat);
}

interface Instruite {
  readonly etat: 'INSTRUITE' | 'COMMUNIQUEE' | 'REFUSEE';
  readonly protegee: boolean;
  readonly instruitePar: string;
}

export const ETATS_DEMANDE_ACCES = {
  INSTRUITE: 'Instruite : ce qui serait dit se relit avant d’être décidé',
  COMMUNIQUEE: 'Communiquée',
  REFUSEE: 'Refusée, avec un motif',
} as const satisfies Record<Instruite['etat'], string>;
export type EtatDemandeAcces = keyof typeof ETATS_DEMANDE_ACCES;

/** Why this agent may not decide now; undefined when it may. Where somebody is to be protected, two people and a reason. */
export function refusDeCommuniquer(
  { etat, protegee, instruitePar }: Instruite,
  { agent, accord, motif }: { readonly agent: string; readonly accord: boolean; readonly motif: string | null },
):
  | {
      readonly champ: 'demandeId' | 'motif';
      readonly code: 'DEJA_FAIT' | 'ARTICLE_CONTRAIRE' | 'MOTIF_REQUIS';
      readonly message: string;
    }
  | undefined {
  if (etat !== 'INSTRUITE')
    return { champ: 'demandeId', code: 'DEJA_FAIT', message: 'il a déjà été décidé de cette demande.' };
  if (accord && protegee && instruitePar === agent)
    return {
      ...({ champ: 'demandeId', code: 'ARTICLE_CONTRAIRE' } as const),
      message:
        'un lieu ou un émetteur est protégé : une autre personne que celle qui a instruit en décide (RGPD art. 32).',
    };
  if ((!accord || protegee) && !motif?.trim())
    return {
      ...({ champ: 'motif', code: 'MOTIF_REQUIS' } as const),
      message: accord
        ? 'un lieu ou un émetteur est protégé : dites pourquoi il ne sera pas trahi.'
        : 'un refus dit pourquoi (RGPD art. 12-4 ; CRPA L311-14).',
    };
  return undefined;
}
