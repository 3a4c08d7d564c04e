import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { Depot } from './depot';

export interface ReglagesS3 {
  /** Address of the bucket, as `https://s3.example/pieces`. */
  readonly url: string;
  readonly region: string;
  readonly cle: string;
  readonly secret: string;
}

const ATTENTE_MS = 30_000;

/** An S3-compatible store: one object per attachment, in one PUT, since it needs the length and 10 MB is little. */
export function depotS3({ url, region, cle, secret }: ReglagesS3): Depot {
  const client = new AwsClient({ accessKeyId: cle, secretAccessKey: secret, service: 's3', region, retries: 2 });
  const appeler = async (method: string, id: string, body?: Buffer): Promise<Response> => {
    const options = { method, signal: AbortSignal.timeout(ATTENTE_MS), redirect: 'error' as const };
    const reponse = await client.fetch(`${url.replace(/\/$/, '')}/${id}`, {
      ...options,
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
    if (reponse.ok || (method === 'DELETE' && reponse.status === 404)) return reponse;
    await reponse.body?.cancel();
    throw new Error(`The store of attachments answered ${String(reponse.status)} to ${method}.`);
  };
  return {
    ecrire: async (id, octets) => {
      const blocs: Buffer[] = [];
      for await (const bloc of octets) blocs.push(bloc);
      await (await appeler('PUT', id, Buffer.concat(blocs))).body?.cancel();
    },
    lire: async function* (id) {
      const { body } = await appeler('GET', id);
      for await (const octets of body ?? []) yield Buffer.from(octets as Uint8Array);
    },
    supprimer: async (id) => {
      await (await appeler('DELETE', id)).body?.cancel();
    },
  };
}
