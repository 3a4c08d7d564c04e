import { randomUUID } from 'node:crypto';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { HubError, type CodeErreur } from '../domain/errors';
import type { AllowedOperations } from '../platform/allowed-operations';
import type { Limits } from '../platform/limits';
import type { Logger } from '../platform/logger';
import type { Quotas } from '../platform/quotas';
import { checkVariables } from './body';
import type { ContextFor, Examiner, Subscriber } from './context';
import { checkMeasure } from './document-measure';
import { OPERATION_INTROUVABLE } from './errors';
import type { Registre } from '../auth/register';
import type { Identify } from './graphql-http';
import { clientOf, type Lanes } from './lanes';
import { completeFromList } from './operation-list';
import type { Session } from './socket';

export interface SubscriptionDeps<C extends object> {
  readonly schema: GraphQLSchema;
  readonly subscriber?: Subscriber<C>;
  readonly identify: Identify;
  readonly registre: Pick<Registre, 'revoir'>;
  readonly contextFor: ContextFor<C>;
  readonly examiner?: Examiner<C>;
  readonly validationRules: readonly ValidationRule[];
  readonly limits: Limits;
  readonly operations?: AllowedOperations | undefined;
  readonly quotas: Quotas;
  readonly lanes: Lanes;
  readonly logger: Logger;
}

/** Everything that is checked of a subscription before it starts, as over HTTP. @throws HubError */
export async function prepare<C extends object>(
  deps: SubscriptionDeps<C>,
  session: Session,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, limits } = deps;
  const { query, variables, operationName } = completeFromList(payload, deps.operations) as SubscribePayload;
  checkVariables(variables ?? {});
  const document = staged('GRAPHQL_PARSE_FAILED', () => parse(query, { maxTokens: limits.tokens }));
  checkMeasure(document, limits);
  const rules = [...specifiedRules, ...deps.validationRules];
  const options = { maxErrors: limits.errors, hideSuggestions: true };
  const errors = validate(schema, document, rules, options);
  if (errors.length > 0) return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new HubError('BAD_REQUEST', OPERATION_INTROUVABLE);
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) throw new HubError('BAD_REQUEST', PAR_POST);
  const { actor, entetes } = session.bearer();
  await deps.lanes.pay(clientOf(actor), document, operation);
  const headers = { ...session.request.headers, ...entetes };
  const duree = 'instruction';
  const contextValue = await deps.contextFor(actor, { id: randomUUID(), headers, duree, signal: session.signal });
  deps.examiner?.({ schema, document, operation, variables: variables ?? {} }, contextValue);
  return {
    schema,
    document,
    contextValue,
    variableValues: variables ?? {},
    ...(typeof operationName === 'string' ? { operationName } : {}),
  };
}

const PAR_POST = 'Seuls les abonnements passent par WebSocket : envoyez requêtes et mutations par POST.';

function staged<R>(code: CodeErreur, work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, code) : error;
  }
}

function withCode(error: GraphQLError, code: CodeErreur): GraphQLError {
  const { nodes, source, positions, originalError } = error;
  return new GraphQLError(error.message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    originalError: originalError ?? null,
    extensions: { code },
  });
}

export function asGraphql(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error('not an error');
  return new GraphQLError(originalError.message, { originalError });
}
