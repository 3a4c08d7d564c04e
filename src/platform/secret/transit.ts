import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { HubError } from '../../domain/errors';
import { errorCode } from '../logger';

export interface AccesTransit {
  /** Of the engine, its mount included: `https://bao.example:8200/v1/transit`. */
  readonly url: string;
  /** Name of the key that never leaves it. */
  readonly cle: string;
  /** File of the token, read at each call: an agent renews it there. */
  readonly jetonFile: string;
  readonly delaiMs?: number;
}

/** The Transit engine of HashiCorp Vault and of OpenBao: it encrypts what it is sent under keys that it gives to nobody. */
export interface Transit {
  chiffrer(lot: readonly { readonly clair: Buffer; readonly lieu: string }[]): Promise<string[]>;
  dechiffrer(lot: readonly { readonly chiffre: string; readonly lieu: string }[]): Promise<Buffer[]>;
}

/** Nothing is sealed or opened for the moment. What the key service answered is repeated to nobody. */
export class CoffreIndisponible extends HubError {
  constructor(readonly echec: string) {
    super(
      'SERVICE_INDISPONIBLE',
      "Le coffre des clés du hub ne répond pas. Renvoyez la même demande : avec la même clé d'idempotence, un acte n'est enregistré qu'une fois.",
    );
  }
}

// A call is made inside a transaction, which holds a connection.
const DELAI_MS = 2_000;
const REPONSE_MAX = 4_194_304;

const base64 = (text: string) => Buffer.from(text, 'base64');
const chiffres = z.object({ ciphertext: z.string().regex(/^vault:v\d+:[\w+/=]+$/) });
const clairs = z.object({ plaintext: z.base64().transform(base64) });

export function ouvrirTransit({ url, cle, jetonFile, delaiMs = DELAI_MS }: AccesTransit): Transit {
  const agent = new Agent({ keepAliveTimeout: 10_000, connect: { timeout: delaiMs }, maxResponseSize: REPONSE_MAX });

  const envoyer = async (verbe: string, lot: readonly object[]): Promise<unknown> => {
    const { statusCode, body } = await request(`${url.replace(/\/$/, '')}/${verbe}/${encodeURIComponent(cle)}`, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vault-token': (await readFile(jetonFile, 'utf8')).trim() },
      body: JSON.stringify({ batch_input: lot }),
      signal: AbortSignal.timeout(delaiMs),
    });
    if (statusCode === 200) return body.json();
    body.on('error', () => undefined);
    body.dump({ limit: 16_384 }).catch(() => undefined);
    throw new CoffreIndisponible(`HTTP_${String(statusCode)}`);
  };
  const appeler = async <T>(verbe: string, lot: readonly object[], resultat: z.ZodType<T>): Promise<T[]> => {
    if (lot.length === 0) return [];
    const reponse = await envoyer(verbe, lot).catch((error: unknown) => {
      throw error instanceof CoffreIndisponible ? error : new CoffreIndisponible(panne(error));
    });
    const forme = z.object({ data: z.object({ batch_results: z.array(resultat).length(lot.length) }) });
    const lue = forme.safeParse(reponse);
    if (!lue.success) throw new CoffreIndisponible('REPONSE_ILLISIBLE');
    return lue.data.data.batch_results;
  };
  const lieuDe = (lieu: string) => ({ associated_data: Buffer.from(lieu).toString('base64') });

  return {
    chiffrer: async (lot) => {
      const entrees = lot.map(({ clair, lieu }) => ({ plaintext: clair.toString('base64'), ...lieuDe(lieu) }));
      return (await appeler('encrypt', entrees, chiffres)).map(({ ciphertext }) => ciphertext);
    },
    dechiffrer: async (lot) => {
      const entrees = lot.map(({ chiffre, lieu }) => ({ ciphertext: chiffre, ...lieuDe(lieu) }));
      return (await appeler('decrypt', entrees, clairs)).map(({ plaintext }) => plaintext);
    },
  };
}

function panne(error: unknown): string {
  const { name } = error as { name?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return 'DELAI_DEPASSE';
  return name === 'SyntaxError' ? 'REPONSE_ILLISIBLE' : (errorCode(error) ?? 'RESEAU');
}
