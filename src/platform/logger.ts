import pino, { type DestinationStream } from 'pino';

/**
 * The only fields a log line may carry: identifiers of rows, of institutions and of machines, codes, counts, durations.
 * Anything else is dropped, whatever the caller passed: a person's data cannot reach a log by a slip.
 */
const CHAMPS = [
  'acte',
  'backend',
  'codeErreur',
  'composant',
  'connecteur',
  'destinataire',
  'dureeMs',
  'echec',
  'echeanceId',
  'etat',
  'evenementId',
  'host',
  'institution',
  'job',
  'livraisonId',
  'nombre',
  'operation',
  'port',
  'requestId',
  'role',
  'signal',
  'statut',
  'subgraph',
  'sujetId',
  'tentative',
  'url',
  'version',
] as const;
export type LogFields = Partial<Record<(typeof CHAMPS)[number], string | number | boolean | undefined>> & {
  /** Its name, its code and its stack frames are kept; its message, which may quote a value, is not. */
  readonly error?: unknown;
};

export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  const sink = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    options.destination ?? pino.destination({ fd: 1, sync: false }),
  );
  const at =
    (level: keyof Logger) =>
    (event: string, fields: LogFields = {}) => {
      if (sink.isLevelEnabled(level)) sink[level](allowed(fields), event);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const champ of CHAMPS) if (fields[champ] !== undefined) kept[champ] = fields[champ];
  if (fields.error !== undefined) kept['error'] = describeError(fields.error);
  return kept;
}

function describeError(error: unknown) {
  const { name, stack } = parts(error);
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: name ?? typeof error, code: errorCode(error), at: frames.slice(0, 8).map((line) => line.trim()) };
}

/** The machine code of an error (`ECONNREFUSED`, `23505`), searched along its causes. */
export function errorCode(error: unknown): string | undefined {
  for (let current = error, depth = 0; depth < 4; current = parts(current).cause, depth += 1) {
    const { code } = parts(current);
    if (typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code)) return code;
  }
  return undefined;
}

/** Read by shape: an error of the platform may come from another realm. */
function parts(error: unknown): { name?: string; stack?: string; code?: unknown; cause?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
