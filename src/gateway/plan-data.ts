import type { FetchRewrite, FlattenNodePathSegment, RequiresSelection } from './planner';
import { ValeurOccultee, type Motif } from './occultations';
import { GraphQLError, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';

/** The merged response of the subgraphs. A null explained by an error is that GraphQLError, in place; one that is
 * withheld, a ValeurOccultee. */
export type Entity = Record<string, unknown>;
export type Path = readonly (string | number)[];

export interface Located {
  readonly entity: Entity;
  readonly path: Path;
}

/** Why the fields that an entity should have are absent. */
export const failures = new WeakMap<object, GraphQLError>();

/** Entities of which a subgraph has nothing for this caller. */
export const absents = new WeakSet<object>();

/** A plain object: neither a list, nor an error, nor what a scalar of a local subgraph serialises to. */
export function isEntity(value: unknown): value is Entity {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

export function locate(
  root: unknown,
  path: readonly FlattenNodePathSegment[],
  schema: GraphQLSchema,
): readonly Located[] {
  let reached: { readonly value: unknown; readonly path: Path }[] = [{ value: root, path: [] }];
  for (const segment of path) {
    reached = reached.flatMap(({ value, path: at }): { readonly value: unknown; readonly path: Path }[] => {
      if (segment === '@')
        return Array.isArray(value) ? value.map((item: unknown, index) => ({ value: item, path: [...at, index] })) : [];
      if (!isEntity(value)) return [];
      if ('Field' in segment) return [{ value: value[segment.Field], path: [...at, segment.Field] }];
      const { __typename: typeName } = value;
      const matches =
        typeof typeName !== 'string' || segment.TypeCondition.some((type) => isOfType(schema, typeName, type));
      return matches ? [{ value, path: at }] : [];
    });
  }
  return reached.flatMap(({ value, path: at }) => spread(value, at));
}

/** The planner leaves out the last "@" when the entity fetch is over the whole list. */
function spread(value: unknown, path: Path): readonly Located[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => spread(item, [...path, index]));
  return isEntity(value) ? [{ entity: value, path }] : [];
}

export function isOfType(schema: GraphQLSchema, typeName: string, condition: string): boolean {
  if (typeName === condition) return true;
  const [type, abstract] = [schema.getType(typeName), schema.getType(condition)];
  return isObjectType(type) && isAbstractType(abstract) && schema.isSubType(abstract, type);
}

/** What a subgraph asks for to find the entity; null when the entity has none of it. */
export function representationOf(
  entity: Entity,
  requires: readonly RequiresSelection[],
  rewrites: readonly FetchRewrite[],
  schema: GraphQLSchema,
): Entity | null {
  const projected = project(entity, requires, schema);
  if (projected === null) return null;
  projected['__typename'] ??= entity['__typename'];
  for (const rewrite of rewrites) applyRewrite(projected, rewrite, schema);
  return projected;
}

function project(value: Entity, selections: readonly RequiresSelection[], schema: GraphQLSchema): Entity | null {
  const projected: Entity = {};
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const key = selection.alias ?? selection.name;
      const field = projectValue(value[selection.name] ?? value[key], selection.selections, schema);
      if (field !== null && field !== undefined) projected[key] = field;
    } else if (selection.kind === 'InlineFragment') {
      if (!isOfType(schema, String(value['__typename']), selection.typeCondition)) continue;
      const nested = project(value, selection.selections, schema);
      if (nested) merge(projected, nested);
    }
  }
  return Object.keys(projected).some((key) => key !== '__typename') ? projected : null;
}

function projectValue(
  value: unknown,
  selections: readonly RequiresSelection[] | undefined,
  schema: GraphQLSchema,
): unknown {
  if (isAbsent(value)) return null;
  if (Array.isArray(value)) return value.map((item) => projectValue(item, selections, schema));
  return selections && isEntity(value) ? project(value, selections, schema) : value;
}

export function applyRewrite(value: unknown, rewrite: FetchRewrite, schema: GraphQLSchema): void {
  const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : 'setValueTo' in rewrite ? rewrite : undefined;
  const { path } = setter ?? ('KeyRenamer' in rewrite ? rewrite.KeyRenamer : { path: [] });
  let targets: Entity[] = entitiesIn(value);
  for (const [index, segment] of path.entries()) {
    if ('TypenameEquals' in segment) {
      targets = targets.filter(
        ({ __typename: typeName }) =>
          typeof typeName !== 'string' || segment.TypenameEquals.some((type) => isOfType(schema, typeName, type)),
      );
    } else if (index < path.length - 1) {
      targets = targets.flatMap((target) => entitiesIn(target[segment.Key]));
    } else {
      for (const target of targets) rewriteKey(target, segment.Key, setter?.setValueTo, rewrite);
    }
  }
}

function rewriteKey(target: Entity, key: string, setValueTo: string | undefined, rewrite: FetchRewrite): void {
  if (setValueTo !== undefined) {
    target[key] = setValueTo;
  } else if ('KeyRenamer' in rewrite && key in target) {
    target[rewrite.KeyRenamer.renameKeyTo] = target[key];
    Reflect.deleteProperty(target, key);
  }
}

function entitiesIn(value: unknown): Entity[] {
  if (Array.isArray(value)) return value.flatMap(entitiesIn);
  return isEntity(value) ? [value] : [];
}

function isAbsent(value: unknown): value is null | undefined | Error | ValeurOccultee {
  return value === undefined || value === null || value instanceof Error || value instanceof ValeurOccultee;
}

/** Deep, in place; what is known is not lost to what says nothing. */
export function merge(target: Entity, source: Entity): void {
  for (const [key, value] of Object.entries(source)) target[key] = merged(target[key], value);
}

function merged(known: unknown, added: unknown): unknown {
  if (isAbsent(known)) return added ?? known ?? null;
  if (isAbsent(added)) return known;
  if (Array.isArray(known) && Array.isArray(added)) {
    for (const [index, item] of added.entries()) known[index] = merged(known[index], item);
    return known;
  }
  if (isEntity(known) && isEntity(added)) {
    merge(known, added);
    return known;
  }
  return added;
}

/** Puts what is said of a null where it is. */
export function placeOccultation(root: Entity, tail: Path, motif: Motif): void {
  let container: unknown = root;
  for (const [index, segment] of tail.entries()) {
    if (typeof container !== 'object' || container === null) return;
    const holder = container as Record<string | number, unknown>;
    if (index === tail.length - 1 && holder[segment] === null) holder[segment] = new ValeurOccultee(motif);
    container = holder[segment];
  }
}

/** Puts an error where its path meets a null. `at` is the place of `root` in the whole response. */
export function placeError(root: Entity, tail: Path, at: Path, error: GraphQLError): void {
  let container: unknown = root;
  for (const [index, segment] of tail.entries()) {
    if (typeof container !== 'object' || container === null) return;
    const holder = container as Record<string | number, unknown>;
    const value = holder[segment];
    if (value === null || value === undefined) {
      const { message, extensions, originalError } = error;
      const visible = tail.findIndex((name) => typeof name === 'string' && name.startsWith('_internal'));
      const path = [...at, ...(visible < 0 ? tail : tail.slice(0, Math.max(visible, index + 1)))];
      holder[segment] = new GraphQLError(message, { path, extensions, originalError: originalError ?? null });
      return;
    }
    container = value;
  }
}
