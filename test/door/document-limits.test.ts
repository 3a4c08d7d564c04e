import { getIntrospectionQuery, parse } from 'graphql';
import { measure } from '../../src/gateway/document-measure';
import type { Door } from '../../src/gateway/server';
import { DEFAULT_LIMITS } from '../../src/platform/limits';
import { client, follow } from './socket-client';
import { expectPublished, openDoor, query } from './support';

describe('what a document asks for is counted with its fragments unfolded', () => {
  it.each([
    ['{ a }', { depth: 1, fields: 1, repeats: 0, aliases: 0, directives: 0 }],
    ['{ x: a { y: b c } d @skip(if: true) }', { depth: 2, fields: 4, repeats: 0, aliases: 2, directives: 1 }],
    ['{ ...F ...F } fragment F on Q { x: a { ...G } } fragment G on Q { b @include(if: true) }', undefined],
    ['{ a x: a a { b } ... { a } x: b }', { depth: 2, fields: 6, repeats: 2, aliases: 2, directives: 0 }],
    [
      '{ ... on Q @include(if: true) { ... { a { b } } } }',
      { depth: 2, fields: 2, repeats: 0, aliases: 0, directives: 1 },
    ],
    ['query A @d { a } query B { b { c } }', { depth: 2, fields: 3, repeats: 0, aliases: 0, directives: 1 }],
    [
      '{ ...F } fragment F on Q { a { ...F } ...absent }',
      { depth: 1, fields: 1, repeats: 0, aliases: 0, directives: 0 },
    ],
  ])('%s', (document, expected = { depth: 2, fields: 4, repeats: 0, aliases: 2, directives: 2 }) => {
    expect(measure(parse(document))).toEqual(expected);
  });

  // Walked one by one, 2²⁰⁰ selections would never end.
  it('however much its fragments double', () => {
    const doubling = Array.from({ length: 200 }, (_, i) => `fragment F${i} on Q { ...F${i + 1} ...F${i + 1} }`).join(
      ' ',
    );
    expect(measure(parse(`{ ...F0 } ${doubling} fragment F200 on Q { a }`)).fields).toBe(2 ** 200);
  });

  it('leaves room for the introspection of the usual tools', () => {
    const found = measure(parse(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true })));
    for (const name of ['depth', 'fields', 'repeats', 'aliases', 'directives'] as const)
      expect(found[name]).toBeLessThanOrEqual(DEFAULT_LIMITS[name]);
  });
});

describe('a document that asks for too much is refused before it is validated', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(() => door.close());

  const times = (count: number, text: (rank: number) => string) =>
    Array.from({ length: count }, (_, i) => text(i)).join(' ');
  const nested = (levels: number): string => `dossier(id: 1) { ${levels > 1 ? nested(levels - 1) : 'id'} }`;
  const doubled = times(30, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);

  it.each([
    ['101 aliases', `{ ${times(101, (i) => `a${i}: __typename`)} }`, '50 alias'],
    ['500 times the same field', `{ ${times(500, () => '__typename')} }`, '50 fois'],
    ['21 levels', `{ ${nested(20)} }`, '20 niveaux'],
    ['fragments that double 30 times', `{ ...F0 } ${doubled} fragment F30 on Query { bonjour }`, '1500 champs'],
    [
      'aliases hidden in fragments',
      `{ ${times(30, () => '...F')} } fragment F on Query { a: bonjour b: moi }`,
      '50 alias',
    ],
    ['31 directives', `{ ${times(31, () => '... @skip(if: false) { bonjour }')} }`, '30 directives'],
    ['a document that fits the schema no more', `{ ${times(101, (i) => `a${i}: inconnu`)} }`, '50 alias'],
  ])('%s', async (_, text, named) => {
    const answer = await query(door, text);
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toHaveLength(1);
    expect(expectPublished(answer, 'DOCUMENT_EXCESSIF').message).toContain(named);
  });

  it('over a socket too', async () => {
    const by = client(door);
    const { end } = await follow(by, `subscription { sansFin ${times(500, () => 'sansFin')} }`);
    await by.dispose();
    expect(end[0]).toMatchObject({ extensions: { code: 'DOCUMENT_EXCESSIF' } });
  });

  it('each limit is set by the one who opens the door', async () => {
    const narrow = await openDoor({ limits: { aliases: 1, depth: 1, objects: 1 } });
    expectPublished(await query(narrow, '{ a: bonjour b: bonjour }'), 'DOCUMENT_EXCESSIF');
    expectPublished(await query(narrow, '{ dossier(id: 1) { id } }'), 'DOCUMENT_EXCESSIF');
    expectPublished(await query(narrow, '{ dossier(id: 1) { __typename } sujet { __typename } }'), 'DOCUMENT_EXCESSIF');
    await narrow.close();
  });
});
