/**
 * A file that passes from one hub to another (CASF L221-3, R221-7): where it is, seen from the hub of origin. Whatever the
 * state, one collectivité and only one is in charge: that of origin until `ABOUTI`, that of arrival from then on.
 */
export const ETATS_TRANSFERT = {
  PREPARATION: 'En préparation : le dossier peut encore être rappelé',
  CONFIRMATION: 'Confirmé : l’autre hub l’ouvre, sa réponse est attendue',
  ABOUTI: 'Abouti : la collectivité d’arrivée est en charge',
  REFUSE: 'Refusé par l’autre hub : le dossier est resté ici',
  RAPPEL: 'Rappelé : le dossier est resté ici, l’autre hub oublie sa copie',
  RAPPELE: 'Rappelé : le dossier est resté ici, l’autre hub n’en garde rien',
} as const;
export type EtatTransfert = keyof typeof ETATS_TRANSFERT;

/** What a refusal of the hub of arrival does to the transfer, before and after it was confirmed. */
type Effet = 'FINIT' | 'REPREPARE' | 'ATTEND';

interface Refus {
  readonly http: number;
  readonly preparation: Effet;
  readonly confirmation: Effet;
  readonly message: string;
}

const ligne = (http: number, preparation: Effet, confirmation: Effet, message: string): Refus => ({
  ...{ http, preparation, confirmation, message },
});

/**
 * The closed catalogue of what a hub answers when it refuses a file. After the confirmation only two refusals end the
 * transfer: those by which the hub of arrival states, once and for all, that it did not open it and never will.
 */
export const REFUS_TRANSFERT = {
  CLE_INCONNUE: ligne(401, 'FINIT', 'ATTEND', 'Le hub d’arrivée ne connaît pas la clé de ce hub, ou l’a retirée.'),
  SIGNATURE_INVALIDE: ligne(401, 'FINIT', 'ATTEND', 'La signature n’est pas celle de ce message.'),
  MESSAGE_ILLISIBLE: ligne(400, 'FINIT', 'ATTEND', 'Le message n’a pas la forme attendue.'),
  DESTINATAIRE_AUTRE: ligne(403, 'FINIT', 'ATTEND', 'Ce message est adressé à un autre hub.'),
  PERIME: ligne(403, 'ATTEND', 'ATTEND', 'Le message est trop ancien, ou daté du futur : les horloges diffèrent.'),
  REJEU: ligne(409, 'ATTEND', 'ATTEND', 'Ce message a déjà été reçu.'),
  TROP_GRAND: ligne(413, 'FINIT', 'ATTEND', 'Le dossier dépasse la taille que reçoit le hub d’arrivée.'),
  ORIGINE_CONTRAIRE: ligne(403, 'FINIT', 'ATTEND', 'La collectivité d’origine n’est pas de celles du hub qui envoie.'),
  COLLECTIVITE_INCONNUE: ligne(
    ...([404, 'FINIT', 'ATTEND'] as const),
    'La CRIP de la collectivité d’arrivée n’est pas reliée à ce hub.',
  ),
  TYPE_INCONNU: ligne(422, 'FINIT', 'ATTEND', 'Le hub d’arrivée ne reçoit pas ce genre de dossier.'),
  CHIFFREMENT_INVALIDE: ligne(400, 'FINIT', 'ATTEND', 'Le dossier n’est pas chiffré pour le hub d’arrivée.'),
  EMPREINTE_CONTRAIRE: ligne(400, 'FINIT', 'ATTEND', 'Le dossier n’est pas celui dont l’empreinte est signée.'),
  CONTENU_INVALIDE: ligne(422, 'FINIT', 'ATTEND', 'Le dossier n’a pas la forme que lit le hub d’arrivée.'),
  PIECES_MANQUANTES: ligne(409, 'REPREPARE', 'REPREPARE', 'Des pièces jointes ne sont pas arrivées.'),
  TRANSFERT_INCONNU: ligne(404, 'REPREPARE', 'REPREPARE', 'Aucun dossier de cet identifiant n’a été préparé.'),
  REGLE_CONTRAIRE: ligne(422, 'FINIT', 'FINIT', 'Une règle de la collectivité d’arrivée s’oppose à ce dossier.'),
  TRANSFERT_CLOS: ligne(409, 'FINIT', 'FINIT', 'Ce transfert a été rappelé ou refusé : il ne sera pas ouvert.'),
  DEJA_OUVERT: ligne(409, 'ATTEND', 'ATTEND', 'Ce dossier est déjà ouvert à l’arrivée.'),
  INDISPONIBLE: ligne(503, 'ATTEND', 'ATTEND', 'Le hub d’arrivée ne peut pas répondre maintenant.'),
} as const satisfies Record<string, Refus>;
export type CodeRefusTransfert = keyof typeof REFUS_TRANSFERT;

/** Found here, before anything was confirmed. */
export const RAPPELS = {
  RAPPELE: 'Rappelé par la CRIP.',
  DOSSIER_CHANGE: 'Le dossier a changé depuis son départ (une protection, une pièce) : réorientez-le de nouveau.',
  HUB_REVOQUE: 'Le hub d’arrivée n’est plus de ceux que l’exploitant admet.',
} as const;

/** What to do of that refusal. A code that is not of the catalogue says nothing: it is asked again. */
export function effetDuRefus(code: string, confirme: boolean): Effet {
  const connu = Object.entries(REFUS_TRANSFERT).find(([nom]) => nom === code)?.[1];
  if (connu === undefined) return 'ATTEND';
  return confirme ? connu.confirmation : connu.preparation;
}
