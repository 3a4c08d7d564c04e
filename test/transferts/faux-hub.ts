import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { publiques } from '../../src/audit/cles';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import { carte, nouvellesCles } from '../../src/transferts/cles';
import { empreinteDe, octetsDe, type Message, type Reponse } from '../../src/transferts/messages';
import { signer } from '../../src/transferts/sceau';

export interface Recue {
  readonly message: Message;
  readonly jws: string;
  readonly response: ServerResponse;
}

/** A hub that has the keys of a real one, and answers what a test wants. */
export async function ouvrirFauxHub(nom: string) {
  const cles = nouvellesCles();
  const trousseau = nouveauTrousseau(nom);
  const recues: Message[] = [];
  const adresses: string[] = [];
  let conduite: (recue: Recue) => Promise<void> | void = () => undefined;
  const server = createServer((request: IncomingMessage, response) => {
    const blocs: Buffer[] = [];
    request.on('data', (bloc: Buffer) => blocs.push(bloc));
    request.on('end', () => {
      const message = JSON.parse(Buffer.concat(blocs).toString()) as Message;
      recues.push(message);
      adresses.push(request.url ?? '');
      void conduite({ message, jws: String(request.headers['x-jws-signature']), response });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ nom, cles, trousseau, recues, adresses, carte: carte(cles, publiques(trousseau)) },
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    conduire: (comment: typeof conduite) => {
      recues.length = 0;
      conduite = comment;
    },
    /** Answers as it should, but for `changes`. */
    repondre: async (
      { message, jws, response }: Recue,
      dit: Partial<Reponse>,
      { par = cles, statut = 200 }: { par?: typeof cles; statut?: number } = {},
    ) => {
      const reponse = {
        ...{ version: 1, iss: nom, aud: message.iss, le: new Date().toISOString(), reponseA: empreinteDe(jws) },
        ...dit,
      };
      const octets = octetsDe(reponse);
      const preuve = await signer(octets, par);
      response.writeHead(statut, { 'content-type': 'application/json', 'x-jws-signature': preuve }).end(octets);
      return { octets, preuve };
    },
    fermer: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
