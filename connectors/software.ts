import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { JWK } from 'jose' with { 'resolution-mode': 'import' };
import type { Cle, Ecart, Emission, Recue, Software } from './simulator';

export interface Acces {
  readonly url: string;
  readonly jeton: () => Promise<string>;
  readonly cle: Cle;
}

export function ouvrirSoftware({ url, jeton, cle }: Acces): Software {
  const autorise = async () => ({ authorization: `Bearer ${await jeton()}` });
  const entetes = async (emission: Emission, message: string, ecart: Ecart = {}) => {
    const jws = await signatureDe(emission, ecart.signe ?? message, ecart.cle ?? cle);
    return { ...(await autorise()), 'content-type': ecart.type ?? emission.type, ...signee(jws) };
  };
  const poster = async (chemin: string, headers: Record<string, string>, body: string) =>
    lireReponse(await fetch(new URL(chemin, url), { method: 'POST', headers, body }));

  const software: Software = {
    envoyer: async (emission, message, ecart) =>
      poster(cheminDe(emission), await entetes(emission, message, ecart), message),
    ouvrir: async (emission, message) => {
      const headers = { ...(await entetes(emission, message)), 'content-length': Buffer.byteLength(message) };
      return request(new URL(cheminDe(emission), url), { method: 'POST', headers, agent: false });
    },
    comprendre: async (emission, message, reponse) => {
      if (emission.voie.signe) await software.verifier(reponse);
      return reponse.statut >= 500 || reponse.statut === 429 ? undefined : emission.lire(reponse, message);
    },
    accepter: async (releve, lue) => {
      if (lue.statut !== 200) throw new Error(`${releve.voie.nom}: ${String(lue.statut)}`);
      if (releve.voie.signe) await software.verifier(lue);
      return releve.verifier(lue, software);
    },
    relever: async (releve, id = '') => {
      const lue = await software.lire(releve.voie.chemin.replace(':id', id));
      await software.accepter(releve, lue);
      return lue;
    },
    poster: async (chemin, type, corps, jws) =>
      poster(chemin, { ...(await autorise()), 'content-type': type, ...signee(jws) }, corps),
    lire: async (chemin) => lireReponse(await fetch(new URL(chemin, url), { headers: await autorise() })),
    verifier: async ({ corps, signature }) => {
      if (signature === undefined) throw new Error('The hub signed nothing.');
      const publiees = await fetch(new URL('/.well-known/hub-keys.json', url));
      const { keys } = (await publiees.json()) as { readonly keys: readonly JWK[] };
      await verifierOctets(Buffer.from(corps), signature, keys);
    },
  };
  return software;
}

function cheminDe({ voie }: Emission): string {
  if (!voie.http) throw new Error(`${voie.nom} is not served over HTTP.`);
  return voie.http.chemin;
}

const signee = (jws: string | undefined): Record<string, string> =>
  jws === undefined ? {} : { 'x-jws-signature': jws };

async function lireReponse(response: Response): Promise<Recue> {
  const octets = Buffer.from(await response.arrayBuffer());
  const signature = response.headers.get('x-jws-signature') ?? undefined;
  return { statut: response.status, corps: octets.toString(), octets, signature };
}

/** What a request that was opened is answered; undefined when it is cut without a word. */
export function reponseDe(requete: ClientRequest): Promise<number | undefined> {
  return new Promise((resolve) => {
    requete.once('response', (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode);
    });
    for (const fin of ['error', 'close'])
      requete.on(fin, () => {
        resolve(undefined);
      });
  });
}

/** What goes with a message of a signed lane; of what cannot be read, the bytes are signed. */
export async function signatureDe({ voie }: Emission, texte: string, cle: Cle): Promise<string | undefined> {
  if (!voie.signe) return undefined;
  const corps = Buffer.from(texte);
  try {
    return await signerOctets(voie.signe({ corps }), cle);
  } catch {
    return signerOctets(corps, cle);
  }
}

/** Detached JWS over bytes that are not encoded (RFC 7797), as a partner makes it: with `jose`, by its own key. */
export async function signerOctets(octets: Buffer, { privateKey, kid }: Cle): Promise<string> {
  const { FlattenedSign } = await import('jose');
  const { protected: entete = '', signature } = await new FlattenedSign(octets)
    .setProtectedHeader({ alg: 'ES256', b64: false, crit: ['b64'], kid })
    .sign(privateKey);
  return `${entete}..${signature}`;
}

async function verifierOctets(payload: Buffer, jws: string, cles: readonly JWK[]): Promise<void> {
  const { flattenedVerify, importJWK } = await import('jose');
  const [entete = '', , signature = ''] = jws.split('.');
  await flattenedVerify(
    { protected: entete, payload, signature },
    ({ kid }) => {
      const cle = cles.find((une) => une.kid === kid);
      if (!cle) throw new Error('The hub publishes no such key.');
      return importJWK(cle, 'EdDSA');
    },
    { algorithms: ['EdDSA'] },
  );
}
