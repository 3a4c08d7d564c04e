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

const MAX_BODY_BYTES = 1_000_000;
const MAX_DOCUMENTS = 1000;
const MAX_TOKENS = 15_000;
const RESPONSE_TYPE = 'application/graphql-response+json';

interface Params {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/** What the subgraphs are called with: until when, and on whose behalf. */
export interface StandaloneContext {
  readonly signal: AbortSignal;
  readonly authorization: string | undefined;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** GraphQL over HTTP on `/` and `/graphql`, probes beside, no authentication. */
export function standaloneListener(schema: GraphQLSchema, isReady: () => boolean): RequestListener {
  const documentOf = cachedDocuments(schema);
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/livez') send(response, 200, 'text/plain', 'ok\n');
    else if (pathname === '/readyz') send(response, isReady() ? 200 : 503, 'text/plain', isReady() ? 'ok\n' : 'no\n');
    else if (pathname !== '/' && pathname !== '/graphql') send(response, 404, 'text/plain', 'Not found.\n');
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
  const modern = (request.headers.accept ?? '').includes(RESPONSE_TYPE);
  const type = `${modern ? RESPONSE_TYPE : 'application/json'}; charset=utf-8`;
  const caller = new AbortController();
  response.on('close', () => {
    caller.abort();
  });
  try {
    const { query, operationName, variables } = await readParams(request, search);
    const document = documentOf(query);
    let result: ExecutionResult;
    if ('kind' in document) {
      assertAllowed(request, document, operationName);
      const { authorization } = request.headers;
      const contextValue: StandaloneContext = { signal: caller.signal, authorization };
      result = await execute({
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue,
      });
    } else {
      result = { errors: document };
    }
    // Under application/json a well-formed request is answered 200, whatever its GraphQL is worth.
    send(response, modern && result.data === undefined ? 400 : 200, type, JSON.stringify(result));
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'Internal error.');
    const body = JSON.stringify({ errors: [{ message: refusal.message }] });
    send(response, refusal.status, type, body, refusal.headers);
  }
}

function assertAllowed(request: IncomingMessage, document: DocumentNode, operationName: string | undefined): void {
  const operation = getOperationAST(document, operationName)?.operation;
  if (operation === OperationTypeNode.SUBSCRIPTION) throw new Refusal(400, 'Subscriptions are not served here.');
  if (operation === OperationTypeNode.MUTATION && request.method !== 'POST') {
    throw new Refusal(405, 'A mutation is sent by POST.', { allow: 'POST' });
  }
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

async function readParams(request: IncomingMessage, search: URLSearchParams): Promise<Params> {
  if (request.method === 'GET') {
    const variables = search.get('variables');
    return asParams({
      query: search.get('query') ?? undefined,
      operationName: search.get('operationName') ?? undefined,
      variables: variables ? parseJson(variables) : undefined,
    });
  }
  if (request.method !== 'POST') throw new Refusal(405, 'Use GET or POST.', { allow: 'GET, POST' });
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') throw new Refusal(415, 'The content type is application/json.');
  return asParams(parseJson(await readBody(request)));
}

function asParams(body: unknown): Params {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, 'A JSON object is expected.');
  const { query, operationName, variables } = body as Record<string, unknown>;
  if (typeof query !== 'string') throw new Refusal(400, '"query" is a string.');
  if (!isNothing(operationName) && typeof operationName !== 'string')
    throw new Refusal(400, '"operationName" is a string.');
  if (!isNothing(variables) && (typeof variables !== 'object' || Array.isArray(variables))) {
    throw new Refusal(400, '"variables" is an object.');
  }
  return {
    query,
    operationName: operationName ?? undefined,
    variables: (variables as Record<string, unknown> | null | undefined) ?? undefined,
  };
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'This is not JSON.');
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Refusal(413, 'The request is too large.', { connection: 'close' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers }).end(body);
}
