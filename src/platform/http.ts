import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CODES_ERREUR, HubError, type CodeErreur } from '../domain/errors';

/** Identifier of a request: the caller's own when it is fit for a log line, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** Headers of every response; a page of the console overrides the two that would forbid it to be one. */
const EN_TETES = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-origin'],
  ['strict-transport-security', 'max-age=63072000; includeSubDomains'],
] as const;

export function prepareResponse(response: ServerResponse, requestId: string): void {
  for (const [name, value] of EN_TETES) response.setHeader(name, value);
  response.setHeader('x-request-id', requestId);
}

export function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  const { req: request } = response;
  const lingering = !request.complete && isLong(request);
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...(lingering ? { connection: 'close' } : {}),
  });
  if (!lingering) {
    response.end(request.method === 'HEAD' ? undefined : text);
    return;
  }
  // The caller is still sending. Closing now would reset the connection and lose the answer, so the rest is thrown away
  // until it ends or patience does.
  response.write(text);
  const finish = () => {
    clearTimeout(patience);
    response.end();
  };
  const patience = setTimeout(finish, LINGER_MS);
  request.once('end', finish).once('error', finish).resume();
}

const LINGER_MS = 1_000;
// Below this, Node reads the rest of an unread body by itself and keeps the connection.
const SHORT_BODY_BYTES = 65_536;

function isLong(request: IncomingMessage): boolean {
  if (request.headers['transfer-encoding'] !== undefined) return true;
  return Number(request.headers['content-length'] ?? 0) > SHORT_BODY_BYTES;
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  sendText(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

/** RFC 9457. The type is the hub's stable code. */
export function problem(code: CodeErreur, requestId: string, detail?: string) {
  const { http, message } = CODES_ERREUR[code];
  return {
    type: `urn:passerelle-enfance:erreur:${code}`,
    title: message,
    status: code === 'NOT_FOUND' ? 404 : code === 'CONFLICT' ? 409 : http,
    ...(detail === undefined || detail === message ? {} : { detail }),
    code,
    requete: requestId,
  };
}

export function sendProblem(response: ServerResponse, code: CodeErreur, requestId: string, detail?: string): void {
  const body = problem(code, requestId, detail);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendText(response, body.status, 'application/problem+json; charset=utf-8', JSON.stringify(body));
}

/**
 * The body of a request, whole.
 * @throws HubError `PAYLOAD_TOO_LARGE` past the limit, without waiting for the rest; `UNSUPPORTED_MEDIA_TYPE` when it
 * is compressed (a small body could then hide a huge one).
 */
export function readBody(request: IncomingMessage, response: ServerResponse, limitBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return Promise.reject(new HubError('UNSUPPORTED_MEDIA_TYPE', 'Le corps ne doit pas être compressé.'));
  if (Number(request.headers['content-length'] ?? 0) > limitBytes)
    return Promise.reject(new HubError('PAYLOAD_TOO_LARGE'));
  if (request.headers.expect !== undefined) response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > limitBytes) {
        request.removeAllListeners('data').pause();
        reject(new HubError('PAYLOAD_TOO_LARGE'));
      } else chunks.push(chunk);
    });
    request.once('end', () => {
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    request.once('error', () => {
      reject(new HubError('HTTP_INVALIDE'));
    });
  });
}

/** Media type of a `Content-Type`, in lower case and without its parameters. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
