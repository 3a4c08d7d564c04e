/** What an event concerns: who is told is drawn from it. Identifiers only. */
export interface Portee {
  /** Collectivité exercising the ASE. */
  readonly collectivite: string;
  /** Tribunal whose parquet is concerned, when there is one. */
  readonly tribunal?: string;
  /** Parquet that seized the juge des enfants, its own court's or not. */
  readonly parquetSaisissant?: string;
  /** Institution that transmitted the information. */
  readonly emetteur?: string;
  /** The one institution to which something was asked or addressed. */
  readonly destinataire?: string;
  /** It cannot wait behind a backlog: the sheet says so (`IMMEDIATE`). */
  readonly urgente?: boolean;
}

export type SujetEvenement =
  | 'InformationPreoccupante'
  | 'MesureUrgente'
  | 'SaisineDefenseur'
  | 'Demande'
  | 'Signalement'
  | 'SoitTransmis'
  | 'RequeteJuge'
  | 'DecisionJuge'
  | 'NotificationPartie'
  | 'Mesure'
  | 'TransfertInterdepartemental'
  | 'DemandeRenseignements'
  | 'LieuAccueil'
  | 'Echeance'
  | 'Enfant'
  | 'Partenaire'
  | 'AccesUrgence'
  | 'Rapprochement'
  | 'Coincidence'
  | 'ExtractionOlinpe';

export interface RegleEvenement {
  /** GraphQL type of the subject, read by its id. */
  readonly sujet: SujetEvenement;
  /** 1 is delivered before 10 when a backlog drains. */
  readonly priorite: number;
  /** The same when the subject cannot wait; `priorite` unless stated. */
  readonly prioriteUrgente?: number;
  readonly destinataires: readonly Destinataire[];
}

export interface Destinataire {
  readonly qui: (portee: Portee) => string | undefined;
  readonly pourquoi: string;
  /** When it is told, if not each time; French, for whoever reads the table. */
  readonly condition?: string;
  /** The act is refused when this recipient is not registered: nobody else would act in its place. */
  readonly obligatoire?: true;
}

/** One institution that an event is owed to. */
export interface Avise {
  readonly institution: string;
  readonly obligatoire: boolean;
}
