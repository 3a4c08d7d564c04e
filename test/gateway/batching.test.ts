import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { open, run, WAYS } from './support/three-ways';

const COUNT = 50;
const ids = Array.from({ length: COUNT }, (_, index) => String(index));

function subgraphs(calls: string[]) {
  const counted =
    (name: string) =>
    async (representations: readonly { id: string }[]): Promise<readonly object[]> => {
      calls.push(`${name} ${representations.length}`);
      await new Promise((resolve) => setImmediate(resolve));
      return representations;
    };
  const crip = subgraphFromSdl({
    name: 'crip',
    typeDefs: `type Query { enfants: [Enfant!]! } type Enfant @key(fields: "id") { id: ID! nom: String naissance: String }`,
    resolvers: {
      Query: { enfants: () => Promise.resolve(ids.map((id) => ({ id }))) },
      Enfant: { nom: ({ id }: { id: string }) => Promise.resolve(`nom ${id}`), naissance: () => '2015-01-01' },
    },
    references: { Enfant: counted('crip.Enfant') },
  });
  const ase = subgraphFromSdl({
    name: 'ase',
    typeDefs: `
      type Enfant @key(fields: "id") { id: ID! mesures: [Mesure!]! referent: String }
      type Mesure @key(fields: "id") { id: ID! enfant: Enfant! }`,
    resolvers: {
      Enfant: {
        mesures: ({ id }: { id: string }) => [
          { id: `${id}a`, enfant: { id } },
          { id: `${id}b`, enfant: { id } },
        ],
        referent: () => 'référent',
      },
    },
    references: { Enfant: counted('ase.Enfant'), Mesure: counted('ase.Mesure') },
  });
  const justice = subgraphFromSdl({
    name: 'justice',
    typeDefs: `
      type Mesure @key(fields: "id") { id: ID! juge: String tribunal: String }
      type Enfant @key(fields: "id") { id: ID! naissance: String @external majorite: String @requires(fields: "naissance") }`,
    resolvers: {
      Mesure: { juge: ({ id }: { id: string }) => `juge ${id}`, tribunal: () => 'TJ' },
      Enfant: { majorite: ({ naissance }: { naissance: string }) => String(Number(naissance.slice(0, 4)) + 18) },
    },
    references: { Mesure: counted('justice.Mesure'), Enfant: counted('justice.Enfant') },
  });
  return [crip, ase, justice];
}

const query = '{ enfants { nom referent majorite mesures { juge tribunal enfant { nom } } } }';

describe.each(WAYS)('fifty entities over three subgraphs, %s', (way) => {
  it('call each reference once per type and level, without duplicates', async () => {
    const calls: string[] = [];
    const opened = await open(subgraphs(calls), way);
    const { data, errors } = (await run(opened, query)) as { data: { enfants: unknown[] }; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(data.enfants).toHaveLength(COUNT);
    expect(data.enfants[7]).toEqual({
      nom: 'nom 7',
      referent: 'référent',
      majorite: '2033',
      mesures: ['7a', '7b'].map((id) => ({ juge: `juge ${id}`, tribunal: 'TJ', enfant: { nom: 'nom 7' } })),
    });
    expect(calls.sort()).toEqual(['ase.Enfant 50', 'crip.Enfant 50', 'justice.Enfant 50', 'justice.Mesure 100']);
    await opened.close();
  });

  it('call nothing that the query does not ask for', async () => {
    const calls: string[] = [];
    const opened = await open(subgraphs(calls), way);
    await run(opened, '{ enfants { id nom } }');
    expect(calls).toEqual([]);
    await opened.close();
  });
});

describe('fused', () => {
  it('does not carry an entity over from one mutation to the next', async () => {
    let etat = 0;
    const a = subgraphFromSdl({
      name: 'a',
      typeDefs: 'type Query { _a: Int } type Mutation { avancer: Dossier } type Dossier @key(fields: "id") { id: ID! }',
      resolvers: { Mutation: { avancer: () => (etat++, { id: '1' }) } },
    });
    const b = subgraphFromSdl({
      name: 'b',
      typeDefs: 'type Dossier @key(fields: "id") { id: ID! etat: Int }',
      references: { Dossier: (representations: readonly object[]) => representations.map(() => ({ etat })) },
    });
    const opened = await open([a, b], 'fused');
    expect(await run(opened, 'mutation { un: avancer { etat } deux: avancer { etat } }')).toEqual({
      data: { un: { etat: 1 }, deux: { etat: 2 } },
    });
  });
});
