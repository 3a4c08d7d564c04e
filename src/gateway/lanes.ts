import type { IncomingMessage } from 'node:http';
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Actor } from '../auth/actor';
import { HubError } from '../domain/errors';
import type { Limits } from '../platform/limits';
import type { Quotas } from '../platform/quotas';
import { objetsDe } from './cost';
import { sharedSlots, type Leave } from './slots';

// A page of twenty lines and what hangs on each of them is one point; so is each root field, whatever its aliases.
const OBJECTS_PER_POINT = 100;

export interface LanesDeps {
  readonly schema: GraphQLSchema;
  readonly quotas: Quotas;
  readonly limits: Limits;
  /** Root fields that protect someone now. */
  readonly urgent: ReadonlySet<string>;
}

interface Price {
  readonly points: number;
  readonly isUrgent: boolean;
  readonly roots: readonly string[];
}

export interface Lanes {
  /** Names of the root fields of a validated operation, and whether they protect someone now. */
  nature(document: DocumentNode, operation: OperationDefinitionNode): Pick<Price, 'isUrgent' | 'roots'>;
  /** Takes what a validated operation costs from the budget of its lane. @throws HubError `QUOTA_DEPASSE` */
  pay(client: string, document: DocumentNode, operation: OperationDefinitionNode): Promise<void>;
  /** Waits for a place to run in. The urgent lane does not wait. */
  enter(
    client: string,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    signal: AbortSignal,
  ): Promise<Leave>;
}

/**
 * Two lanes. An operation made of urgent root fields only is counted apart and runs at once: nothing that its client or
 * the others have sent in bulk can refuse it or make it wait. Hence nothing is counted before the operation is known.
 */
export function lanes({ schema, quotas, limits, urgent }: LanesDeps): Lanes {
  const places = sharedSlots(limits.concurrent, limits.concurrentPerClient);
  const prices = new WeakMap<OperationDefinitionNode, Price>();
  const priceOf = (document: DocumentNode, operation: OperationDefinitionNode) => {
    const known = prices.get(operation);
    if (known) return known;
    const roots = rootsOf(document, operation);
    const objects = objetsDe(schema, document, operation);
    const points = Math.max(1, roots.length, Math.ceil(objects / OBJECTS_PER_POINT));
    const isUrgent = roots.length > 0 && roots.every((name) => urgent.has(name) || name === '__typename');
    const price = { points, isUrgent, roots };
    prices.set(operation, price);
    return price;
  };
  return {
    nature: priceOf,
    pay: async (client, document, operation) => {
      const { points, isUrgent } = priceOf(document, operation);
      const wait = isUrgent
        ? await quotas.urgent(client, points)
        : ((await quotas.client(client, points)) ?? (await quotas.everyone('', points)));
      if (wait !== undefined) throw quotaError(wait);
    },
    enter: async (client, document, operation, signal) =>
      priceOf(document, operation).isUrgent ? () => undefined : places(client, signal),
  };
}

export function quotaError(seconds: number): HubError {
  return new HubError(
    'QUOTA_DEPASSE',
    `Trop de demandes en peu de temps : réessayez dans ${String(seconds)} s.`,
    seconds,
  );
}

/** Two clients of one institution have each their budget. */
export function clientOf({ institution, sub }: Actor): string {
  return `${institution} ${sub}`;
}

/** Behind a proxy, that of the proxy. */
export function addressOf({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? '';
}

/** Names of the root fields, as many times as they are asked. The document is valid: no cycle. */
function rootsOf({ definitions }: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const names = ({ selections }: SelectionSetNode): string[] =>
    selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node.name.value];
      const inside = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      return inside ? names(inside.selectionSet) : [];
    });
  return names(operation.selectionSet);
}

/** Who fails too often to say who it is is told to wait; a right token from the same address passes. */
export async function countFailures<T>(quotas: Quotas, address: string, identify: () => Promise<T>): Promise<T> {
  try {
    return await identify();
  } catch (error) {
    if (!(error instanceof HubError) || error.code === 'SERVICE_INDISPONIBLE') throw error;
    const wait = await quotas.failures(address);
    throw wait === undefined ? error : quotaError(wait);
  }
}
