import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import type { Door } from '../../src/gateway/server';
import { bearer, type Json } from './support';

export const address = (of: Door) => `${of.url.replace('http', 'ws')}/graphql`;

export function client(of: Door, connectionParams: Record<string, unknown> = { authorization: bearer() }): Client {
  return createClient({ url: address(of), webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
}

export interface Ending {
  readonly values: Json[];
  readonly end: Json;
}

/** Everything a subscription says, then how it ended: errors, a close event, or nothing. */
export function follow(
  by: Client,
  query: string,
  variables?: Record<string, unknown>,
  stop = Infinity,
): Promise<Ending> {
  return new Promise((resolve) => {
    const values: Json[] = [];
    const dispose = by.subscribe(
      { query, ...(variables ? { variables } : {}) },
      {
        next: (value) => {
          // One more may be on its way when the subscription is left.
          if (values.length < stop) values.push(value);
          if (values.length === stop) dispose();
        },
        error: (end) => {
          resolve({ values, end });
        },
        complete: () => {
          resolve({ values, end: undefined });
        },
      },
    );
  });
}

/** A socket without a client's manners: sends what it is told, tells how it was closed. */
export function bare(
  of: Door,
  messages: readonly string[],
  { protocol = 'graphql-transport-ws', headers = {}, path = '' } = {},
) {
  return new Promise<{ code: number; reason: string; received: string[] }>((resolve) => {
    const received: string[] = [];
    const socket = new WebSocket(`${address(of)}${path}`, protocol, { headers });
    socket.on('open', () => {
      for (const message of messages) socket.send(message);
    });
    socket.on('message', (data: Buffer) => received.push(data.toString('utf8')));
    socket.on('close', (code, reason) => {
      resolve({ code, reason: reason.toString('utf8'), received });
    });
    socket.on('error', () => undefined);
  });
}

export const init = (authorization = bearer()) =>
  JSON.stringify({ type: 'connection_init', payload: { authorization } });
