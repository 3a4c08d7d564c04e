import { ajouterDuree, type Jour } from './calendar';

export const TYPES_LIEU = {
  ASSISTANT_FAMILIAL: 'Assistant familial, agréé par le président du conseil départemental (CASF L421-3)',
  ETABLISSEMENT: 'Établissement ou service autorisé (CASF L313-1)',
} as const;
export type TypeLieu = keyof typeof TYPES_LIEU;

export const ETATS_AGREMENT = {
  DEMANDE: "Demandé : le silence de quatre mois, six s'ils sont prolongés, vaut agrément (CASF L421-6)",
  ACCORDE: 'Accordé, ou acquis par le silence',
  SUSPENDU: 'Suspendu, quatre mois au plus : aucun enfant ne peut être confié (CASF L421-6, R421-24)',
  RETIRE: 'Retiré ou refusé',
  EXPIRE: 'Expiré',
} as const;
export type EtatAgrement = keyof typeof ETATS_AGREMENT;

/** Years of an agrément or an authorisation (CASF D421-13; L313-1). */
export const DUREE_AGREMENT = { ASSISTANT_FAMILIAL: 5, ETABLISSEMENT: 15 } as const satisfies Record<TypeLieu, number>;
/** The foster carer is written to in the last year of the agrément (CASF D421-19). */
export const RAPPEL_RENOUVELLEMENT = { annees: 1 } as const;
/** An establishment is ordered to ask for its renewal that long before its authorisation ends (CASF L313-5). */
export const PREAVIS_INJONCTION = { annees: 1 } as const;
/** Longest suspension (CASF R421-24). */
export const SUSPENSION_MAX = { mois: 4 } as const;

export interface Agrement {
  readonly type: TypeLieu;
  readonly etat: EtatAgrement;
  readonly valideDu: Jour | null;
  readonly valideAu: Jour | null;
  /** Last day of the answer to the request (A13). */
  readonly reponseAvant: Jour | null;
  readonly suspenduJusquAu: Jour | null;
  /** End of the authorisation whose renewal the establishment was ordered to ask for. */
  readonly renouvellementEnjointPour: Jour | null;
  /** Last day of the answer to that request, after which it is renewed; null: not asked, or refused. */
  readonly renouvellementAcquisApres: Jour | null;
}

/**
 * Last day of the agrément as it stands that day. The authorisation of an establishment is renewed by itself for as long,
 * unless its renewal is to be asked for: then it is by an agreement, or a silence of six months (CASF L313-5). One given
 * for less than fifteen years (L313-7) is not.
 */
export function finDeValidite(agrement: Omit<Agrement, 'etat'>, le: Jour): Jour | null {
  const { type, valideDu, valideAu, renouvellementEnjointPour, renouvellementAcquisApres } = agrement;
  const duree = { annees: DUREE_AGREMENT[type] };
  const tacite = type === 'ETABLISSEMENT' && valideDu !== null && valideAu === ajouterDuree(valideDu, duree);
  if (!tacite) return valideAu;
  let fin = valideAu;
  const acquis = renouvellementAcquisApres !== null && le > renouvellementAcquisApres;
  while (fin < le && (acquis || fin !== renouvellementEnjointPour)) fin = ajouterDuree(fin, duree);
  return fin;
}

/** Where the agrément stands that day: silence, the end of a suspension and expiry need nobody's act. */
export function etatDAgrement(agrement: Agrement, le: Jour): EtatAgrement {
  const { etat, reponseAvant, suspenduJusquAu } = agrement;
  const fin = finDeValidite(agrement, le);
  const tacite = etat === 'DEMANDE' && reponseAvant !== null && le > reponseAvant;
  const suspensionFinie = etat === 'SUSPENDU' && suspenduJusquAu !== null && le > suspenduJusquAu;
  const courant = tacite || suspensionFinie ? 'ACCORDE' : etat;
  return courant === 'ACCORDE' && fin !== null && le > fin ? 'EXPIRE' : courant;
}

/** Last day of an agrément that was given, by a decision or by silence; none while it is undecided, refused or withdrawn. */
export function dernierJourDAgrement(agrement: Agrement, le: Jour): Jour | null {
  const etat = etatDAgrement(agrement, le);
  return etat === 'DEMANDE' || etat === 'RETIRE' ? null : finDeValidite(agrement, le);
}

/** The states from which each act is possible (CASF L421-3, L421-6). */
export const ACTES_AGREMENT = {
  prolongerDelaiAgrement: ['DEMANDE'],
  // From ACCORDE: renewed before it expires.
  accorderAgrement: ['DEMANDE', 'ACCORDE', 'SUSPENDU', 'EXPIRE'],
  suspendreAgrement: ['ACCORDE'],
  inviterRenouvellement: ['ACCORDE', 'SUSPENDU'],
  enjoindreRenouvellement: ['ACCORDE', 'SUSPENDU'],
  enregistrerDemandeRenouvellement: ['ACCORDE', 'SUSPENDU'],
  convoquerCommissionAgrement: ['ACCORDE', 'SUSPENDU'],
  restreindreAgrement: ['ACCORDE', 'SUSPENDU'],
  retirerAgrement: ['DEMANDE', 'ACCORDE', 'SUSPENDU'],
} as const satisfies Record<string, readonly EtatAgrement[]>;
export type ActeAgrement = keyof typeof ACTES_AGREMENT;

/** Why this act cannot be done in this state; `null` when it can. */
export function obstacleActeAgrement(acte: ActeAgrement, etat: EtatAgrement): string | null {
  const depuis: readonly EtatAgrement[] = ACTES_AGREMENT[acte];
  if (depuis.includes(etat)) return null;
  return `l'agrément est à l'état ${etat} ; ${acte} n'est possible que depuis ${depuis.join(', ')}.`;
}

/** Why no child can be entrusted to this place that day, with the article; `null` when one can. */
export function obstacleAccueil(
  agrement: Agrement,
  places: { capacite: number; prises: number },
  le: Jour,
): string | null {
  const etat = etatDAgrement(agrement, le);
  if (etat === 'SUSPENDU')
    return "l'agrément est suspendu : aucun enfant ne peut y être confié (CASF L421-6, R421-24).";
  if (etat !== 'ACCORDE') return `aucun agrément ni autorisation en vigueur (état ${etat} ; CASF L421-3, L313-1).`;
  if (agrement.valideDu !== null && le < agrement.valideDu)
    return `l'agrément ne prend effet que le ${agrement.valideDu} (CASF L421-3, L313-1).`;
  if (places.prises >= places.capacite)
    return `plus aucune place : ${String(places.prises)} sur ${String(places.capacite)} (CASF L421-3, L313-1).`;
  return null;
}

/** A meeting of the commission consultative paritaire about one foster carer (CASF L421-6, R421-23). */
export interface Commission {
  readonly reunionLe: Jour;
  /** A decision has already been taken on its opinion. */
  readonly suivie: boolean;
}

/**
 * Why an agrément in force cannot be withdrawn or restricted that day; `null` when it can. A request is refused, and the
 * authorisation of an establishment withdrawn, without that commission.
 */
export function obstacleCommission(
  lieu: { readonly type: TypeLieu; readonly etat: EtatAgrement },
  commission: Commission | null,
  le: Jour,
): string | null {
  if (lieu.type !== 'ASSISTANT_FAMILIAL' || lieu.etat === 'DEMANDE') return null;
  if (commission === null || commission.suivie)
    return "l'avis de la commission consultative paritaire est requis : convoquerCommissionAgrement (CASF L421-6, R421-23).";
  if (commission.reunionLe > le)
    return `la commission consultative paritaire ne se réunit que le ${commission.reunionLe} (CASF L421-6, R421-23).`;
  return null;
}
