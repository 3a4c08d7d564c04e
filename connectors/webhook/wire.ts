import { Webhook } from 'standardwebhooks';
import type { Evenement } from '../connector';

/** Standard Webhooks asks for less; what is sent here holds in 300 bytes. */
export const BODY_MAX_BYTES = 20_000;

/** The body a partner receives: what happened, to what, when. It reads the rest through the API, with its own rights. */
export interface WebhookBody {
  readonly type: string;
  readonly id: string;
  readonly le: string;
  readonly sujet: { readonly type: string; readonly id: string };
}

export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * @param secrets `whsec_…`, separated by spaces: one signature each.
 * @param now the machine's clock: the receiver compares it with its own.
 * @throws when a secret cannot be read.
 */
export function signedRequest(evenement: Evenement, secrets: string, now: Date): SignedRequest {
  const content: WebhookBody = {
    type: evenement.type,
    id: evenement.id,
    le: evenement.le.toISOString(),
    sujet: { type: evenement.sujet.type, id: evenement.sujet.id },
  };
  const body = JSON.stringify(content);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'passerelle-enfance',
      'webhook-id': evenement.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': signatures(secrets, evenement.id, now, body),
    },
  };
}

/** @throws when a secret cannot be read, or there is none. */
export function signatures(secrets: string, id: string, now: Date, body: string): string {
  const made = secrets
    .split(' ')
    .filter((secret) => secret !== '')
    .map((secret) => new Webhook(secret).sign(id, now, body));
  if (made.length === 0) throw new Error('no secret');
  return made.join(' ');
}

/** Seconds or an HTTP date (RFC 9110 § 10.2.3); undefined when it says nothing usable. */
export function retryAfterMs(value: string | string[] | undefined, now: Date): number | undefined {
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(date - now.getTime(), 0);
}
