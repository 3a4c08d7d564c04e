import { subgraphFromSdl } from '../../src/gateway/subgraph';
import { everyWay } from './support/three-ways';

/** A part that two subgraphs make: read alike (`Commune`), or each its own way (`Lieu`), or leading elsewhere (`Renvoi`). */
const parts = `
  type Commune @shareable { nom: String lieu: Lieu code(prefixe: String = "F-"): String }
  type Lieu @shareable { adresse: String }
  type Renvoi @shareable { enfant: Enfant note: Note }
  type Note @shareable { texte: String }`;

function subgraphs() {
  const enfant = { id: '1', nom: 'Léa' };
  const commune = (adresse: string) => ({
    nom: 'Foix',
    lieu: { adresse },
    code: ({ prefixe }: { prefixe: string }) => `${prefixe}09122`,
  });
  const renvoi = { enfant, note: Promise.resolve({ texte: () => 'à suivre' }) };
  const crip = subgraphFromSdl({
    name: 'crip',
    typeDefs: `type Query { enfant: Enfant communes: [[Commune]] recherche: [Trouve!]! }
      union Trouve = Enfant | Personne
      type Personne { nom: String }
      type Enfant @key(fields: "id") { id: ID! nom: String commune: Commune renvoi: Renvoi }
      ${parts}`,
    resolvers: {
      Query: {
        enfant: () => enfant,
        communes: () => [[commune('un'), null], null, [commune('deux')]],
        recherche: () => [
          { __typename: 'Personne', nom: 'Durand' },
          { __typename: 'Enfant', ...enfant },
        ],
      },
      Enfant: { commune: () => commune('12 rue'), renvoi: () => renvoi },
      Lieu: { adresse: ({ adresse }: { adresse: string }) => `crip: ${adresse}` },
    },
    references: { Enfant: (asked) => asked.map(() => enfant) },
  });
  const ase = subgraphFromSdl({
    name: 'ase',
    typeDefs: `type Enfant @key(fields: "id") { id: ID! suiviA: Commune suite: Renvoi }
      ${parts}`,
    resolvers: {
      Enfant: { suiviA: () => commune('3 place'), suite: () => Promise.resolve({ ...renvoi, enfant: { id: '1' } }) },
      Lieu: { adresse: ({ adresse }: { adresse: string }) => `ase: ${adresse}` },
    },
    references: { Enfant: (asked) => asked },
  });
  return [crip, ase];
}

everyWay('a part that several subgraphs make', subgraphs, [
  {
    title: 'is read by the one that made it',
    query: `{ enfant { commune { nom lieu { adresse } code } suiviA { nom code(prefixe: "") lieu { adresse } } } }`,
    expected: {
      data: {
        enfant: {
          commune: { nom: 'Foix', lieu: { adresse: 'crip: 12 rue' }, code: 'F-09122' },
          suiviA: { nom: 'Foix', code: '09122', lieu: { adresse: 'ase: 3 place' } },
        },
      },
    },
  },
  {
    title: 'in lists of lists',
    query: '{ communes { nom lieu { adresse } } }',
    expected: {
      data: {
        communes: [
          [{ nom: 'Foix', lieu: { adresse: 'crip: un' } }, null],
          null,
          [{ nom: 'Foix', lieu: { adresse: 'crip: deux' } }],
        ],
      },
    },
  },
  {
    title: 'leads to an entity that others complete',
    query: `{ enfant { renvoi { note { texte } enfant { nom suiviA { nom } } } suite { note { texte } enfant { nom } } } }`,
    expected: {
      data: {
        enfant: {
          renvoi: { note: { texte: 'à suivre' }, enfant: { nom: 'Léa', suiviA: { nom: 'Foix' } } },
          suite: { note: { texte: 'à suivre' }, enfant: { nom: 'Léa' } },
        },
      },
    },
  },
  {
    title: 'beside members of a union',
    query: `{ recherche { __typename ... on Personne { nom } ... on Enfant { suiviA { lieu { adresse } } } } }`,
    expected: {
      data: {
        recherche: [
          { __typename: 'Personne', nom: 'Durand' },
          { __typename: 'Enfant', suiviA: { lieu: { adresse: 'ase: 3 place' } } },
        ],
      },
    },
  },
]);
