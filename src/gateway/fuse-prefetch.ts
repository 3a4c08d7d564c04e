import {
  type FieldNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { startCrossing } from './fuse-entity';
import type { Arrival, Fusion, Prefetch } from './fuse-handle';
import type { Slot } from './fuse-loader';
import type { Crossing } from './fuse-plan';
import { isPromise } from './maybe-promise';

interface Needs {
  readonly origin: number;
  readonly typeName: string;
  readonly crossings: readonly Crossing[];
  /** What else is asked is at hand: waiting delays no one, and every field below is then synchronous. */
  readonly wait: boolean;
}

const needsBySelection = new WeakMap<readonly FieldNode[], Needs[]>();

/** Starts, as soon as an object is known, the crossings that the fields asked of it will need. */
export function prefetcher(fusion: Fusion, context: unknown, info: GraphQLResolveInfo): Prefetch {
  return (handle, waits) => {
    const { objectName, origin, carried } = handle;
    if (objectName === undefined || carried?.has(objectName)) return;
    const { crossings, wait } = needsOf(fusion, objectName, origin, info);
    for (const crossing of crossings) {
      const arrival = startCrossing(fusion, handle, crossing, context, info);
      if (!wait) continue;
      if (isPromise(arrival)) waits.add(arrival.then(settled));
      else if (isSlot(arrival)) waits.add(arrival.batch.settled);
    }
  };
}

function settled(arrived: Awaited<Arrival>): Promise<void> | undefined {
  return isSlot(arrived) ? arrived.batch.settled : undefined;
}

function isSlot(arrived: Awaited<Arrival>): arrived is Slot {
  return arrived !== null && 'batch' in arrived;
}

function needsOf(fusion: Fusion, typeName: string, origin: number, info: GraphQLResolveInfo): Needs {
  let known = needsBySelection.get(info.fieldNodes);
  if (!known) needsBySelection.set(info.fieldNodes, (known = []));
  for (const needs of known) if (needs.origin === origin && needs.typeName === typeName) return needs;
  const needs = findNeeds(fusion, typeName, origin, info);
  known.push(needs);
  return needs;
}

function findNeeds({ plan }: Fusion, typeName: string, origin: number, info: GraphQLResolveInfo): Needs {
  const names = new Set<string>();
  for (const { selectionSet } of info.fieldNodes) if (selectionSet) collect(selectionSet, typeName, info, names);
  const crossings = new Map<string, Crossing>();
  let wait = true;
  for (const name of names) {
    const strategy = plan.get(typeName)?.get(name)?.[origin];
    if (strategy?.direct) wait &&= strategy.immediate || !strategy.direct.deferred;
    else if (strategy?.crossing) crossings.set(strategy.crossing.id, strategy.crossing);
  }
  return { origin, typeName, crossings: [...crossings.values()], wait };
}

function collect(selectionSet: SelectionSetNode, typeName: string, info: GraphQLResolveInfo, names: Set<string>): void {
  for (const selection of selectionSet.selections) {
    if (selection.directives?.length && isLeftOut(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      names.add(selection.name.value);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
    const condition = fragment?.typeCondition?.name.value;
    if (fragment && (condition === undefined || covers(info, condition, typeName))) {
      collect(fragment.selectionSet, typeName, info, names);
    }
  }
}

function isLeftOut(selection: SelectionSetNode['selections'][number], { variableValues }: GraphQLResolveInfo): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.['if'] === false
  );
}

function covers({ schema }: GraphQLResolveInfo, condition: string, typeName: string): boolean {
  if (condition === typeName) return true;
  const [abstract, object] = [schema.getType(condition), schema.getType(typeName)];
  return isAbstractType(abstract) && isObjectType(object) && schema.isSubType(abstract, object);
}
