/**
 * The closed catalogue of what the hub answers when it refuses. Codes are stable: partners' software reads them.
 * `http` is the status when the whole request is refused (GraphQL over HTTP, RFC 9457).
 */
export const CODES_ERREUR = {
  UNAUTHENTICATED: { http: 401, message: "Jeton d'accès absent, expiré ou invalide." },
  NIVEAU_INSUFFISANT: {
    http: 401,
    message: "La connexion n'atteint pas le niveau de garantie exigé ici : reconnectez-vous avec un second facteur.",
  },
  FORBIDDEN: { http: 403, message: "Votre institution n'est pas habilitée à cet acte." },
  FINALITE_REQUISE: { http: 403, message: "La fiche d'un enfant s'ouvre pour une finalité : dites laquelle." },
  FINALITE_REFUSEE: { http: 403, message: "Cette finalité n'est pas ouverte à votre institution." },
  INSTITUTION_INCONNUE: { http: 403, message: "L'institution du jeton n'est pas enregistrée auprès du hub." },
  ACCES_REVOQUE: { http: 403, message: "L'accès de votre institution ou de ce client au hub a été révoqué." },
  HABILITATION_CONTRAIRE: { http: 403, message: 'Le jeton ne dit pas ce que le registre accorde à ce client.' },
  AGENT_NON_DESIGNE: {
    http: 403,
    message:
      'Seul un agent individuellement désigné par le président du conseil départemental échange avec une autre collectivité (CASF R221-8).',
  },
  NOT_FOUND: { http: 200, message: "Aucun élément de ce nom n'est accessible à votre institution." },
  CONFLICT: {
    http: 200,
    message: "Cette clé d'idempotence a déjà servi pour un autre contenu : rien n'a été enregistré.",
  },
  BAD_USER_INPUT: { http: 400, message: 'La requête contient une valeur que le schéma refuse.' },
  BAD_REQUEST: { http: 400, message: "La requête n'est pas une requête GraphQL sur HTTP." },
  GRAPHQL_PARSE_FAILED: { http: 400, message: "Le document GraphQL n'a pas pu être lu." },
  GRAPHQL_VALIDATION_FAILED: { http: 400, message: 'Le document GraphQL ne respecte pas le schéma.' },
  HTTP_INVALIDE: { http: 400, message: 'La requête HTTP est mal formée ou incomplète.' },
  COUT_EXCESSIF: {
    http: 400,
    message:
      'Cette opération pourrait rendre trop d’objets : demandez moins de lignes (first), ou moins de listes imbriquées.',
  },
  DOCUMENT_EXCESSIF: {
    http: 400,
    message: 'Le document GraphQL est trop grand : demandez moins de champs, de niveaux ou d’alias.',
  },
  OPERATION_NON_AUTORISEE: {
    http: 400,
    message: "Cette opération n'est pas dans la liste des opérations autorisées de ce hub.",
  },
  JSON_INVALIDE: { http: 400, message: "Le corps de la requête n'est pas du JSON valide." },
  ROUTE_INCONNUE: { http: 404, message: "Aucun service du hub n'est à cette adresse." },
  METHOD_NOT_ALLOWED: { http: 405, message: 'Cette méthode n’est pas acceptée ici.' },
  NOT_ACCEPTABLE: { http: 406, message: 'Aucun des formats demandés (en-tête Accept) ne peut être produit.' },
  REQUEST_TIMEOUT: { http: 408, message: "La requête n'est pas arrivée en entier dans le délai imparti." },
  PIECE_INDISPONIBLE: { http: 409, message: 'Cette pièce ne peut pas être lue maintenant.' },
  PAYLOAD_TOO_LARGE: { http: 413, message: 'Le corps de la requête dépasse la taille admise.' },
  UNSUPPORTED_MEDIA_TYPE: { http: 415, message: 'Ce type de contenu n’est pas reçu ici.' },
  QUOTA_DEPASSE: { http: 429, message: 'Trop de demandes en peu de temps. Réessayez plus tard.' },
  ENTETES_TROP_LONGS: { http: 431, message: 'Les en-têtes de la requête dépassent la taille admise.' },
  SERVICE_INDISPONIBLE: { http: 503, message: 'Un service dont dépend cette réponse ne répond pas. Réessayez.' },
  DELAI_DEPASSE: {
    http: 503,
    message:
      "Le hub n'a pas terminé dans le temps imparti. Renvoyez la même demande : avec la même clé d'idempotence, un acte n'est enregistré qu'une fois.",
  },
  ERREUR_INTERNE: { http: 500, message: "Le hub n'a pas pu traiter la demande. Rien n'a été enregistré." },
} as const satisfies Record<string, { http: number; message: string }>;
export type CodeErreur = keyof typeof CODES_ERREUR;

/** Codes of a refused field (`userErrors`): the request was understood, its content breaks a rule. */
export const CODES_REFUS = {
  CHAMP_REQUIS: 'Un champ obligatoire est absent ou vide.',
  MOTIF_REQUIS: 'La loi demande un motif.',
  VALEUR_INVALIDE: 'La valeur ne respecte pas la règle du champ.',
  TEXTE_TROP_LONG: 'Le texte dépasse la longueur admise.',
  DATE_INVALIDE: "La date n'est pas possible ici.",
  DATE_FUTURE: 'La date est dans le futur.',
  IDENTIFIANT_INVALIDE: "L'identifiant n'a pas la forme attendue.",
  CLE_INVALIDE: "La clé de contrôle de l'identifiant est fausse.",
  INCONNU: "L'identifiant a la bonne forme mais ne désigne rien.",
  HORS_TERRITOIRE: 'Hors du territoire de votre institution.',
  EMETTEUR_DIFFERENT: "L'institution nommée n'est pas celle du jeton.",
  ETAT_INCOMPATIBLE: "L'état du dossier ne permet pas cet acte.",
  TRANSFERT_EN_COURS: "Le dossier est en cours de transfert vers un autre hub : rien n'y change jusqu'à son arrivée.",
  ARTICLE_CONTRAIRE: 'Un texte s’y oppose : le message le cite.',
  DEJA_FAIT: "L'acte est déjà accompli.",
  DESTINATAIRE_NON_RACCORDE: "L'autorité à prévenir n'est pas raccordée au hub : rien n'a été enregistré.",
} as const;
export type CodeRefus = keyof typeof CODES_REFUS;

/** One refused field. `path` starts at the act's `input`; `message` is French and never repeats a person's data. */
export interface Refus {
  readonly code: CodeRefus;
  readonly path: readonly string[];
  readonly message: string;
}

/** An expected refusal of the whole request, with a code of the catalogue. */
export class HubError extends Error {
  /** Read by graphql-js: the code is still there once the error has gone through a subgraph's answer. */
  readonly extensions: { readonly code: CodeErreur };

  constructor(
    readonly code: CodeErreur,
    message: string = CODES_ERREUR[code].message,
    /** When it is worth trying again, in seconds. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'HubError';
    this.extensions = { code };
  }
}

/** Raised by an act whose input breaks a rule: nothing was written, every refused field is named. */
export class RefusError extends Error {
  /** @param vises what the caller asked about, for the audit, when the input does not name it by its identifier */
  constructor(
    readonly refus: readonly Refus[],
    readonly vises: readonly { readonly type: string; readonly id: string }[] = [],
  ) {
    super(refus.map((one) => `${one.path.join('.')}: ${one.code}`).join(', '));
    this.name = 'RefusError';
  }
}

/** The refusal of one field, whose name begins the sentence. */
export function refus(champ: string | readonly string[], code: CodeRefus, phrase: string): RefusError {
  const path = [champ].flat();
  return new RefusError([{ path, code, message: `${String(path.at(-1))} : ${phrase}` }]);
}
