import { z } from 'zod';
import type { CodeErreur } from '../domain/errors';

interface Limit {
  /** The environment variable that changes it. */
  readonly variable: `LIMIT_${string}`;
  readonly defaut: number;
  readonly min: number;
  readonly max: number;
  /** For the partners and for those who set it, in French. */
  readonly dit: string;
  /** What the caller is answered beyond it, when it is answered at all. */
  readonly refus?: CodeErreur;
}

const limit = <V extends Limit['variable']>(
  variable: V,
  [min, defaut, max]: readonly [number, number, number],
  dit: string,
  refus?: CodeErreur,
) => ({ variable, min, defaut, max, dit, ...(refus ? { refus } : {}) }) satisfies Limit;

const MINUTE = 60_000;

/** Everything that the door counts: [least, default, most] that may be set, and what it answers beyond. */
export const LIMITS = {
  bodyBytes: limit(
    'LIMIT_BODY_BYTES',
    [1_024, 1_048_576, 16_777_216],
    'Octets du corps d’une requête',
    'PAYLOAD_TOO_LARGE',
  ),
  tokens: limit('LIMIT_TOKENS', [100, 2_000, 5_000], 'Lexèmes d’un document GraphQL', 'GRAPHQL_PARSE_FAILED'),
  depth: limit('LIMIT_DEPTH', [5, 20, 100], 'Niveaux de champs imbriqués, fragments dépliés', 'DOCUMENT_EXCESSIF'),
  fields: limit('LIMIT_FIELDS', [50, 1_500, 10_000], 'Champs demandés, fragments dépliés', 'DOCUMENT_EXCESSIF'),
  repeats: limit(
    'LIMIT_REPEATS',
    [0, 50, 1_000],
    'Champs répétés au même endroit, fragments dépliés',
    'DOCUMENT_EXCESSIF',
  ),
  aliases: limit('LIMIT_ALIASES', [0, 50, 1_000], 'Alias, fragments dépliés', 'DOCUMENT_EXCESSIF'),
  directives: limit('LIMIT_DIRECTIVES', [0, 30, 1_000], 'Directives, fragments dépliés', 'DOCUMENT_EXCESSIF'),
  objects: limit(
    'LIMIT_OBJECTS',
    [1_000, 100_000, 10_000_000],
    'Objets que la réponse pourrait contenir, listes au plus long',
    'COUT_EXCESSIF',
  ),
  clientPerMinute: limit(
    'LIMIT_CLIENT_PER_MINUTE',
    [1, 30_000, 10_000_000],
    'Points d’un client en une minute : un par champ racine, ou par centaine d’objets',
    'QUOTA_DEPASSE',
  ),
  everyonePerMinute: limit(
    'LIMIT_EVERYONE_PER_MINUTE',
    [1, 240_000, 100_000_000],
    'Points de tous les clients en une minute',
    'QUOTA_DEPASSE',
  ),
  urgentPerMinute: limit(
    'LIMIT_URGENT_PER_MINUTE',
    [1, 30_000, 10_000_000],
    'Points d’un client sur la voie urgente en une minute, comptés à part',
    'QUOTA_DEPASSE',
  ),
  failuresPerMinute: limit(
    'LIMIT_FAILURES_PER_MINUTE',
    [1, 300, 1_000_000],
    'Authentifications manquées d’une adresse en une minute ; un jeton valable passe toujours',
    'QUOTA_DEPASSE',
  ),
  refusalsPerMinute: limit(
    'LIMIT_REFUSALS_PER_MINUTE',
    [1, 60, 100_000],
    'Refus d’actes sensibles, faute de mandat, inscrits à l’audit pour un client en une minute ; les suivants sont comptés',
  ),
  concurrent: limit(
    'LIMIT_CONCURRENT',
    [1, 16, 1_000],
    'Opérations exécutées en même temps, hors voie urgente ; les autres attendent leur tour',
    'DELAI_DEPASSE',
  ),
  concurrentPerClient: limit(
    'LIMIT_CONCURRENT_PER_CLIENT',
    [1, 8, 1_000],
    'Opérations d’un client exécutées en même temps, hors voie urgente',
    'DELAI_DEPASSE',
  ),
  errors: limit('LIMIT_ERRORS', [1, 20, 100], 'Erreurs dites d’un même document'),
  headersTimeoutMs: limit(
    'LIMIT_HEADERS_MS',
    [100, 10_000, MINUTE],
    'Millisecondes pour recevoir les en-têtes',
    'REQUEST_TIMEOUT',
  ),
  requestTimeoutMs: limit(
    'LIMIT_REQUEST_MS',
    [100, 30_000, 10 * MINUTE],
    'Millisecondes pour recevoir la requête entière',
    'REQUEST_TIMEOUT',
  ),
  operationMs: limit(
    'LIMIT_OPERATION_MS',
    [50, 15_000, 10 * MINUTE],
    'Millisecondes d’exécution d’une opération',
    'DELAI_DEPASSE',
  ),
  idleMs: limit(
    'LIMIT_IDLE_MS',
    [1_000, 120_000, 10 * MINUTE],
    'Millisecondes d’une connexion où rien ne passe, réponse non lue comprise',
  ),
  connections: limit('LIMIT_CONNECTIONS', [10, 5_000, 1_000_000], 'Connexions ouvertes, tous clients confondus'),
  drainMs: limit(
    'LIMIT_DRAIN_MS',
    [0, 10_000, 10 * MINUTE],
    'Millisecondes laissées, à l’arrêt, aux requêtes en cours',
  ),
  sockets: limit('LIMIT_SOCKETS', [1, 1_000, 100_000], 'WebSockets ouverts, tous clients confondus'),
  socketsPerClient: limit(
    'LIMIT_SOCKETS_PER_CLIENT',
    [1, 20, 10_000],
    'WebSockets ouverts par un client',
    'QUOTA_DEPASSE',
  ),
  subscriptionsPerClient: limit(
    'LIMIT_SUBSCRIPTIONS_PER_CLIENT',
    [1, 100, 10_000],
    'Abonnements d’un client, tous WebSockets confondus',
    'QUOTA_DEPASSE',
  ),
  subscriptionsPerSocket: limit(
    'LIMIT_SUBSCRIPTIONS_PER_SOCKET',
    [1, 20, 1_000],
    'Abonnements d’un WebSocket',
    'BAD_REQUEST',
  ),
  socketMessageBytes: limit(
    'LIMIT_SOCKET_MESSAGE_BYTES',
    [1_024, 131_072, 1_048_576],
    'Octets d’un message de WebSocket',
  ),
  socketMessages: limit(
    'LIMIT_SOCKET_MESSAGES',
    [10, 500, 100_000],
    'Messages d’un WebSocket entre deux signes de vie',
  ),
  initTimeoutMs: limit(
    'LIMIT_SOCKET_INIT_MS',
    [50, 10_000, MINUTE],
    'Millisecondes pour présenter un jeton au WebSocket',
  ),
  pingMs: limit(
    'LIMIT_SOCKET_PING_MS',
    [50, 30_000, 10 * MINUTE],
    'Millisecondes entre deux signes de vie d’un WebSocket',
  ),
} as const satisfies Record<string, Limit>;

export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;
type Variable = (typeof LIMITS)[keyof typeof LIMITS]['variable'];

const rows = Object.entries(LIMITS) as [keyof Limits, Limit][];

export const DEFAULT_LIMITS = Object.fromEntries(rows.map(([name, { defaut }]) => [name, defaut])) as Limits;

/** The variables of the limits, for the schema of the configuration. */
export const limitVariables = Object.fromEntries(
  rows.map(([, { variable, defaut, min, max }]) => {
    const error = `must be a whole number, ${String(min)} to ${String(max)}`;
    return [
      variable,
      z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error }).default(defaut),
    ];
  }),
) as unknown as Record<Variable, z.ZodDefault<z.ZodNumber>>;

export function limitsOf(config: Readonly<Record<Variable, number>>): Limits {
  return Object.fromEntries(rows.map(([name, { variable }]) => [name, config[variable as Variable]])) as Limits;
}
