import type { VoieEntrante, Page, Reponse } from '../../connectors/entrant';
import { HubError } from '../domain/errors';
import type { Route } from '../gateway/route';
import { mediaType, readBody, sendText } from '../platform/http';
import type { Reception } from './recevoir';

/** The lanes that are served over HTTP: who speaks is known before a byte of the message is read. */
export function routesEntrantes(
  voies: readonly VoieEntrante[],
  pages: readonly Page[],
  recevoir: Reception['recevoir'],
): Route[] {
  return [
    ...voies.flatMap((voie) => (voie.http ? [routeDe(voie, voie.http, recevoir)] : [])),
    ...pages.map(({ chemin, repondre }) => ({
      path: chemin,
      methods: ['GET', 'HEAD'],
      handle: (...[, response]: Parameters<Route['handle']>) => {
        rendre(response, repondre());
      },
    })),
  ];
}

function routeDe(voie: VoieEntrante, http: NonNullable<VoieEntrante['http']>, recevoir: Reception['recevoir']): Route {
  return {
    path: http.chemin,
    methods: ['POST'],
    handle: async (request, response, { identify }) => {
      const de = await identify();
      const entete = request.headers['content-type'];
      const type = mediaType(entete);
      if (!http.types.includes(type))
        throw new HubError('UNSUPPORTED_MEDIA_TYPE', `Le corps doit être envoyé en ${http.types.join(' ou ')}.`);
      const jeu = /;\s*charset="?([^";\s]+)/i.exec(entete ?? '')?.[1]?.toLowerCase();
      const corps = await readBody(request, response, voie.limiteOctets);
      const preuve = request.headers['x-jws-signature'];
      rendre(
        response,
        await recevoir(voie, { de, corps, type, jeu, ...(typeof preuve === 'string' ? { preuve } : {}) }),
      );
    },
  };
}

function rendre(response: Parameters<typeof sendText>[0], { statut, type, corps }: Reponse): void {
  sendText(response, statut, type, corps);
}
