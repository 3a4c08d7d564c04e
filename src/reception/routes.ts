import type { Issue, Page, Reponse, VoieEntrante } from '../../connectors/entrant';
import { CODES_ERREUR, HubError } from '../domain/errors';
import type { Route } from '../gateway/route';
import { mediaType, readBody, sendText } from '../platform/http';
import type { Reception } from './recevoir';

/** The lanes that are served over HTTP: who speaks is known before a byte of the message is read. */
export function routesEntrantes(
  voies: readonly VoieEntrante[],
  pages: readonly Page[],
  reception: Pick<Reception, 'recevoir' | 'refuser'>,
): Route[] {
  return [
    ...voies.flatMap((voie) => (voie.http ? [routeDe(voie, voie.http, reception)] : [])),
    ...pages.map(({ chemin, repondre }) => ({
      path: chemin,
      methods: ['GET', 'HEAD'],
      handle: (...[, response]: Parameters<Route['handle']>) => {
        rendre(response, repondre());
      },
    })),
  ];
}

function routeDe(
  voie: VoieEntrante,
  http: NonNullable<VoieEntrante['http']>,
  { recevoir, refuser }: Pick<Reception, 'recevoir' | 'refuser'>,
): Route {
  return {
    path: http.chemin,
    methods: ['POST'],
    handle: async (request, response, { identify }) => {
      const de = await identify();
      const entete = request.headers['content-type'];
      const type = mediaType(entete);
      const jeu = /;\s*charset="?([^";\s]+)/i.exec(entete ?? '')?.[1]?.toLowerCase();
      const preuve = request.headers['x-jws-signature'];
      let corps: Buffer;
      try {
        if (!http.types.includes(type))
          throw new HubError('UNSUPPORTED_MEDIA_TYPE', `Le corps doit être envoyé en ${http.types.join(' ou ')}.`);
        corps = await readBody(request, response, voie.limiteOctets);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        // Said in the partner's own format, as all the rest.
        rendre(response, refuser(voie, refusDe(error)));
        return;
      }
      const envoi = { de, corps, type, jeu, ...(typeof preuve === 'string' ? { preuve } : {}) };
      rendre(response, await recevoir(voie, envoi));
    },
  };
}

function refusDe({ code, message }: HubError): Issue {
  return { etat: 'REFUSE', statut: CODES_ERREUR[code].http, erreur: { code, champ: [], message } };
}

function rendre(response: Parameters<typeof sendText>[0], { statut, type, corps, signature }: Reponse): void {
  if (signature !== undefined) response.setHeader('x-jws-signature', signature);
  sendText(response, statut, type, corps);
}
