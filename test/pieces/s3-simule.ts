import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { sign } from 'aws4';

export interface S3Simule {
  readonly url: string;
  readonly objets: Map<string, Buffer>;
  /** Answers 500 to that many requests. */
  pannes: number;
  fermer(): Promise<void>;
}

const CLE = { accessKeyId: 'hub', secretAccessKey: 'un secret de démonstration' };
export const REGLAGES_S3 = { region: 'fr-par', cle: CLE.accessKeyId, secret: CLE.secretAccessKey };

/** A store that keeps objects in memory and verifies each signature by another library than the hub's. */
export async function ouvrirS3(): Promise<S3Simule> {
  const simule = { url: '', objets: new Map<string, Buffer>(), pannes: 0 };
  const serveur = createServer((request, response) => {
    void (async () => {
      const corps = await lire(request);
      const nom = request.url?.split('/').at(-1) ?? '';
      if (!signatureJuste(request, corps)) return response.writeHead(403).end();
      if (simule.pannes > 0) {
        simule.pannes -= 1;
        return response.writeHead(500).end();
      }
      if (request.method === 'PUT') {
        simule.objets.set(nom, corps);
        return response.writeHead(200).end();
      }
      const objet = simule.objets.get(nom);
      if (request.method === 'DELETE') simule.objets.delete(nom);
      return request.method === 'GET' && objet
        ? response.writeHead(200).end(objet)
        : response.writeHead(request.method === 'DELETE' ? 204 : 404).end();
    })();
  });
  serveur.listen(0, '127.0.0.1');
  await once(serveur, 'listening');
  simule.url = `http://127.0.0.1:${String((serveur.address() as AddressInfo).port)}/pieces`;
  return Object.assign(simule, {
    fermer: async () => {
      serveur.close();
      serveur.closeAllConnections();
      await once(serveur, 'close');
    },
  });
}

async function lire(request: IncomingMessage): Promise<Buffer> {
  const blocs: Buffer[] = [];
  for await (const bloc of request) blocs.push(bloc as Buffer);
  return Buffer.concat(blocs);
}

/** Signs the same request again with the same headers: the signature must be the same. */
function signatureJuste({ method = '', url = '', headers }: IncomingMessage, corps: Buffer): boolean {
  const signes = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const entetes = Object.fromEntries(signes.map((nom) => [nom, String(headers[nom])]));
  const ailleurs = { host: headers.host ?? '', path: url, method, service: 's3', region: REGLAGES_S3.region };
  // aws4 would sign what it adds, and the hub did not.
  const ajoutes = { 'content-length': true, 'content-type': true };
  const refaite = sign({ ...ailleurs, headers: entetes, extraHeadersToIgnore: ajoutes } as object, CLE);
  const empreinte = createHash('sha256').update(corps).digest('hex');
  if (entetes['x-amz-content-sha256'] !== empreinte) return false;
  const valeur = (texte: unknown) => /Signature=([0-9a-f]{64})/.exec(String(texte))?.[1];
  const attendue = valeur(refaite.headers?.['Authorization']);
  return attendue !== undefined && attendue === valeur(headers.authorization);
}
