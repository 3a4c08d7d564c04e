import { GraphQLScalarType, Kind } from 'graphql';
import { HubError } from '../domain/errors';

// A calendar date that exists: `2026-02-30` has the right shape and is refused; so is the year 0000, which no calendar has.
function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value.startsWith('0000')) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

// No country is more than 14 hours away from UTC; PostgreSQL refuses an offset of 16.
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

function isInstant(value: string): boolean {
  const date = INSTANT.exec(value)?.[1];
  return date !== undefined && isDate(date);
}

function textScalar(name: string, description: string, accepts: (value: string) => boolean, refusal: string) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new HubError('BAD_USER_INPUT', refusal);
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
  isDate,
  'Date attendue : une date du calendrier qui existe, au format AAAA-MM-JJ.',
);
