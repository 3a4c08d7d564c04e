import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { Actor } from '../auth/actor';
import type { ClientCertificate } from '../auth/client-certificate';
import { ALGORITHMES } from '../auth/jwks';
import type { Registre } from '../auth/register';
import type { Verifier } from '../auth/verify';
import { NiveauInsuffisant } from '../auth/claims';
import { CODES_ERREUR, HubError } from '../domain/errors';
import type { AllowedOperations } from '../platform/allowed-operations';
import { mediaType, readBody, sendText } from '../platform/http';
import type { Logger } from '../platform/logger';
import { readParameters, type ParametresGraphql } from './body';
import type { Limits } from '../platform/limits';
import type { ContextFor, RequeteGraphql, Terminer } from './context';
import { withDeadline } from './deadline';
import { documentChecker } from './documents';
import { publish, report } from './errors';
import { clientOf } from './lanes';
import type { Leave } from './slots';
import type { RouteContext } from './route';
import { JSON_TYPE, negotiate, type Negotiated } from './negotiation';

/** What Apollo Server receives, with the identifier its error formatting needs. */
export interface DoorHttpRequest extends HTTPGraphQLRequest {
  readonly requete: string;
  /** Whose budget it is taken from. */
  readonly client: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Receives how to give back the place in which the operation runs. */
  readonly onLeave: (leave: Leave) => void;
}

export interface GraphqlHttpDeps<C extends object> {
  readonly apollo: ApolloServer<C>;
  readonly contextFor: ContextFor<C>;
  readonly terminer: Terminer<C>;
  readonly limits: Limits;
  readonly operations: AllowedOperations | undefined;
  readonly logger: Logger;
}

/** `POST /graphql`, after the GraphQL over HTTP specification. Whoever speaks is known before a byte of body is read. */
export function graphqlOverHttp<C extends object>(deps: GraphqlHttpDeps<C>) {
  const { limits, operations, logger } = deps;
  const operate = operationRunner(deps);
  const checkDocument = documentChecker(limits);
  return async (request: IncomingMessage, response: ServerResponse, context: RouteContext): Promise<void> => {
    const accepted = negotiate(request.headers.accept);
    try {
      checkHead(request, response, accepted);
      const actor = await context.identify();
      checkContentType(request);
      const parameters = readParameters(await readBody(request, response, limits.bodyBytes), operations);
      checkDocument(parameters.query);
      const asked = { id: context.requestId, headers: request.headers };
      const { status, text, retryAfter } = await operate(actor, parameters, asked, accepted);
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      sendText(response, status, `${accepted.type}; charset=utf-8`, text);
    } catch (error) {
      report(error, context.requestId, logger);
      refuse(response, error, accepted, context.requestId);
    }
  };
}

type OperationDeps<C extends object> = Pick<GraphqlHttpDeps<C>, 'apollo' | 'contextFor' | 'terminer' | 'limits'>;

/** Runs one operation for its caller, within the time that an operation may take. */
export function operationRunner<C extends object>({ apollo, contextFor, terminer, limits }: OperationDeps<C>) {
  return (
    actor: Actor,
    body: ParametresGraphql,
    { id: requete, headers }: Pick<RequeteGraphql, 'id' | 'headers'>,
    accepted: Negotiated,
  ): Promise<Answer> =>
    withDeadline(limits.operationMs, async (signal) => {
      let leave: Leave = () => undefined;
      const onLeave = (given: Leave) => {
        leave = given;
      };
      const contextValue = await contextFor(actor, { id: requete, headers, duree: 'operation', signal });
      const sent = { body, client: clientOf(actor), requete, signal, onLeave };
      try {
        return await execute(apollo, sent, contextValue, accepted).finally(() => terminer(contextValue));
      } finally {
        leave();
      }
    });
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

type Sent = Pick<DoorHttpRequest, 'client' | 'requete' | 'signal' | 'onLeave'> & { readonly body: ParametresGraphql };

async function execute<C extends object>(
  apollo: ApolloServer<C>,
  sent: Sent,
  contextValue: C,
  accepted: Negotiated,
): Promise<Answer> {
  const headers = new HeaderMap();
  headers.set('content-type', JSON_TYPE);
  headers.set('accept', accepted.type);
  const httpGraphQLRequest: DoorHttpRequest = { method: 'POST', headers, search: '', ...sent };
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: () => Promise.resolve(contextValue),
  });
  if (answer.body.kind !== 'complete') throw new Error('Incremental delivery is not served.');
  // Only well-formed requests come this far: a 400 is about their document or their variables.
  const status = answer.status === 400 && accepted.legacy ? 200 : (answer.status ?? 200);
  return { status, text: answer.body.string, retryAfter: answer.headers.get('retry-after') };
}

function checkHead(
  request: IncomingMessage,
  response: ServerResponse,
  accepted: Negotiated | undefined,
): asserts accepted is Negotiated {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    throw new HubError('METHOD_NOT_ALLOWED', 'Seule la méthode POST est acceptée ici.');
  }
  if (accepted === undefined) throw new HubError('NOT_ACCEPTABLE');
}

function checkContentType(request: IncomingMessage): void {
  const given = request.headers['content-type'];
  const charset = /;\s*charset="?([^";\s]+)/i.exec(given ?? '')?.[1];
  if (mediaType(given) === JSON_TYPE && /^(utf-?8)?$/i.test(charset ?? '')) return;
  throw new HubError('UNSUPPORTED_MEDIA_TYPE', 'Le corps doit être envoyé en application/json.');
}

/** What a caller may hand over elsewhere than in its headers: a browser cannot choose those of a socket. */
export interface Remis {
  readonly authorization?: unknown;
  readonly dpop?: unknown;
}

/** Who sends a request or opens a socket. @throws HubError `UNAUTHENTICATED`, or what the register says */
export type Identify = (request: IncomingMessage, remis?: Remis) => Promise<Actor>;

export interface IdentifyDeps {
  readonly verifier: Verifier;
  readonly registre: Pick<Registre, 'habiliter'>;
  readonly certificate?: ClientCertificate;
}

export function identifier({ verifier, registre, certificate = () => undefined }: IdentifyDeps): Identify {
  return async (request, remis = {}) => {
    const { headers, method = '', url = '' } = request;
    const jeton = await verifier({
      authorization: remis.authorization ?? headers.authorization,
      dpop: remis.dpop ?? headers.dpop,
      method,
      path: url.split('?', 1)[0] ?? '',
      certificate: certificate(request),
    });
    return registre.habiliter(jeton);
  };
}

/** RFC 6750, RFC 9449, RFC 9470: a caller without a token is told the schemes, and no error. */
export function challenge(authorization: string | undefined, refus: unknown): string {
  const realm = 'realm="passerelle-enfance"';
  const said =
    refus instanceof NiveauInsuffisant
      ? `error="insufficient_user_authentication", acr_values="${refus.admis.join(' ')}"`
      : 'error="invalid_token"';
  const error = authorization === undefined ? '' : `, ${said}`;
  if (/^dpop /i.test(authorization ?? '')) return `DPoP ${realm}${error}, algs="${ALGORITHMES.join(' ')}"`;
  return `Bearer ${realm}${error}`;
}

function refuse(response: ServerResponse, error: unknown, accepted: Negotiated | undefined, requete: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const published = publish(error, requete);
  const { code } = published.extensions;
  if (error instanceof HubError && error.retryAfter !== undefined)
    response.setHeader('retry-after', String(error.retryAfter));
  const { http } = CODES_ERREUR[code];
  if (http === 401) response.setHeader('www-authenticate', challenge(response.req.headers.authorization, error));
  const type = `${accepted?.type ?? JSON_TYPE}; charset=utf-8`;
  sendText(response, http, type, JSON.stringify({ errors: [published] }));
}
