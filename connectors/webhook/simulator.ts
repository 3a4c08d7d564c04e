import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookBody } from './wire';

/** What a partner's software can do to us. */
export type Behaviour =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Never answers. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** Does the work, then says that it did not: the hub will send again. */
  | { readonly kind: 'treatThenRefuse'; readonly status: number };

export interface Received {
  readonly webhookId: string;
  readonly body: WebhookBody;
  readonly raw: string;
  readonly at: number;
}

export interface PartnerSimulator {
  readonly url: string;
  /** Every verified request, repeats included. */
  readonly received: readonly Received[];
  /** What the partner did, once per webhook-id, in order. */
  readonly effects: readonly string[];
  /** Requests whose signature did not hold. */
  readonly rejected: number;
  /** For the next `times` requests, or until told otherwise. */
  behave(behaviour: Behaviour, times?: number): void;
  /** Resolves when `count` effects were seen. */
  effectsReached(count: number, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A partner on loopback, that verifies signatures with the reference library and lies on command. */
export async function startPartnerSimulator(options: { secret: string; port?: number }): Promise<PartnerSimulator> {
  const verifier = new Webhook(options.secret);
  const received: Received[] = [];
  const effects = new Set<string>();
  const waiters = new Set<() => void>();
  let rejected = 0;
  let lasting: Behaviour = { kind: 'accept' };
  const next: Behaviour[] = [];

  const treat = (id: string) => {
    effects.add(id);
    for (const waiter of waiters) waiter();
  };

  const answer = (behaviour: Behaviour, id: string, response: ServerResponse) => {
    const status = (code: number, headers: Record<string, string> = {}) => response.writeHead(code, headers).end('{}');
    switch (behaviour.kind) {
      case 'accept':
        treat(id);
        return status(204);
      case 'refuse':
        return status(
          behaviour.status,
          behaviour.retryAfter === undefined ? {} : { 'retry-after': behaviour.retryAfter },
        );
      case 'redirect':
        return status(302, { location: behaviour.to });
      case 'treatThenRefuse':
        treat(id);
        return status(behaviour.status);
      case 'reset':
        return response.destroy();
      case 'slow':
        return setTimeout(() => {
          treat(id);
          status(204);
        }, behaviour.ms);
      case 'hang':
        return undefined;
    }
  };

  const server = createServer((request, response) => {
    void readBody(request).then((raw) => {
      const headers = webhookHeaders(request);
      try {
        const body = verifier.verify(raw, headers) as WebhookBody;
        received.push({ webhookId: headers['webhook-id'], body, raw, at: performance.now() });
      } catch {
        rejected += 1;
        response.writeHead(401).end();
        return;
      }
      answer(next.shift() ?? lasting, headers['webhook-id'], response);
    });
  });
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${String(port)}/hub`,
    received,
    get effects() {
      return [...effects];
    },
    get rejected() {
      return rejected;
    },
    behave: (behaviour, times) => {
      if (times === undefined) lasting = behaviour;
      else next.push(...Array.from({ length: times }, () => behaviour));
    },
    effectsReached: (count, timeoutMs = 10_000) =>
      new Promise((done, fail) => {
        const check = () => {
          if (effects.size < count) return;
          waiters.delete(check);
          clearTimeout(timer);
          done();
        };
        const timer = setTimeout(() => {
          waiters.delete(check);
          fail(new Error(`${String(effects.size)} effects out of ${String(count)} after ${String(timeoutMs)} ms`));
        }, timeoutMs);
        waiters.add(check);
        check();
      }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function webhookHeaders(request: IncomingMessage) {
  const header = (name: string) => String(request.headers[name] ?? '');
  return {
    'webhook-id': header('webhook-id'),
    'webhook-timestamp': header('webhook-timestamp'),
    'webhook-signature': header('webhook-signature'),
  };
}
