import type { QueryPlanner } from '@graphql-hive/router-query-planner' with { 'resolution-mode': 'import' };

export type {
  BatchFetchNode,
  FetchNode,
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
  QueryPlanner,
  RequiresSelection,
} from '@graphql-hive/router-query-planner' with { 'resolution-mode': 'import' };

/** Loaded on demand: the planner is a native library, which a process where nothing is remote does not need. */
export function createPlanner(supergraphSdl: string): QueryPlanner {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const native = require('@graphql-hive/router-query-planner') as { QueryPlanner: typeof QueryPlanner };
  return new native.QueryPlanner(supergraphSdl);
}
