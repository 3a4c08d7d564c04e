import { graphql } from 'graphql';
import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { REPRESENTATIONS_MAX, subgraphSchema } from '../../src/gateway/subgraph-server';

const asked: unknown[] = [];
const schema = subgraphSchema(
  subgraphFromSdl({
    name: 'dossier',
    typeDefs: `
      type Dossier @key(fields: "id") @key(fields: "numero lieu { commune }") { id: ID! numero: Int! lieu: Lieu! }
      type Lieu { commune: String! }
      type Autre { x: Int }
    `,
    references: {
      Dossier: (all: readonly object[]) => {
        asked.push(...all);
        return all;
      },
    },
  }),
);

async function ask(r: unknown) {
  asked.length = 0;
  const source = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dossier { __typename } } }';
  const { data, errors = [] } = await graphql({ schema, source, variableValues: { r } });
  return {
    data: data && JSON.parse(JSON.stringify(data))._entities,
    errors: errors.map(({ message, path, extensions }) => ({ message, path, code: extensions['code'] })),
  };
}

const OBJET = 'un objet est attendu, avec __typename et les champs de la clé.';
const CLE = "la clé de Dossier manque ou n'a pas le bon type (« id » ou « numero lieu { commune } »).";
const AUCUNE = '__typename ne nomme aucune entité de ce service (Dossier).';

test.each([
  [5, OBJET],
  ['Dossier', OBJET],
  [[[]], OBJET],
  [{}, '__typename manque.'],
  [{ __typename: 5, id: '1' }, '__typename manque.'],
  [{ __typename: 'Bogus', id: '1' }, AUCUNE],
  [{ __typename: 'Autre', x: 1 }, AUCUNE],
  [{ __typename: 'constructor' }, AUCUNE],
  [{ __typename: 'Dossier' }, CLE],
  [{ __typename: 'Dossier', id: null }, CLE],
  [{ __typename: 'Dossier', id: { a: 1 } }, CLE],
  [{ __typename: 'Dossier', numero: 3 }, CLE],
  [{ __typename: 'Dossier', numero: 3, lieu: 'x' }, CLE],
  [{ __typename: 'Dossier', numero: 3, lieu: {} }, CLE],
])('%j is refused, alone, with its index', async (bad, fault) => {
  const good = { __typename: 'Dossier', id: '1' };
  const { data, errors } = await ask([good, bad, good]);
  expect(data).toEqual([{ __typename: 'Dossier' }, null, { __typename: 'Dossier' }]);
  expect(errors).toEqual([
    { message: `representations[1] : ${fault}`, path: ['_entities', 1], code: 'BAD_USER_INPUT' },
  ]);
  expect(asked).toEqual([good, good]);
});

test('either key is enough', async () => {
  const all = [
    { __typename: 'Dossier', id: 7 },
    { __typename: 'Dossier', numero: 3, lieu: { commune: '31555' } },
  ];
  expect((await ask(all)).errors).toEqual([]);
  expect(asked).toEqual(all);
});

test('a null in the list is refused by the schema', async () => {
  expect((await ask([null])).errors).toEqual([expect.objectContaining({ message: expect.stringContaining('$r') })]);
});

test('the list is limited', async () => {
  const many = (n: number) => Array.from({ length: n }, (_, id) => ({ __typename: 'Dossier', id }));
  expect((await ask(many(REPRESENTATIONS_MAX))).errors).toEqual([]);
  const { data, errors } = await ask(many(2 * REPRESENTATIONS_MAX));
  expect(data).toBeNull();
  expect(errors).toEqual([
    { message: 'representations : 1000 éléments au plus.', path: ['_entities'], code: 'BAD_USER_INPUT' },
  ]);
  expect(asked).toEqual([]);
});
