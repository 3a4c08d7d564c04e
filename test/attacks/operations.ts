import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Chance } from './chance';

export interface Operation {
  /** The first root field. */
  readonly field: string;
  readonly query: string;
  /** JSON text: what no JavaScript value can say is written in it. */
  readonly variables: string;
}

export interface Source {
  readonly schema: GraphQLSchema;
  readonly draw: Chance;
  /** Identifiers of records. */
  readonly ids: readonly string[];
  /** Values of the right form, by name of field. */
  readonly forms: Readonly<Record<string, readonly unknown[]>>;
  /** An input of each mutation that is right or nearly, to start from. */
  readonly inputs: Readonly<Record<string, () => object>>;
}

/** Written as they are in the JSON text. */
const RAW = {
  '@@1e400@@': '1e400',
  '@@-1e400@@': '-1e400',
  '@@proto@@': '{"__proto__":{"role":"crip"},"constructor":{"prototype":{}}}',
};

const HOSTILE: readonly unknown[] = [
  ...[null, true, -1, 0, 1.5, 2 ** 31, -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER, ...Object.keys(RAW)],
  ...['', ' ', '\0', 'a\0b', '\ud800', 'a\udfff', '\u202e', '\u200b', '\r\n', '🙂'.repeat(50), 'é'.repeat(20_001)],
  ...['0000-01-01', '9999-12-31', '2026-02-30', '2026-02-30T10:00:00Z', '+275760-09-13T00:00:00Z', '-000001-01-01'],
  ...['2026-03-02T10:00:00+99:99', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-12:00'],
  ...[
    "' OR '1'='1",
    "'; DROP TABLE hub.partenaire; --",
    '%',
    '_',
    '\\',
    '\\x00',
    '{}',
    '[]',
    '${7*7}',
    '../../etc/passwd',
  ],
  ...['__proto__', 'constructor', 'toString', 'NaN', 'undefined', 'null', '01890000-0000-7000-8000-000000000000'],
  ...[[], {}, [[[]]], [null], { a: 1 }, [1, 'a', null], { toString: 'x' }, { valueOf: 1 }, { then: 1 }],
];

/** An operation that a partner could have written, or nearly. */
export function drawOperation(source: Source, rate: number): Operation {
  const { schema, draw } = source;
  const isMutation = draw.happens(0.4);
  const root = (isMutation ? schema.getMutationType() : schema.getQueryType())!;
  const definitions: string[] = [];
  const values: string[] = [];
  const asked = Array.from({ length: draw.happens(0.15) ? 3 : 1 }, () => draw.pick(Object.values(root.getFields())));
  const fields = asked.map((field, rank) => {
    const base = isMutation && draw.happens(0.7) ? source.inputs[field.name] : undefined;
    const given = field.args.flatMap((argument) => {
      if (!isNonNullType(argument.type) && draw.happens(0.4)) return [];
      const variable = `v${String(values.length)}`;
      definitions.push(`$${variable}: ${declared(argument, draw, rate)}`);
      const value = base
        ? repaired(argument.type, argument.name, base(), source, rate)
        : valueOf(argument.type, argument.name, source, rate);
      values.push(`"${variable}":${json(value)}`);
      return [`${argument.name}: $${variable}`];
    });
    return `f${String(rank)}: ${field.name}${given.length > 0 ? `(${given.join(' ')})` : ''} ${selectionOf(field, draw, 3)}`;
  });
  const head = definitions.length > 0 ? `(${definitions.join(' ')})` : '';
  const query = `${isMutation ? 'mutation' : 'query'} Q${head} { ${fields.join(' ')} }`;
  return {
    field: asked[0]!.name,
    query: draw.happens(rate / 5) ? damaged(query, draw) : query,
    variables: draw.happens(rate / 10) ? json(draw.pick(HOSTILE)) : `{${values.join(',')}}`,
  };
}

function declared({ type }: GraphQLArgument, draw: Chance, rate: number): string {
  return draw.happens(rate / 20) ? draw.pick(['String', 'Int!', '[ID!]!', 'Nope', 'Enfant']) : String(type);
}

function valueOf(type: GraphQLInputType, name: string, source: Source, rate: number, depth = 0): unknown {
  const { draw } = source;
  if (draw.happens(rate / 8)) return draw.pick(HOSTILE);
  if (isNonNullType(type)) return valueOf(type.ofType, name, source, rate, depth);
  if (isListType(type))
    return Array.from({ length: draw.int(3) + (draw.happens(rate / 20) ? 200 : 0) }, () =>
      valueOf(type.ofType, name, source, rate, depth),
    );
  if (isInputObjectType(type)) {
    const entries = Object.values(type.getFields()).flatMap((field): [string, unknown][] => {
      const isLeft = isNonNullType(field.type) ? draw.happens(rate / 20) : draw.happens(depth > 3 ? 1 : 0.5);
      return isLeft ? [] : [[field.name, valueOf(field.type, field.name, source, rate, depth + 1)]];
    });
    if (draw.happens(rate / 20)) entries.push([draw.pick(['__proto__', 'inconnu', 'toString']), 1]);
    return Object.fromEntries(entries);
  }
  const formed = source.forms[name];
  if (formed && draw.happens(0.85)) return draw.pick(formed);
  if (isEnumType(type)) return draw.pick(type.getValues()).name;
  switch (type.name) {
    case 'ID':
      return draw.pick(source.ids);
    case 'Int':
      return draw.int(120);
    case 'Float':
      return draw.int(1000) / 7;
    case 'Boolean':
      return draw.happens(0.5);
    case 'DateCivile':
      return draw.pick(['2026-03-02', '2014-05-02', '2026-02-28', '2027-01-01']);
    case 'Horodatage':
      return draw.pick(['2026-03-02T10:00:00+01:00', '2026-01-01T00:00:00Z', '2026-03-06T18:40:00.123Z']);
    default:
      return draw.pick(['Exemple', 'Un texte de quelques mots, accentué.', 'tj31555', '31', '31555', 'A1']);
  }
}

/** The same value with real identifiers and no blanks, then hostile here and there. */
function repaired(type: GraphQLInputType, name: string, value: unknown, source: Source, rate: number): unknown {
  const { draw } = source;
  if (value === undefined) return value;
  if (draw.happens(rate / 12)) return draw.pick(HOSTILE);
  if (isNonNullType(type)) return repaired(type.ofType, name, value, source, rate);
  if (isListType(type) && Array.isArray(value))
    return value.map((item) => repaired(type.ofType, name, item, source, rate));
  if (isInputObjectType(type) && typeof value === 'object' && value !== null) {
    const fields = type.getFields();
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const field = fields[key];
        return [key, field ? repaired(field.type, key, item, source, rate) : item];
      }),
    );
  }
  const named = getNamedType(type).name;
  if (named === 'ID') return draw.pick(source.forms[name] && draw.happens(0.5) ? source.forms[name] : source.ids);
  if (name === 'idempotencyKey') return `cle-${String(draw.int(1_000_000))}`;
  return value === '' ? 'Exemple' : value;
}

function selectionOf(field: GraphQLField<unknown, unknown>, draw: Chance, depth: number): string {
  const type = getNamedType(field.type);
  if (isLeafType(type) || !isObjectType(type)) return isLeafType(type) ? '' : '{ __typename }';
  return selection(type, draw, depth);
}

function selection(type: GraphQLObjectType, draw: Chance, depth: number): string {
  const chosen = Object.values(type.getFields()).filter(
    (field) =>
      draw.happens(0.4) &&
      !field.args.some(({ type: of }) => isNonNullType(of)) &&
      (depth > 0 || isLeafType(getNamedType(field.type))),
  );
  const fields = chosen.map((field) => `${field.name} ${selectionOf(field, draw, depth - 1)}`.trim());
  return `{ __typename ${fields.join(' ')} }`;
}

/** A token lost, doubled, or replaced. */
function damaged(query: string, draw: Chance): string {
  const at = draw.int(query.length);
  const put = draw.pick([
    '',
    query.slice(at, at + 20),
    '{',
    '}',
    '"',
    '...',
    '@skip(if: true)',
    '\0',
    '\ud800',
    '$',
    '"""',
    '#',
    '[['.repeat(50),
  ]);
  return query.slice(0, at) + put + query.slice(at + draw.int(8));
}

function json(value: unknown): string {
  return JSON.stringify(value).replace(/"(@@[^"]+@@)"/g, (_, name: string) => RAW[name as keyof typeof RAW]);
}
