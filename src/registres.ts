import type { Actor } from './auth/actor';
import type { IdentiteEnfant } from './domain/enfant';
import type { SujetAstreinte } from './domain/escalade';
import type { Portee, TypeEvenement } from './domain/events';
import type { NaturePassage } from './domain/passages';
import type { CanalTransfert, MotifSignalement, SuiteParquet } from './domain/suites';
import type { MotifProtection } from './domain/protection';
import type { PieceTransferee } from './domain/transfert-dossier';
import type { Ecriture, Tx } from './platform/database';

/** What a register needs of the act that calls it. */
export interface Inscription {
  readonly actor: Actor;
  readonly now: Date;
  readonly newId: () => string;
}

/** What an act may use besides its transaction: never the wall clock, never a random of its own. */
export interface Contexte extends Inscription {
  /** SHA-256, in hexadecimal, of the RFC 8785 form of the input. */
  readonly empreinte: string;
  readonly registres: Registres;
}

export interface Objet {
  readonly type: string;
  readonly id: string;
}

export interface Issue<R> {
  readonly reponse: R;
  readonly ecritures: readonly Ecriture[];
  readonly evenements: readonly { type: TypeEvenement; sujetId: string; portee: Portee }[];
  /** What the audit names. Absent when everything was already done. */
  readonly objet?: Objet | readonly Objet[];
}

export interface Scolarite {
  readonly uai: string;
  readonly classe?: string | null | undefined;
  readonly regime?: string | null | undefined;
  readonly ine?: string | null | undefined;
}

export interface SuiviSante {
  readonly finess: string;
  readonly rpps?: string | null | undefined;
  readonly ins?: { readonly matricule: string; readonly oid: string } | null | undefined;
}

/** A child to whom the caller already has a relation. */
export interface EnfantConnu {
  readonly id: string;
  /** Where it is known. */
  readonly collectivite: string;
  /** YYYY-MM-DD. */
  readonly dateNaissance: string | null;
}

/** What a register adds to the act that called it. */
export type Suite = Pick<Issue<unknown>, 'ecritures' | 'evenements'>;

export interface SuitesANoter {
  readonly signalementId: string;
  readonly suite: SuiteParquet;
  readonly le: Date;
}

export interface SaisineJugeANoter {
  readonly enfantId: string;
  /** Court whose juge it is. */
  readonly tj: string;
}

export interface SoitTransmisRecu {
  readonly soitTransmisId: string;
  readonly enfantId: string;
  readonly collectivite: string;
  readonly objet: string;
  readonly texte: string;
}

/** What the département decided for the children of one evaluation (CASF D226-2-7 II b). */
export interface AideAOuvrir {
  readonly informationId: string;
  readonly collectivite: string;
  /** Code of `SUITES_DECISION`. */
  readonly nature: string;
  readonly debut: Date;
  /** YYYY-MM-DD; null: as long as the law allows. */
  readonly terme: string | null;
  readonly contrat: string | null;
  /** YYYY-MM-DD; null: birth unknown. */
  readonly enfants: readonly { readonly enfantId: string; readonly dateNaissance: string | null }[];
}

export interface MesureAOuvrir {
  readonly decisionId: string;
  readonly enfantId: string;
  readonly collectivite: string;
  readonly tribunal: string;
  /** Code of the judicial measures. */
  readonly nature: string;
  readonly debut: Date;
  /** YYYY-MM-DD; absent: until a further decision. */
  readonly terme?: string | null | undefined;
  /** It renews what was ordered on the merits; otherwise it opens, or follows something provisional. */
  readonly renouvelle: boolean;
  readonly confieA?: string | null | undefined;
  /** The judge keeps the place secret (C. civ. 375-7). */
  readonly lieuSecret: boolean;
  /** YYYY-MM-DD; absent: that of the child, when the caller may read it. */
  readonly dateNaissance?: string | null | undefined;
}

export interface MesuresATerminer {
  readonly enfantId: string;
  /** Decisions whose measures end: those that ordered them, or renewed them last. */
  readonly decisionIds: readonly string[];
  /** What the new decision orders again: it goes on. */
  readonly sauf?: { readonly nature: string; readonly collectivite: string };
  readonly le: Date;
  readonly motif: string;
}

export interface PassageANoter {
  readonly enfant: IdentiteEnfant;
  readonly nature: NaturePassage;
  readonly finess: string;
  readonly le: Date;
}

export interface ReceptionAOuvrir {
  readonly sujetId: string;
  readonly sujetType: SujetAstreinte;
  readonly collectivite: string;
  /** Whose parquet ordered the measure. */
  readonly tribunal: string | null;
}

/** What the procureur is told of a child whom no information is about (CASF L226-4 I). */
export interface SignalementADeposer {
  readonly enfantId: string;
  /** Code of his court. */
  readonly tribunal: string;
  readonly motifs: readonly MotifSignalement[];
  readonly expose: string;
  /** What a transmission outside the hub cannot precede. */
  readonly depuis: { readonly le: Date; readonly quoi: string };
  /** How he was told, when he is not on the hub; dates as YYYY-MM-DD. */
  readonly transmission:
    { readonly canal: CanalTransfert; readonly le: string; readonly preuve: string } | null | undefined;
  /** Where the input says it. */
  readonly champ: readonly string[];
}

/** A case that goes from one collectivité to another. */
export interface Passage {
  readonly enfantId: string;
  readonly de: string;
  readonly vers: string;
}

/** A protection that goes where the child goes. */
export interface ProtectionPortee {
  readonly enfantId: string;
  readonly motif: MotifProtection;
  readonly precision: string | null;
}

/** A risk that the collectivité of origin evaluated (CASF R221-5-2). */
export interface InformationDOrigine extends Passage {
  readonly expose: string;
}

/** A measure that an act of the CRIP is about. */
export interface MesureEnCours {
  readonly id: string;
  readonly reference: string;
  readonly collectivite: string;
  readonly enfantId: string;
  readonly tribunal: string | null;
  readonly debut: Date;
}

/** Where a child was handed over last, and when. */
export interface EnCharge {
  readonly collectivite: string;
  readonly depuis: Date;
}

/**
 * The rows that one act owes to several institutions, each written by its owner's own code inside the act's
 * transaction: a subgraph never imports another, and no measure can exist without its reception being watched.
 * Assembled in `main.ts` (docs/decisions/0003).
 */
/** What two sheets of one child may share of its school. */
export interface EcoleDeLEnfant {
  /** UAI. */
  readonly ecole: string;
  readonly numero: { readonly source: string; readonly valeur: string } | null;
}

export interface Registres {
  /** crip: the child of these traits in this collectivité, known or new, and the caller's relation to it. */
  readonly inscrireEnfant: (
    tx: Tx,
    identite: IdentiteEnfant,
    collectivite: string,
    par: Inscription,
  ) => Promise<string>;
  /**
   * crip: a child to whom the caller already has a relation, and the collectivité where it is known; otherwise
   * undefined. When another collectivité is told of it, its ASE and its CRIP have a relation to the child from then on.
   */
  readonly enfantConnu: (
    tx: Tx,
    enfantId: string,
    avisee: string | undefined,
    par: Inscription,
  ) => Promise<EnfantConnu | undefined>;
  /** crip: another institution has a relation to this child from then on (a juge des enfants who is seized). */
  readonly lierEnfant: (tx: Tx, enfantId: string, institution: string, par: Inscription) => Promise<void>;
  /** crip: the civil traits of a child to whom the caller has a relation; otherwise undefined. */
  readonly identiteConnue: (tx: Tx, enfantId: string, par: Inscription) => Promise<IdentiteEnfant | undefined>;
  /** crip: what this collectivité protects of these children, for another hub. */
  readonly protectionsDe: (tx: Tx, enfantIds: readonly string[], collectivite: string) => Promise<ProtectionPortee[]>;
  /** crip: the same, received from another hub. */
  readonly poserProtections: (
    tx: Tx,
    portees: readonly ProtectionPortee[],
    passage: Pick<Passage, 'de' | 'vers'>,
    contexte: Contexte,
  ) => Promise<Suite>;
  /** crip: whether it is an information of this collectivité. */
  readonly informationDe: (tx: Tx, id: string, collectivite: string) => Promise<boolean>;
  /** crip: what its informations and evaluations say of a child, as text (CASF R221-6 I 1° and 3°). */
  readonly piecesDuDossier: (
    tx: Tx,
    enfantId: string,
    collectivite: string,
  ) => Promise<{ readonly informations: readonly PieceTransferee[]; readonly evaluations: readonly PieceTransferee[] }>;
  /** crip: the procureur is seized about a child whom no information is about. */
  readonly signalerDossier: (
    tx: Tx,
    signalement: SignalementADeposer,
    par: Contexte,
  ) => Promise<Suite & { readonly signalementId: string }>;
  /** crip: what another collectivité evaluated as a risk is an information received. */
  readonly recevoirDossier: (
    tx: Tx,
    information: InformationDOrigine,
    par: Contexte,
  ) => Promise<Suite & { readonly informationId: string; readonly reference: string }>;
  /** crip: what the origin protects, the arrival protects. */
  readonly porterProtections: (
    tx: Tx,
    enfantIds: readonly string[],
    passage: Pick<Passage, 'de' | 'vers'>,
    par: Contexte,
  ) => Promise<Suite>;
  /** justice: what judges and procureurs decided of a child, as text (CASF R221-6 I 2°). */
  readonly decisionsDuDossier: (
    tx: Tx,
    enfantId: string,
    collectivite: string,
  ) => Promise<readonly (PieceTransferee & { readonly decisionId: string })[]>;
  /** justice: the collectivité of arrival carries this decision out from then on; its running clocks go along. */
  readonly transfererDecision: (tx: Tx, decisionId: string, passage: Pick<Passage, 'de' | 'vers'>) => Promise<void>;
  /** ase: a measure in progress of the caller's collectivité, locked. @throws HubError `NOT_FOUND` */
  readonly mesureEnCours: (tx: Tx, id: string, par: Contexte) => Promise<MesureEnCours>;
  /** ase: the collectivité to which the measure of a child was handed over last; otherwise undefined. */
  readonly enCharge: (tx: Tx, enfantId: string) => Promise<EnCharge | undefined>;
  /** education: where the child goes to school. */
  readonly declarerScolarite: (
    enfantId: string,
    collectivite: string,
    scolarite: Scolarite,
    par: Inscription,
  ) => Ecriture[];
  /** education: what the matching of children compares of their schools. */
  readonly ecolesDesEnfants: (tx: Tx, enfantIds: readonly string[]) => Promise<ReadonlyMap<string, EcoleDeLEnfant>>;
  /** sante: which hospital follows the child. */
  readonly declarerSuivi: (enfantId: string, collectivite: string, suivi: SuiviSante, par: Inscription) => Ecriture[];
  /** ase: the reception of what a person must acknowledge, which starts the ladder. */
  readonly ouvrirReception: (tx: Tx, sujet: ReceptionAOuvrir, par: Inscription) => Promise<Ecriture[]>;
  /** ase: the CRIP takes the information in hand; its ladder, if there was one, stops. */
  readonly cesserAstreinte: (tx: Tx, informationId: string, collectivite: string, par: Inscription) => Promise<Suite>;
  /** crip: what the procureur decided on a signalement of his court; moves the information that it came from. */
  readonly noterSuites: (tx: Tx, suites: SuitesANoter, par: Contexte) => Promise<Suite & { enfantId: string }>;
  /** crip: the juge des enfants is seized; moves the informations about this child that wait for it. */
  readonly noterSaisineJuge: (tx: Tx, saisine: SaisineJugeANoter, par: Contexte) => Promise<Suite>;
  /** crip: whether what is received then arrives while the CRIP of that collectivité is closed. */
  readonly receptionHorsHoraires: (tx: Tx, collectivite: string, recueLe: Date, par: Inscription) => Promise<boolean>;
  /** crip: a soit-transmis of the parquet is an information received. */
  readonly recevoirSoitTransmis: (
    tx: Tx,
    recu: SoitTransmisRecu,
    par: Contexte,
  ) => Promise<Suite & { informationId: string }>;
  /** ase: an administrative measure per child, with its clocks; whoever is of age has none. */
  readonly ouvrirAide: (aide: AideAOuvrir, par: Contexte) => Suite;
  /** ase: the measure that a judge's decision orders, with its clocks. */
  readonly ouvrirMesure: (tx: Tx, mesure: MesureAOuvrir, par: Contexte) => Promise<Suite>;
  /** ase: a decision ends the measures that the decisions which it replaces or lifts had ordered, and no other. */
  readonly terminerMesures: (tx: Tx, fin: MesuresATerminer, par: Contexte) => Promise<Suite>;
  /** ase: a hospital has seen a child; whoever has charge of it is told. */
  readonly noterPassage: (tx: Tx, passage: PassageANoter, par: Inscription) => Promise<Suite>;
  /** justice: these decisions ended with the child's majority. */
  readonly finirDecisions: (
    tx: Tx,
    decisions: readonly { readonly id: string; readonly le: Date }[],
    now: Date,
  ) => Promise<void>;
  /** ase: the reply owed to the Défenseur. */
  readonly attendreReponse: (saisineId: string, enfantId: string, collectivite: string) => Ecriture[];
}
