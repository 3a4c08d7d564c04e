import { execute, parse } from 'graphql';
import { observer, type Fiche } from '../../src/acces/observer';
import { subgraphFromSdl } from '../../src/gateway/subgraph';

const TYPES = 'type Enfant { id: ID! nomNaissance: String scolarite: Scolarite } type Scolarite { uai: String }';

/** What is noted while the query runs. */
async function notees(query: string, enfants: unknown): Promise<[Fiche, string | undefined][]> {
  const { schema } = observer(
    subgraphFromSdl({
      name: 'essai',
      typeDefs: `type Query { enfants: [Enfant] texte: String } ${TYPES}`,
      resolvers: { Query: { enfants: () => enfants, texte: () => 'x' } },
    }),
  );
  const vues: [Fiche, string | undefined][] = [];
  const contextValue = {
    finalite: 'EVALUATION',
    lectures: { noter: (fiche: Fiche, finalite: string | undefined) => vues.push([fiche, finalite]) },
  };
  await execute({ schema, document: parse(query), contextValue });
  return vues;
}

const ids = (vues: readonly [Fiche, unknown][]) => vues.map(([{ type, value }]) => [type, value['id']]);

test('what is handed over is noted, now or later, with the purpose; a part, with what led to it', async () => {
  const un = { id: '1', nomNaissance: 'A', scolarite: { uai: 'X' } };
  for (const enfants of [[un], Promise.resolve([un])]) {
    const vues = await notees('{ enfants { nomNaissance scolarite { uai } } }', enfants);
    expect(vues).toEqual([
      [{ type: 'Enfant', value: un }, 'EVALUATION'],
      [{ type: 'Scolarite', value: un.scolarite, parent: { type: 'Enfant', value: un } }, 'EVALUATION'],
    ]);
  }
});

test('what is absent, refused, not asked for, or only named is not an access', async () => {
  const enfants = [
    null,
    new Error('refused'),
    { id: '2' },
    { __typename: 'Enfant', id: '3' },
    { id: '4', nomNaissance: null },
  ];
  expect(ids(await notees('{ enfants { id } }', enfants))).toEqual([['Enfant', '4']]);
  expect(await notees('{ texte }', enfants)).toEqual([]);
});

test('an entity that another subgraph asks for is noted too', async () => {
  const { references } = observer(
    subgraphFromSdl({
      name: 'essai',
      typeDefs: `type Query { texte: String } extend type Enfant @key(fields: "id") { id: ID! } ${TYPES.replace('type Enfant', 'type Autre')}`,
      references: { Enfant: () => [{ id: '1', nomNaissance: 'A' }, null] },
    }),
  );
  const vues: Fiche[] = [];
  const contexte = { finalite: undefined, lectures: { noter: (fiche: Fiche) => vues.push(fiche) } };
  await references['Enfant']!([{ __typename: 'Enfant' }, { __typename: 'Enfant' }], contexte);
  expect(vues).toEqual([{ type: 'Enfant', value: { id: '1', nomNaissance: 'A' } }]);
});

test('a subscription that would open a record is refused when the hub starts', () => {
  const subgraph = subgraphFromSdl({
    name: 'essai',
    typeDefs: `type Query { texte: String } type Subscription { enfant: Enfant } ${TYPES}`,
  });
  expect(() => observer(subgraph)).toThrow('Subscription.enfant opens a record.');
});
