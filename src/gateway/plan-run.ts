import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
  RequiresSelection,
  FetchRewrite,
} from './planner';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { HubError } from '../domain/errors';
import { isCode } from './errors';
import {
  absents,
  applyRewrite,
  type Entity,
  failures,
  isEntity,
  locate,
  type Located,
  merge,
  placeError,
  placeOccultation,
  representationOf,
} from './plan-data';
import type { SubgraphClient, SubgraphError, SubgraphResponse } from './subgraph-client';

export interface PlanRun {
  readonly schema: GraphQLSchema;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  readonly data: Entity;
}

export async function runNode(node: PlanNode, run: PlanRun): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const child of node.nodes) await runNode(child, run);
      return;
    case 'Parallel':
      // A mutation must not start before the reads of the one written above it have ended.
      await Promise.all(node.nodes.filter((child) => !isMutation(child)).map((child) => runNode(child, run)));
      for (const child of node.nodes.filter(isMutation)) await runNode(child, run);
      return;
    case 'Condition': {
      const clause = run.variables[node.condition] === true ? node.ifClause : node.elseClause;
      if (clause) await runNode(clause, run);
      return;
    }
    case 'Flatten':
      if (node.node.kind === 'Fetch') await fetchEntities(node.node, node.path, run);
      else await runNode(node.node, run);
      return;
    case 'Fetch':
      await fetchRoot(node, run);
      return;
    case 'BatchFetch':
      await fetchBatch(node, run);
      return;
    default:
      throw new Error(`The query plan has a ${node.kind} node, which is not supported.`);
  }
}

function isMutation(node: PlanNode): boolean {
  if (node.kind === 'Fetch') return node.operationKind === 'mutation';
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return node.nodes.some(isMutation);
  if (node.kind === 'Condition') return [node.ifClause, node.elseClause].some((clause) => clause && isMutation(clause));
  return false;
}

async function fetchRoot(node: FetchNode, run: PlanRun): Promise<void> {
  receiveRoot(node, await call(node, {}, run), run);
}

export function receiveRoot(node: FetchNode, response: SubgraphResponse, run: PlanRun): void {
  const data = response.data ?? {};
  for (const error of response.errors ?? []) {
    if (error.path?.length) placeError(data, error.path, [], asError(error));
    else blameNulls(data, asError(error), run.data);
  }
  for (const { path, ...motif } of response.extensions?.occultations ?? []) placeOccultation(data, path, motif);
  for (const rewrite of node.outputRewrites ?? []) applyRewrite(data, rewrite, run.schema);
  merge(run.data, data);
}

/** An error without a path explains every null of its response, and every absence. */
function blameNulls(data: Entity, error: GraphQLError, owner: Entity): void {
  for (const [key, value] of Object.entries(data)) if (value === null) data[key] = error;
  failures.set(owner, error);
}

interface Wanted {
  readonly answer: string;
  readonly variable: string;
  readonly requires: readonly RequiresSelection[];
  readonly paths: readonly (readonly FlattenNodePathSegment[])[];
  readonly inputRewrites: readonly FetchRewrite[];
  readonly outputRewrites: readonly FetchRewrite[];
}

async function fetchEntities(node: FetchNode, path: readonly FlattenNodePathSegment[], run: PlanRun): Promise<void> {
  const { requires = [], inputRewrites = [], outputRewrites = [] } = node;
  const wanted = { answer: '_entities', variable: 'representations', requires, paths: [path] };
  await fetchWanted(node, [{ ...wanted, inputRewrites, outputRewrites }], run);
}

async function fetchBatch(node: BatchFetchNode, run: PlanRun): Promise<void> {
  const wanted = node.entityBatch.aliases.map((batch) => ({
    answer: batch.alias,
    variable: batch.representationsVariableName,
    requires: batch.requires,
    paths: batch.paths,
    inputRewrites: batch.inputRewrites ?? [],
    outputRewrites: batch.outputRewrites ?? [],
  }));
  await fetchWanted(node, wanted, run);
}

async function fetchWanted(node: FetchNode | BatchFetchNode, wanted: readonly Wanted[], run: PlanRun): Promise<void> {
  const variables: Record<string, Entity[]> = {};
  const indexes = new Map<string, number>();
  const targets = wanted.map(({ variable, requires, paths, inputRewrites }) => {
    const byIndex: Located[][] = [];
    const representations = (variables[variable] ??= []);
    for (const located of paths.flatMap((path) => locate(run.data, path, run.schema))) {
      const representation = representationOf(located.entity, requires, inputRewrites, run.schema);
      if (!representation) continue;
      const identity = `${variable} ${JSON.stringify(representation)}`;
      let index = indexes.get(identity);
      if (index === undefined) indexes.set(identity, (index = representations.push(representation) - 1));
      (byIndex[index] ??= []).push(located);
    }
    return byIndex;
  });
  if (indexes.size === 0) return;
  const response = await call(node, variables, run);
  for (const [position, { answer, outputRewrites }] of wanted.entries()) {
    receiveEntities(response, answer, targets[position] ?? [], outputRewrites, run);
  }
}

function receiveEntities(
  { data, errors = [], extensions }: SubgraphResponse,
  answer: string,
  targets: readonly (readonly Located[] | undefined)[],
  outputRewrites: readonly FetchRewrite[],
  run: PlanRun,
): void {
  const entities = data?.[answer];
  const loose = errors.find(({ path }) => !path || (path[0] === answer && path.length < 2) || !data);
  for (const [index, located = []] of targets.entries()) {
    const entity: unknown = Array.isArray(entities) ? entities[index] : undefined;
    const own = errors.filter(({ path }) => path?.[0] === answer && path[1] === index);
    const tues = extensions?.occultations.filter(({ path }) => path[0] === answer && path[1] === index) ?? [];
    const whole = own.find(({ path }) => path?.length === 2 || !isEntity(entity)) ?? loose;
    for (const target of located) {
      if (whole) failures.set(target.entity, asError(whole));
      else if (entity === null) absents.add(target.entity);
      if (!isEntity(entity)) continue;
      const copy = located.length > 1 ? structuredClone(entity) : entity;
      for (const error of own) placeError(copy, error.path?.slice(2) ?? [], target.path, asError(error));
      for (const { path, ...motif } of tues) placeOccultation(copy, path.slice(2), motif);
      for (const rewrite of outputRewrites) applyRewrite(copy, rewrite, run.schema);
      merge(target.entity, copy);
    }
  }
}

async function call(
  { serviceName, operation, variableUsages = [] }: FetchNode | BatchFetchNode,
  representations: Readonly<Record<string, unknown>>,
  { clients, variables: given, context }: PlanRun,
): Promise<SubgraphResponse> {
  const variables: Record<string, unknown> = { ...representations };
  for (const name of variableUsages) if (given[name] !== undefined) variables[name] = given[name];
  try {
    const client = clients.get(serviceName);
    if (!client) throw new Error(`No client for subgraph "${serviceName}".`);
    return await client.execute({ query: operation, variables, context });
  } catch {
    return { data: null, errors: [unavailable(serviceName)] };
  }
}

export function unavailable(service: string): GraphQLFormattedError {
  return {
    message: `Le service « ${service} » est momentanément indisponible.`,
    extensions: { code: 'SERVICE_INDISPONIBLE', service },
  };
}

function asError({ message, extensions, ours }: SubgraphError): GraphQLError {
  const code = extensions?.['code'];
  const originalError = ours && isCode(code) ? new HubError(code, message) : null;
  return new GraphQLError(message, { extensions: extensions ?? null, originalError });
}
