import type { Adapter, AdapterConstructor, AdapterPayload, errors as OidcErrors } from 'oidc-provider' with {
  'resolution-mode': 'import',
};
import type { Database } from '../platform/database';
import { panneDeLaBase } from '../platform/panne-base';
import { premierUsage } from '../platform/oidc-rows';

type Querier = Pick<Database, 'query'>;

/** What `oidc-provider` reads and keeps, in PostgreSQL: the clients of the register, and the proofs already used. */
export function oidcAdapter(base: Querier, errors: typeof OidcErrors): AdapterConstructor {
  const database: Querier = {
    query: (text, values) =>
      base.query<never>(text, values).catch((error: unknown) => {
        if (!panneDeLaBase(error)) throw error;
        // The library gives it the status of a fault of the caller.
        const absente = { status: 503, statusCode: 503, expose: true };
        throw Object.assign(new errors.TemporarilyUnavailable('the register does not answer'), absente);
      }),
  };
  return class implements Adapter {
    constructor(private readonly modele: string) {}

    find(id: string): Promise<AdapterPayload | undefined> {
      return this.modele === 'Client' ? lireClient(database, id) : lire(database, this.modele, id);
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      const until = new Date(Date.now() + expiresIn * 1000);
      // Asked first whether the proof is known, then told to keep it: between the two, another process may have kept it.
      if (await premierUsage(database, this.modele, id, until, payload)) return;
      if (this.modele === 'ReplayDetection') throw new errors.InvalidClientAuth('this proof was already used');
      await database.query('UPDATE hub.oidc SET contenu = $3, expire_le = $4 WHERE modele = $1 AND id = $2', [
        ...[this.modele, id, JSON.stringify(payload), until],
      ]);
    }

    async destroy(id: string): Promise<void> {
      await database.query('DELETE FROM hub.oidc WHERE modele = $1 AND id = $2', [this.modele, id]);
    }

    async consume(id: string): Promise<void> {
      await database.query(
        `UPDATE hub.oidc SET contenu = jsonb_set(contenu, '{consumed}', to_jsonb(extract(epoch FROM now())::bigint))
         WHERE modele = $1 AND id = $2`,
        [this.modele, id],
      );
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      await database.query(`DELETE FROM hub.oidc WHERE modele = $1 AND contenu->>'grantId' = $2`, [
        ...[this.modele, grantId],
      ]);
    }

    // Sessions and devices belong to people, who have no account here.
    findByUid(): Promise<undefined> {
      return Promise.resolve(undefined);
    }

    findByUserCode(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
  };
}

async function lire(database: Querier, modele: string, id: string): Promise<AdapterPayload | undefined> {
  const [row] = await database.query<{ contenu: AdapterPayload }>(
    'SELECT contenu FROM hub.oidc WHERE modele = $1 AND id = $2 AND expire_le > now()',
    [modele, id],
  );
  return row?.contenu;
}

interface ClientLu {
  readonly scopes: readonly string[];
  readonly contrainte: string;
  readonly institution: string;
  readonly role: string;
  readonly territoire: string | null;
  readonly keys: readonly Record<string, string>[];
}

/** Read at each request: a client revoked a moment ago gets no token, a key registered a moment ago is known. */
async function lireClient(database: Querier, clientId: string): Promise<AdapterPayload | undefined> {
  const [client] = await database.query<ClientLu>(
    `SELECT c.scopes, c.contrainte, p.id AS institution, p.role, p.territoire,
            coalesce(json_agg(k.jwk) FILTER (WHERE k.id IS NOT NULL), '[]') AS keys
     FROM hub.client c
     JOIN hub.partenaire p ON p.id = c.institution AND p.revoque_le IS NULL
     LEFT JOIN hub.cle_client k ON k.client_id = c.client_id AND (k.retiree_le IS NULL OR k.retiree_le > now())
     WHERE c.client_id = $1 AND c.revoque_le IS NULL
     GROUP BY c.id, p.id`,
    [clientId],
  );
  if (client === undefined) return undefined;
  const { scopes, contrainte, institution, role, territoire, keys } = client;
  return {
    client_id: clientId,
    scope: scopes.join(' '),
    jwks: { keys: [...keys] },
    tls_client_certificate_bound_access_tokens: contrainte === 'MTLS',
    dpop_bound_access_tokens: contrainte === 'DPOP',
    porteur: { institution, role, territoire },
  };
}
