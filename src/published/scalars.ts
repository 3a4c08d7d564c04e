import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

// A calendar date that exists: `2026-02-30` has the right shape and is refused.
function isDate(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function isInstant(value: string): boolean {
  const date = INSTANT.exec(value)?.[1];
  return date !== undefined && isDateSafely(date);
}

function isDateSafely(value: string): boolean {
  try {
    return isDate(value);
  } catch {
    return false;
  }
}

function textScalar(name: string, description: string, accepts: (value: string) => boolean, refusal: string) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(refusal, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** Kept as the text that was received: the fingerprint of an input is that of what was sent. */
export const Horodatage = textScalar(
  'Horodatage',
  'Instant ISO 8601 avec son décalage, par exemple `2026-03-02T14:05:00+01:00`.',
  isInstant,
  'Horodatage attendu : un instant ISO 8601 qui existe, avec son décalage (exemple : 2026-03-02T14:05:00+01:00).',
);

export const DateCivile = textScalar(
  'DateCivile',
  'Date du calendrier, `AAAA-MM-JJ`.',
  isDateSafely,
  'Date attendue : une date du calendrier qui existe, au format AAAA-MM-JJ.',
);
