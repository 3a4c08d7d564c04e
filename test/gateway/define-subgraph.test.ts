import 'reflect-metadata';
import { graphql } from 'graphql';
import { Arg, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { compose } from '../../src/gateway/compose';
import { fuse } from '../../src/gateway/fuse';
import { defineSubgraph } from '../../src/gateway/subgraph';

function cripSubgraph() {
  @ObjectType('Enfant', { description: 'Un enfant.' })
  @Directive('@key(fields: "id")')
  class Enfant {
    @Field(() => ID) id!: string;
    @Field(() => String, { description: 'Son prénom.' }) prenom!: string;
  }

  @Resolver(() => Enfant)
  class EnfantResolver {
    @Query(() => [Enfant])
    enfants(): Enfant[] {
      return [
        Object.assign(new Enfant(), { id: '1', prenom: 'Léa' }),
        Object.assign(new Enfant(), { id: '2', prenom: 'Noé' }),
      ];
    }

    @Query(() => Enfant, { nullable: true })
    enfant(@Arg('id', () => ID) id: string): Enfant | undefined {
      return this.enfants().find((enfant) => enfant.id === id);
    }
  }

  return defineSubgraph({
    name: 'crip',
    resolvers: [EnfantResolver],
    references: {
      Enfant: (representations: readonly { id: string }[]) =>
        Promise.resolve(representations.map(({ id }) => new EnfantResolver().enfant(id) ?? null)),
    },
  });
}

function aseSubgraph(calls: string[][] = []) {
  @ObjectType('Enfant')
  @Directive('@key(fields: "id")')
  class Enfant {
    @Field(() => ID) id!: string;
  }

  @ObjectType('Mesure')
  @Directive('@key(fields: "id")')
  class Mesure {
    @Field(() => ID) id!: string;
    @Field(() => Enfant) enfant!: Enfant;
  }

  @Resolver(() => Enfant)
  class EnfantResolver {
    @FieldResolver(() => [Mesure], { description: 'Ses mesures.' })
    mesures(@Root() enfant: Enfant): Mesure[] {
      return [Object.assign(new Mesure(), { id: `m${enfant.id}`, enfant })];
    }
  }

  return defineSubgraph({
    name: 'ase',
    resolvers: [EnfantResolver],
    orphanedTypes: [Enfant],
    references: {
      Enfant: (representations: readonly Enfant[]) => {
        calls.push(representations.map(({ id }) => id));
        return Promise.resolve(representations);
      },
    },
  });
}

describe('defineSubgraph', () => {
  it('prints federation SDL with descriptions, the link of the directives in use and no empty root', () => {
    expect(cripSubgraph().sdl)
      .toBe(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])

type Query {
  enfants: [Enfant!]!
  enfant(id: ID!): Enfant
}

"""Un enfant."""
type Enfant @key(fields: "id") {
  id: ID!
  """Son prénom."""
  prenom: String!
}
`);
    expect(aseSubgraph().sdl).not.toContain('Query');
  });

  it('lets two subgraphs of one process each have their own class of the same name', async () => {
    const calls: string[][] = [];
    const schema = fuse([cripSubgraph(), aseSubgraph(calls)]);
    const result = await graphql({
      schema,
      source: '{ enfants { prenom mesures { id enfant { id prenom } } } }',
      contextValue: {},
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      data: {
        enfants: [
          { prenom: 'Léa', mesures: [{ id: 'm1', enfant: { id: '1', prenom: 'Léa' } }] },
          { prenom: 'Noé', mesures: [{ id: 'm2', enfant: { id: '2', prenom: 'Noé' } }] },
        ],
      },
    });
    expect(calls).toEqual([['1', '2']]);
  });

  it('keeps descriptions through composition', () => {
    expect(compose([cripSubgraph(), aseSubgraph()]).apiSdl).toContain(`"""Un enfant."""
type Enfant {
  id: ID!
  """Ses mesures."""
  mesures: [Mesure!]!
  """Son prénom."""
  prenom: String!
}`);
  });

  it('refuses a reference to a type that it does not have', () => {
    expect(() => {
      @Resolver()
      class Racine {
        @Query(() => String)
        ping(): string {
          return 'pong';
        }
      }
      defineSubgraph({ name: 'vide', resolvers: [Racine], references: { Inconnu: () => [] } });
    }).toThrow('Subgraph "vide" resolves references of "Inconnu", which is not in its schema');
  });
});
