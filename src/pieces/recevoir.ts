import type { IncomingMessage } from 'node:http';
import { peut } from '../auth/actor';
import { HubError } from '../domain/errors';
import { TAILLE_MAX, TYPES_ADMIS } from '../domain/pieces';
import type { Route } from '../gateway/route';
import { mediaType, sendJson } from '../platform/http';
import { TROP, type Depositaire } from './deposer';

/** With which an institution may send an attachment: that of what it goes with. */
const MANDATS = ['ip:transmettre', 'ip:traiter', 'saisine:repondre'] as const;
const ENSEMBLE_MAX = 16;

/**
 * `POST /pieces`: the bytes of one attachment, sealed as they come, never whole in memory nor on a disk in clear. It is
 * nothing until an act joins it to what it goes with; forgotten, it is destroyed.
 */
export function routeRecevoirPiece({ recevoir }: Pick<Depositaire, 'recevoir'>): Route {
  let ensemble = 0;
  return {
    path: '/pieces',
    methods: ['POST'],
    handle: async (request, response, { identify }) => {
      const de = await identify();
      if (!MANDATS.some((mandat) => peut(de, mandat))) throw new HubError('FORBIDDEN');
      const type = mediaType(request.headers['content-type']);
      if (!TYPES_ADMIS.includes(type) || (request.headers['content-encoding'] ?? 'identity') !== 'identity')
        throw new HubError(
          'UNSUPPORTED_MEDIA_TYPE',
          `Une pièce est envoyée telle quelle, en ${TYPES_ADMIS.join(', ')}.`,
        );
      if (Number(request.headers['content-length'] ?? 0) > TAILLE_MAX) throw new HubError('PAYLOAD_TOO_LARGE', TROP);
      if (ensemble >= ENSEMBLE_MAX)
        throw new HubError('QUOTA_DEPASSE', 'Trop de pièces arrivent à la fois : renvoyez celle-ci.');
      ensemble += 1;
      try {
        if (request.headers.expect !== undefined) response.writeContinue();
        const piece = await recevoir(de, type, octetsDe(request));
        if (!request.complete) throw new HubError('HTTP_INVALIDE');
        sendJson(response, 201, piece);
      } finally {
        ensemble -= 1;
      }
    },
  };
}

/** As it comes; not destroyed when refused, for the answer still has to go out. */
async function* octetsDe(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch {
    throw new HubError('HTTP_INVALIDE');
  }
}
