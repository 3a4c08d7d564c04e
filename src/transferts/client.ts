import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose' with { 'resolution-mode': 'import' };
import { Agent, request } from 'undici';
import type { Clock } from '../platform/clock';
import type { Outgoing } from '../platform/http-client';
import { errorCode } from '../platform/logger';
import type { ClesEchange } from './cles';
import { CHEMINS, empreinteDe, octetsDe, reponseSchema, type Etape, type Message, type Reponse } from './messages';
import { chiffrer, kidDe, signee, signer } from './sceau';

/** Another hub, as the register has it. */
export interface HubAppele {
  readonly id: string;
  readonly url: string;
  readonly signer: readonly { readonly kid: string; readonly jwk: JWK }[];
  /** The newest: files are encrypted for it. */
  readonly chiffrer: { readonly kid: string; readonly jwk: JWK };
}

/** What the other hub answered, and signed; or the code of what went wrong: nothing is then known. */
export type Appel = { readonly reponse: Reponse } | { readonly echec: string };

/** What is about this transfer, besides what every message says. */
type Corps = Pick<Message, 'transfert' | 'bordereau'> & Partial<Pick<Message<'PIECE'>, 'piece'>>;

export interface ClientHubs {
  /** @param clair encrypted for that hub */
  appeler(hub: HubAppele, etape: Etape, corps: Corps, clair?: Uint8Array): Promise<Appel>;
  close(): Promise<void>;
}

const ATTENTE_MS = 30_000;
const CONNEXION_MS = 5_000;
const REPONSE_MAX = 65_536;

/** Speaks to other hubs: each message is signed, fresh and used once; an answer counts by its signature alone. */
export function clientHubs(deps: {
  readonly outgoing: Outgoing;
  readonly cles: ClesEchange;
  readonly ici: string;
  readonly heure: Clock;
  readonly attenteMs?: number;
}): ClientHubs {
  const { outgoing, cles, ici, heure, attenteMs = ATTENTE_MS } = deps;
  const agent = new Agent({
    connect: { timeout: CONNEXION_MS, lookup: outgoing.lookup },
    keepAliveTimeout: 10_000,
    maxHeaderSize: 16_384,
    maxResponseSize: REPONSE_MAX,
  });
  const envoyer = async (url: URL, octets: string, jws: string): Promise<{ lus: Buffer; preuve: string }> => {
    const { headers, body } = await request(url, {
      ...{ method: 'POST', dispatcher: agent, body: octets, signal: AbortSignal.timeout(attenteMs) },
      headers: { 'content-type': 'application/json', 'x-jws-signature': jws },
    });
    const preuve = headers['x-jws-signature'];
    return { lus: Buffer.from(await body.arrayBuffer()), preuve: typeof preuve === 'string' ? preuve : '' };
  };
  return {
    appeler: async (hub, etape, corps, clair) => {
      const entete = { version: 1, iss: ici, aud: hub.id, jti: randomUUID(), le: heure.now().toISOString(), etape };
      const chiffre = clair && { chiffre: await chiffrer(clair, hub.chiffrer) };
      const octets = octetsDe({ ...entete, ...corps, ...chiffre });
      const jws = await signer(octets, cles);
      try {
        const { lus, preuve } = await envoyer(adresse(outgoing, hub.url, etape), octets, jws);
        const reponse = await lireReponse(hub, lus, preuve);
        if (reponse === undefined) return { echec: 'REPONSE_NON_SIGNEE' };
        const pourNous = reponse.iss === hub.id && (reponse.aud === ici || reponse.aud === null);
        return pourNous && reponse.reponseA === empreinteDe(jws) ? { reponse } : { echec: 'REPONSE_CONTRAIRE' };
      } catch (error) {
        return { echec: codeReseau(error) };
      }
    },
    close: () => agent.close(),
  };
}

/** A redirect is not followed: its target was not registered. */
function adresse({ check }: Outgoing, url: string, etape: Etape): URL {
  const base = check(url);
  return new URL(`${base.pathname.replace(/\/$/, '')}${CHEMINS[etape]}`, base);
}

async function lireReponse({ signer: cles }: HubAppele, octets: Buffer, jws: string): Promise<Reponse | undefined> {
  const kid = await kidDe(jws);
  const cle = cles.find((une) => une.kid === kid);
  if (!cle || !(await signee(octets, jws, cle.jwk))) return undefined;
  try {
    return reponseSchema.safeParse(JSON.parse(octets.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function codeReseau(error: unknown): string {
  const { name } = error as { name?: unknown };
  return name === 'TimeoutError' || name === 'AbortError' ? 'DELAI_DEPASSE' : (errorCode(error) ?? 'RESEAU');
}
