import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { compose, CompositionError, schemaDrift, tryCompose, writeSchemaFiles } from '../../src/gateway/compose';
import { fuse } from '../../src/gateway/fuse';
import { executable } from '../../src/gateway/remote';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { subgraphSchema } from '../../src/gateway/subgraph-server';

const toy = (name: string, typeDefs: string, more: object = {}) => subgraphFromSdl({ name, typeDefs, ...more });

describe('composition', () => {
  it('lists every problem in a sentence', () => {
    const result = tryCompose([
      toy('a', 'type Query { x: Int! } type T @key(fields: "id") { id: ID! y: Int }'),
      toy('b', 'type T @key(fields: "nope") { id: ID! y: String }'),
    ]);
    expect(result).toBeInstanceOf(CompositionError);
    expect((result as CompositionError).problems.length).toBeGreaterThan(0);
    expect((result as CompositionError).message).toMatch(
      /The subgraphs do not compose:\n {2}- KEY_INVALID_FIELDS: .*nope/,
    );
  });

  it('does not depend on the order of the subgraphs', () => {
    const [a, b] = [
      toy('a', 'type Query { x: T } type T @key(fields: "id") { id: ID! }'),
      toy('b', 'type T @key(fields: "id") { id: ID! y: Int }'),
    ];
    expect(compose([a, b])).toEqual(compose([b, a]));
  });

  it('writes the schema files and tells which drift', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'schema-'));
    const a = toy('a', 'type Query { x: Int }');
    expect(await schemaDrift([a], folder)).toEqual(['api.graphql', 'subgraphs/a.graphql', 'supergraph.graphql']);
    await writeSchemaFiles([a], folder);
    expect(await schemaDrift([a], folder)).toEqual([]);
    await writeFile(join(folder, 'subgraphs', 'parti.graphql'), 'type X { y: Int }');
    await writeFile(join(folder, 'api.graphql'), 'type Query { autre: Int }');
    expect(await schemaDrift([a], folder)).toEqual(['api.graphql', 'subgraphs/parti.graphql']);
    await writeSchemaFiles([a], folder);
    expect(await schemaDrift([a], folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('fusion refuses, in a sentence', () => {
  const key = '@key(fields: "id")';
  it.each([
    [
      'an enum with two insides',
      [
        toy('a', 'enum E { X } type Query { a: E }', { resolvers: { E: { X: 1 } } }),
        toy('b', 'enum E { X } type Query { b: E }', { resolvers: { E: { X: 2 } } }),
      ],
      'Value E.X means something else inside subgraph "b" than in another, so it cannot be fused.',
    ],
    [
      'a progressive override',
      [
        toy('a', `type Query { t: T } type T ${key} { id: ID! f: Int }`),
        toy(
          'b',
          `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@override"])
           type T ${key} { id: ID! f: Int @override(from: "a", label: "percent(10)") }`,
        ),
      ],
      'Field T.f uses overrideLabel, which cannot be fused.',
    ],
    [
      'a value type that only a shared root field could complete',
      [
        toy('a', 'type Query { v: V @shareable } type V @shareable { commun: Int a: Int }'),
        toy('b', 'type Query { v: V @shareable } type V @shareable { commun: Int b: Int }'),
      ],
      'Field V.b has no key to be reached by from subgraph "a", so it cannot be fused.',
    ],
  ])('%s, which is then planned', (_title, subgraphs, sentence) => {
    expect(() => fuse(subgraphs)).toThrow(sentence);
    expect(executable({ subgraphs })).toMatchObject({ mode: 'planned', reason: { message: sentence } });
  });

  it('takes a part that the origin has not from the subgraph that has it all', async () => {
    const schema = fuse([
      toy('a', `type Query { t: T } type T ${key} { id: ID! v: V @shareable } type V @shareable { x: Int }`, {
        resolvers: { Query: { t: () => ({ id: '1', v: { x: 1 } }) } },
      }),
      toy('b', `type T ${key} { id: ID! v: V @shareable } type V @shareable { x: Int y: Int }`, {
        references: { T: (all: readonly object[]) => all.map(() => ({ v: { x: 1, y: 2 } })) },
      }),
    ]);
    expect(await graphql({ schema, source: '{ t { v { x y } } }', contextValue: {} })).toEqual({
      data: { t: { v: { x: 1, y: 2 } } },
    });
  });
});

describe('a subgraph served alone', () => {
  const dossier = toy('dossier', 'type Dossier @key(fields: "id") { id: ID! titre: String } type Autre { x: Int }', {
    resolvers: { Dossier: { titre: ({ id }: { id: string }) => `dossier ${id}` } },
    references: {
      Dossier: (all: readonly { id: string }[]) => all.map((one) => (one.id === '0' ? new Error('Non.') : one)),
    },
  });

  it('tells its SDL and resolves representations in order, each with its own error', async () => {
    const source = `query ($r: [_Any!]!) { _service { sdl } _entities(representations: $r) { __typename ... on Dossier { titre } } }`;
    const r = ['2', '0', '1'].map((id) => ({ __typename: 'Dossier', id }));
    const result = await graphql({ schema: subgraphSchema(dossier), source, variableValues: { r } });
    expect(JSON.parse(JSON.stringify(result.data))).toEqual({
      _service: { sdl: dossier.sdl },
      _entities: [{ __typename: 'Dossier', titre: 'dossier 2' }, null, { __typename: 'Dossier', titre: 'dossier 1' }],
    });
    expect(result.errors?.map(({ message, path }) => ({ message, path }))).toEqual([
      { message: 'Non.', path: ['_entities', 1] },
    ]);
  });

  it('keeps a type that is not an entity out of _Entity', async () => {
    const source = '{ __type(name: "_Entity") { possibleTypes { name } } }';
    expect(await graphql({ schema: subgraphSchema(dossier), source })).toEqual({
      data: { __type: { possibleTypes: [{ name: 'Dossier' }] } },
    });
  });
});
