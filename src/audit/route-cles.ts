import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '../platform/http';
import { publiques, type Trousseau } from './cles';

/** The public keys that verify receipts and checkpoints, those of the past included. For anyone: no token. */
export function routeCles(trousseau: Trousseau) {
  const document = publiques(trousseau);
  return {
    path: '/.well-known/hub-keys.json',
    methods: ['GET', 'HEAD'],
    handle: (_: IncomingMessage, response: ServerResponse): void => {
      sendJson(response, 200, document);
    },
  };
}
