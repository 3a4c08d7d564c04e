import { Agent, request, type Dispatcher } from 'undici';
import { errorCode } from '../../src/platform/logger';
import type { Abonnement, Connector, Receipt } from '../connector';
import { checkUrl, guardedLookup } from './target';
import { BODY_MAX_BYTES, retryAfterMs, signedRequest, type SignedRequest } from './wire';

const TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
const GONE = 410;

export interface WebhookOptions {
  /** Outside production a partner may run on this machine. */
  readonly loopbackAllowed: boolean;
  readonly timeoutMs?: number;
  readonly lookup?: Parameters<typeof guardedLookup>[1];
}

/** Signed, thin webhooks over HTTP. A redirect is a refusal: its target was not registered. */
export function createWebhookConnector(options: WebhookOptions): Connector {
  const { loopbackAllowed, timeoutMs = TIMEOUT_MS } = options;
  const agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(loopbackAllowed, options.lookup) },
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
    const response = await request(checkUrl(abonnement.url, loopbackAllowed), {
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
        signed = signedRequest(evenement, abonnement.secret, new Date());
      } catch {
        return failure('SECRET_INVALIDE');
      }
      if (Buffer.byteLength(signed.body) > BODY_MAX_BYTES) return failure('CORPS_TROP_GRAND');
      try {
        const { statusCode, headers } = await call('POST', abonnement, signed, signal);
        if (statusCode >= 200 && statusCode < 300) return { remis: true, statut: statusCode };
        return failure(String(statusCode), statusCode === GONE, retryAfterMs(headers['retry-after'], new Date()));
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
