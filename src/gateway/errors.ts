import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CODES_ERREUR, HubError, RefusError, type CodeErreur, type Refus } from '../domain/errors';
import { errorCode, type Logger } from '../platform/logger';
import { panneDeLaBase } from '../platform/panne-base';
import { CoffreIndisponible } from '../platform/secret/transit';
import { traduireSyntaxe } from './syntaxe-fr';
import { traduireCoercition } from './valeurs-fr';
import { traduireValidation } from './validation-fr';

/** An error as it leaves the hub. Built from nothing: what an error carries besides never gets out. */
export interface ErreurPubliee extends GraphQLFormattedError {
  readonly extensions: {
    readonly code: CodeErreur;
    /** The request, to be quoted to the hub's support. */
    readonly requete: string;
    readonly refus?: readonly Refus[];
    readonly service?: string;
  };
}

/** What Apollo Server calls these refusals. */
const CODES_APOLLO: Readonly<Record<string, CodeErreur>> = {
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

export const OPERATION_INTROUVABLE =
  "L'opération à exécuter n'est pas déterminée : le document en contient plusieurs ou aucune de ce nom (operationName).";

/** Nothing is said of what was recorded: the connection may have been lost on the way back from a commit. */
const BASE_ABSENTE =
  "La base du hub ne répond pas. Renvoyez la même demande : avec la même clé d'idempotence, un acte n'est enregistré qu'une fois.";

interface Reading {
  readonly code: CodeErreur;
  readonly message: string;
  readonly refus?: readonly Refus[];
  readonly service?: string;
}

/**
 * The French sentence and the stable code of any error, whoever threw it. `stage` says what was being done when the
 * error itself does not: it is how graphql-js's own errors get their code.
 */
function read(error: unknown, stage?: CodeErreur): Reading {
  const ours = findCause(error);
  if (ours instanceof HubError) {
    // A scalar of the hub refused a variable: say which one.
    const located = error instanceof GraphQLError && error.path === undefined ? traduireCoercition(error) : undefined;
    return { code: ours.code, message: located ?? ours.message };
  }
  if (ours instanceof RefusError) {
    const message = ours.refus[0]?.message ?? CODES_ERREUR.BAD_USER_INPUT.message;
    return { code: 'BAD_USER_INPUT', message, refus: ours.refus };
  }
  if (isCancelled(error)) return { code: 'DELAI_DEPASSE', message: CODES_ERREUR.DELAI_DEPASSE.message };
  if (panneDeLaBase(thrown(error))) return { code: 'SERVICE_INDISPONIBLE', service: 'base', message: BASE_ABSENTE };
  if (!(error instanceof GraphQLError)) return internal;
  const given = error.extensions['code'];
  const code = stage ?? (isCode(given) ? given : CODES_APOLLO[String(given)]);
  switch (code) {
    case 'GRAPHQL_PARSE_FAILED':
      return { code, message: traduireSyntaxe(error.message) };
    case 'GRAPHQL_VALIDATION_FAILED':
      return { code, message: traduireValidation(error.message) ?? CODES_ERREUR[code].message };
    case 'BAD_REQUEST':
      return { code, message: given === code ? CODES_ERREUR[code].message : OPERATION_INTROUVABLE };
    case 'BAD_USER_INPUT':
      return { code, message: traduireCoercition(error) ?? CODES_ERREUR[code].message };
    case 'SERVICE_INDISPONIBLE':
      return unavailable(error.extensions['service']);
    case 'ERREUR_INTERNE':
      return internal;
    case undefined: {
      // A value that only execution can refuse: a null variable in a required argument.
      const message = thrownByGraphql(error) ? traduireCoercition(error) : undefined;
      return message === undefined ? internal : { code: 'BAD_USER_INPUT', message };
    }
    default:
      return { code, message: CODES_ERREUR[code].message };
  }
}

const internal: Reading = { code: 'ERREUR_INTERNE', message: CODES_ERREUR.ERREUR_INTERNE.message };

function unavailable(service: unknown): Reading {
  const code = 'SERVICE_INDISPONIBLE';
  if (typeof service !== 'string' || !/^[\w-]{1,32}$/.test(service))
    return { code, message: CODES_ERREUR[code].message };
  return { code, service, message: `Le service « ${service} », dont dépend cette réponse, ne répond pas. Réessayez.` };
}

export function isCode(code: unknown): code is CodeErreur {
  return typeof code === 'string' && Object.hasOwn(CODES_ERREUR, code);
}

// A resolver that throws is wrapped by `locatedError`; the errors of graphql-js's own checks have no original error, or
// that of a scalar.
function thrownByGraphql(error: GraphQLError): boolean {
  return error.originalError === undefined || error.path === undefined || error.originalError instanceof GraphQLError;
}

/** PostgreSQL has cancelled a statement that lasted too long. */
function isCancelled(error: unknown): boolean {
  return errorCode(thrown(error)) === '57014';
}

function thrown(error: unknown): unknown {
  return error instanceof GraphQLError ? error.originalError : error;
}

function findCause(error: unknown): HubError | RefusError | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 6; depth += 1) {
    if (current instanceof HubError || current instanceof RefusError) return current;
    current = current instanceof GraphQLError ? (current.originalError ?? current.cause) : current.cause;
  }
  return undefined;
}

export function publish(error: unknown, requete: string, stage?: CodeErreur): ErreurPubliee {
  const { code, message, refus, service } = read(error, stage);
  const { path, locations } = error instanceof GraphQLError ? error : { path: undefined, locations: undefined };
  return {
    message,
    ...(locations && locations.length > 0 ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: { code, requete, ...(refus ? { refus } : {}), ...(service === undefined ? {} : { service }) },
  };
}

/** Tells the operators of what was not expected, and nobody of what was. */
export function report(error: unknown, requestId: string, logger: Logger): void {
  const { code } = read(error);
  if (code === 'SERVICE_INDISPONIBLE') {
    const ours = findCause(error);
    const echec = ours instanceof CoffreIndisponible ? ours.echec : undefined;
    logger.warn('requete.service-indisponible', { requestId, codeErreur: code, echec });
  }
  if (code !== 'ERREUR_INTERNE') return;
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  logger.error('requete.erreur-interne', { requestId, codeErreur: code, error: cause });
}
