import 'reflect-metadata';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchemaSync, type BuildSchemaOptions } from 'type-graphql';
import { type DocumentNode, GraphQLSchema, isCompositeType, parse, print } from 'graphql';
import { linkFederation, withoutFederationMachinery } from './federation-link';

/**
 * Resolves representations (`__typename`, key fields, and the fields named by @requires) to source values, in order.
 * `null` means the entity does not exist here; an `Error` fails that entity alone.
 */
export type ReferenceResolver<Context = unknown> = (
  representations: readonly Representation[],
  context: Context,
) => PromiseLike<readonly unknown[]> | readonly unknown[];

export type Representation = { readonly __typename: string } & Readonly<Record<string, unknown>>;

export type References = Readonly<Record<string, ReferenceResolver>>;

export interface LocalSubgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly references: References;
}

type AnyClass = BuildSchemaOptions['resolvers'][number];

type TypeGraphqlOptions = Omit<Partial<BuildSchemaOptions>, 'resolvers' | 'orphanedTypes' | 'emitSchemaFile'>;

export interface SubgraphDefinition<Context> extends TypeGraphqlOptions {
  readonly name: string;
  readonly resolvers: readonly AnyClass[];
  /** Method syntax: each resolver may narrow the representation it takes. */
  readonly references?: Readonly<Record<string, NarrowReference<Context>>>;
  readonly orphanedTypes?: readonly AnyClass[];
}

// `never` lets every resolver state the exact shape of its representations and of its context.
type NarrowReference<Context> = (
  representations: readonly never[],
  context: Context,
) => PromiseLike<readonly unknown[]> | readonly unknown[];

export function defineSubgraph<Context = never>(definition: SubgraphDefinition<Context>): LocalSubgraph {
  const { name, resolvers, references = {}, orphanedTypes = [], ...options } = definition;
  const [first, ...others] = resolvers;
  if (first === undefined) throw new Error(`Subgraph "${name}" has no resolver.`);
  const built = buildSchemaSync({
    validate: false,
    skipCheck: true,
    ...options,
    resolvers: [first, ...others],
    orphanedTypes: [...orphanedTypes],
  });
  const schema = withoutEmptyRoots(built);
  assertKnownReferences(name, schema, Object.keys(references));
  const sdl = print(linkFederation(getDocumentNodeFromSchema(schema)));
  return { name, schema, sdl: `${sdl}\n`, references: references as unknown as References };
}

export interface SdlSubgraphDefinition {
  readonly name: string;
  readonly typeDefs: string | DocumentNode;
  readonly resolvers?: Parameters<typeof makeExecutableSchema>[0]['resolvers'];
  readonly references?: Readonly<Record<string, NarrowReference<never>>>;
}

export function subgraphFromSdl(definition: SdlSubgraphDefinition): LocalSubgraph {
  const { name, typeDefs, resolvers = {}, references = {} } = definition;
  const document = typeof typeDefs === 'string' ? parse(typeDefs) : typeDefs;
  const schema = makeExecutableSchema({
    typeDefs: withoutFederationMachinery(document),
    resolvers,
    assumeValidSDL: true,
    assumeValid: true,
    resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
  });
  assertKnownReferences(name, schema, Object.keys(references));
  return {
    name,
    schema,
    sdl: `${print(linkFederation(document))}\n`,
    references: references as unknown as References,
  };
}

/** type-graphql always creates a Query type, fields or not. */
function withoutEmptyRoots(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const kept = (type: typeof config.query) => (type && Object.keys(type.getFields()).length > 0 ? type : undefined);
  const [query, mutation, subscription] = [kept(config.query), kept(config.mutation), kept(config.subscription)];
  const dropped = [config.query, config.mutation, config.subscription].filter(
    (type) => type && type !== query && type !== mutation && type !== subscription,
  );
  return new GraphQLSchema({
    ...config,
    assumeValid: true,
    query,
    mutation,
    subscription,
    types: config.types.filter((type) => !dropped.some((root) => root === type)),
  });
}

function assertKnownReferences(name: string, schema: GraphQLSchema, typeNames: readonly string[]): void {
  for (const typeName of typeNames) {
    if (!isCompositeType(schema.getType(typeName))) {
      throw new Error(
        `Subgraph "${name}" resolves references of "${typeName}", which is not in its schema: ` +
          'a type that no field returns goes in orphanedTypes.',
      );
    }
  }
}
