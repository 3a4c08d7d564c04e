import { Agent, request, type Dispatcher } from 'undici';
import type { Outgoing } from '../../src/platform/http-client';
import { errorCode } from '../../src/platform/logger';
import type { Abonnement, Connector, Receipt } from '../connector';
import { BODY_MAX_BYTES, retryAfterMs, signedRequest, type SignedRequest } from './wire';

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
const GONE = 410;

export interface WebhookOptions {
  /** Where requests may go. */
  readonly outgoing: Outgoing;
  readonly now: () => Date;
  readonly timeoutMs?: number;
}

/** Signed, thin webhooks over HTTP. A redirect is a refusal: its target was not registered. */
export function createWebhookConnector(options: WebhookOptions): Connector {
  const { outgoing, now, timeoutMs = TIMEOUT_MS } = options;
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: outgoing.lookup },
    keepAliveTimeout: 10_000,
    maxHeaderSize: 16_384,
  });

  const call = async (
    method: 'POST' | 'HEAD',
    abonnement: Abonnement,
    signed?: SignedRequest,
    signal?: AbortSignal,
  ) => {
    const limits = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
    const response = await request(outgoing.check(abonnement.url), {
      method,
      dispatcher: agent,
      signal: AbortSignal.any(limits),
      ...(signed && { headers: signed.headers, body: signed.body }),
    });
    discard(response);
    return response;
  };

  return {
    name: 'webhook',
    deliver: async (evenement, abonnement, signal) => {
      if (abonnement.secret === null) return failure('SECRET_ABSENT');
      let signed: SignedRequest;
      try {
        signed = signedRequest(evenement, abonnement.secret, now());
      } catch {
        return failure('SECRET_INVALIDE');
      }
      if (Buffer.byteLength(signed.body) > BODY_MAX_BYTES) return failure('CORPS_TROP_GRAND');
      try {
        const { statusCode, headers } = await call('POST', abonnement, signed, signal);
        if (statusCode >= 200 && statusCode < 300) return { remis: true, statut: statusCode };
        return failure(String(statusCode), statusCode === GONE, retryAfterMs(headers['retry-after'], now()));
      } catch (error) {
        return failure(networkCode(error));
      }
    },
    probe: (abonnement) =>
      call('HEAD', abonnement).then(
        () => undefined,
        (error: unknown) => networkCode(error),
      ),
    close: () => agent.close(),
  };
}

/** What the partner writes back is not read: the connection is kept when it is short, dropped when it is not. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => undefined);
  body.dump({ limit: 16_384 }).catch(() => undefined);
}

function failure(echec: string, definitif = false, retryAfterMs?: number): Receipt {
  return { remis: false, echec, definitif, retryAfterMs };
}

function networkCode(error: unknown): string {
  const { name } = error as { name?: unknown };
  return name === 'TimeoutError' || name === 'AbortError' ? 'DELAI_DEPASSE' : (errorCode(error) ?? 'RESEAU');
}
