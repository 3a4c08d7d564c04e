import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { CODES_ERREUR, HubError } from '../domain/errors';
import { mediaType, readBody, requestIdOf, sendText } from '../platform/http';
import { parametersOf, parseJson, type ParametresGraphql } from './body';
import { publish } from './errors';
import { estUneAbsence } from './absence';
import { panierDe } from './occultations';
import { GRAPHQL_RESPONSE, JSON_TYPE } from './negotiation';

const MAX_BODY_BYTES = 1_000_000;
const MAX_DOCUMENTS = 1000;
const MAX_TOKENS = 15_000;

/** What the subgraphs are called with: until when, and on whose behalf. */
export interface StandaloneContext {
  readonly signal: AbortSignal;
  readonly authorization: string | undefined;
}

/** GraphQL over HTTP on `/` and `/graphql`, probes beside, no authentication. */
export function standaloneListener(schema: GraphQLSchema, isReady: () => boolean): RequestListener {
  const documentOf = cachedDocuments(schema);
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/livez') sendText(response, 200, 'text/plain', 'ok\n');
    else if (pathname === '/readyz')
      sendText(response, isReady() ? 200 : 503, 'text/plain', isReady() ? 'ok\n' : 'no\n');
    else if (pathname !== '/' && pathname !== '/graphql') sendText(response, 404, 'text/plain', 'Not found.\n');
    else void answer(schema, documentOf, request, response, searchParams);
  };
}

async function answer(
  schema: GraphQLSchema,
  documentOf: (query: string) => DocumentNode | readonly GraphQLError[],
  request: IncomingMessage,
  response: ServerResponse,
  search: URLSearchParams,
): Promise<void> {
  const modern = (request.headers.accept ?? '').includes(GRAPHQL_RESPONSE);
  const type = `${modern ? GRAPHQL_RESPONSE : JSON_TYPE}; charset=utf-8`;
  const caller = new AbortController();
  response.on('close', () => {
    caller.abort();
  });
  try {
    const { query, operationName, variables } = await readParams(request, response, search);
    const document = documentOf(query);
    let result: ExecutionResult;
    if ('kind' in document) {
      assertAllowed(request, response, document, operationName);
      const { authorization } = request.headers;
      const contextValue: StandaloneContext = { signal: caller.signal, authorization };
      result = await execute({
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue,
      });
      result = withoutAbsences(result);
      const withheld = panierDe(contextValue).vider(result.data);
      if (withheld) result = { ...result, extensions: { ...result.extensions, ...withheld } };
    } else {
      result = { errors: document };
    }
    // Under application/json a well-formed request is answered 200, whatever its GraphQL is worth.
    sendText(response, modern && result.data === undefined ? 400 : 200, type, JSON.stringify(result));
  } catch (error) {
    const published = publish(error, requestIdOf(request));
    const { http } = CODES_ERREUR[published.extensions.code];
    sendText(response, http, type, JSON.stringify({ errors: [published] }));
  }
}

function withoutAbsences({ errors, ...result }: ExecutionResult): ExecutionResult {
  const said = errors?.filter((error) => !estUneAbsence(error)) ?? [];
  return said.length > 0 ? { ...result, errors: said } : result;
}

function assertAllowed(
  request: IncomingMessage,
  response: ServerResponse,
  document: DocumentNode,
  operationName: string | undefined,
): void {
  const operation = getOperationAST(document, operationName)?.operation;
  if (operation === OperationTypeNode.SUBSCRIPTION)
    throw new HubError('BAD_REQUEST', 'Les abonnements ne sont pas servis ici.');
  if (operation === OperationTypeNode.MUTATION && request.method !== 'POST') refuseMethod(response, 'POST');
}

function refuseMethod(response: ServerResponse, allowed: string): never {
  response.setHeader('allow', allowed);
  throw new HubError('METHOD_NOT_ALLOWED', `Méthodes acceptées ici : ${allowed}.`);
}

function cachedDocuments(schema: GraphQLSchema): (query: string) => DocumentNode | readonly GraphQLError[] {
  const documents = new Map<string, DocumentNode>();
  return (query) => {
    const known = documents.get(query);
    if (known) return known;
    try {
      const document = parse(query, { maxTokens: MAX_TOKENS });
      const errors = validate(schema, document);
      if (errors.length > 0) return errors;
      const [oldest] = documents.keys();
      if (documents.size >= MAX_DOCUMENTS && oldest !== undefined) documents.delete(oldest);
      documents.set(query, document);
      return document;
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  };
}

async function readParams(
  request: IncomingMessage,
  response: ServerResponse,
  search: URLSearchParams,
): Promise<ParametresGraphql> {
  if (request.method === 'GET') {
    const { query, operationName, variables } = Object.fromEntries(search);
    return parametersOf({ query, operationName, variables: variables ? parseJson(Buffer.from(variables)) : undefined });
  }
  if (request.method !== 'POST') refuseMethod(response, 'GET, POST');
  if (mediaType(request.headers['content-type']) !== JSON_TYPE)
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', 'Le corps doit être envoyé en application/json.');
  return parametersOf(parseJson(await readBody(request, response, MAX_BODY_BYTES)));
}
