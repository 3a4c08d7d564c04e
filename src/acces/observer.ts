import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Finalite } from '../domain/access-finalites';
import { TYPES_OUVERTS } from '../domain/access-types';
import { then } from '../gateway/maybe-promise';
import type { LocalSubgraph, ReferenceResolver, References } from '../gateway/subgraph';

type Objet = Readonly<Record<string, unknown>>;

/** A record that a subgraph hands over, and the one of which it is a field. */
export interface Fiche {
  readonly type: string;
  readonly value: Objet;
  readonly parent?: { readonly type: string; readonly value: Objet };
}

interface ContexteObserve {
  readonly lectures: { noter(fiche: Fiche, finalite: Finalite | undefined): void };
  readonly finalite: Finalite | undefined;
}

type Resolution = GraphQLFieldResolver<unknown, ContexteObserve>;

/**
 * Notes every record of a child's file that a subgraph hands over, in place and after the access table: what is
 * withheld was not read, and a row that the page left out was not shown. Whoever serves that schema notes the same.
 */
export function observer(subgraph: LocalSubgraph): LocalSubgraph {
  for (const type of Object.values(subgraph.schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const champ of Object.values(type.getFields()))
      observerChamp(subgraph.schema, type.name, champ as GraphQLField<unknown, ContexteObserve>);
  }
  return { ...subgraph, references: observerReferences(subgraph.references) };
}

function observerChamp(schema: GraphQLSchema, porteur: string, champ: GraphQLField<unknown, ContexteObserve>): void {
  const { name: type } = getNamedType(champ.type);
  if (!TYPES_OUVERTS.has(type)) return;
  // Its context outlives its events: what it opens would be written by nobody.
  if (porteur === schema.getSubscriptionType()?.name) throw new Error(`Subscription.${champ.name} opens a record.`);
  const suite: Resolution = champ.resolve ?? defaultFieldResolver;
  champ.resolve = (source, args, context, info) =>
    then(
      suite(source, args, context, info),
      noter(context, type, estObjet(source) ? { type: porteur, value: source } : undefined),
    );
}

function observerReferences(references: References): References {
  const observee = ([type, suite]: [string, ReferenceResolver]): [string, ReferenceResolver] => [
    type,
    (representations, context) =>
      then(
        suite(representations, context) as readonly unknown[] | Promise<readonly unknown[]>,
        noter(context as ContexteObserve, type),
      ),
  ];
  return Object.fromEntries(
    Object.entries(references).map((entree) => (TYPES_OUVERTS.has(entree[0]) ? observee(entree) : entree)),
  );
}

const noter =
  ({ lectures, finalite }: ContexteObserve, type: string, parent?: Fiche['parent']) =>
  <T>(valeurs: T): T => {
    for (const value of [valeurs].flat(Infinity))
      if (estFiche(value)) lectures.noter({ type, value, ...(parent ? { parent } : {}) }, finalite);
    return valeurs;
  };

function estObjet(value: unknown): value is Objet {
  return typeof value === 'object' && value !== null && !(value instanceof Error);
}

/** A value that is only its key is the name of a record, not the record. */
function estFiche(value: unknown): value is Objet {
  return estObjet(value) && Object.keys(value).some((key) => key !== 'id' && key !== '__typename');
}
