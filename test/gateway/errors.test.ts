import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { refus, refusingSubgraphs } from './support/refusing-subgraphs';
import { everyWay, open, run } from './support/three-ways';

const code = 'ACCES_REFUSE';

everyWay('errors', refusingSubgraphs, [
  {
    title: 'keep message, code and path at the root and below',
    query: '{ casse { id } enfant { secret } }',
    expected: {
      data: { casse: null, enfant: { secret: null } },
      errors: [
        { message: 'Racine refusée.', code, path: ['casse'] },
        { message: 'Champ refusé.', code, path: ['enfant', 'secret'] },
      ],
    },
  },
  {
    title: 'propagate a null to the nearest nullable parent and keep the path of the culprit',
    query: '{ enfants { id e: exige } }',
    expected: {
      data: { enfants: [{ id: '1', e: '1' }, null, { id: '3', e: '3' }] },
      errors: [{ message: 'Champ exigé refusé.', code, path: ['enfants', 1, 'e'] }],
    },
  },
  {
    title: 'of an entity are told of each field asked, and an absent entity reads as null',
    query: '{ enfants { id mesure } }',
    expected: {
      data: {
        enfants: [
          { id: '1', mesure: null },
          { id: '2', mesure: null },
          { id: '3', mesure: null },
        ],
      },
      errors: [
        { message: 'Mesure refusée.', code, path: ['enfants', 0, 'mesure'] },
        { message: 'Enfant refusé.', code, path: ['enfants', 1, 'mesure'] },
      ],
    },
  },
  {
    title: 'below an entity keep their whole path, through lists and propagation',
    query: '{ enfant { ecole { nom } liste } }',
    expected: {
      data: { enfant: { ecole: null, liste: ['x', null, 'z'] } },
      errors: [
        { message: 'École refusée.', code, path: ['enfant', 'ecole', 'nom'] },
        { message: 'Élément refusé.', code, path: ['enfant', 'liste', 1] },
      ],
    },
  },
  {
    title: 'of a required field of another subgraph take the parent away, up to a nullable one',
    query: '{ strict { enfant { id obligatoire } } }',
    expected: {
      data: { strict: null },
      errors: [{ message: 'Obligatoire refusé.', code, path: ['strict', 'enfant', 'obligatoire'] }],
    },
  },
]);

describe('a key that comes late', () => {
  it('is waited for, and its failure is told by the fields that needed it', async () => {
    const a = subgraphFromSdl({
      name: 'a',
      typeDefs: 'type Query { enfants: [Enfant] } type Enfant @key(fields: "ine") { ine: String nom: String }',
      resolvers: {
        Query: { enfants: () => [{ n: 1 }, { n: 2 }] },
        Enfant: {
          nom: ({ n }: { n: number }) => `nom ${String(n)}`,
          ine: async ({ n }: { n: number }) => {
            await new Promise((resolve) => setImmediate(resolve));
            if (n === 2) throw refus('INE refusé.');
            return `I${String(n)}`;
          },
        },
      },
    });
    const b = subgraphFromSdl({
      name: 'b',
      typeDefs: 'type Enfant @key(fields: "ine") { ine: String classe: String }',
      resolvers: { Enfant: { classe: ({ ine }: { ine: string }) => `classe ${ine}` } },
      references: { Enfant: (representations: readonly object[]) => representations },
    });
    const opened = await open([a, b], 'fused');
    expect(await run(opened, '{ enfants { nom classe } }')).toEqual({
      data: {
        enfants: [
          { nom: 'nom 1', classe: 'classe I1' },
          { nom: 'nom 2', classe: null },
        ],
      },
      errors: [{ message: 'INE refusé.', code, path: ['enfants', 1, 'classe'] }],
    });
  });
});
