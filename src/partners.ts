import { v7 } from 'uuid';
import { demoClients, type DemoClientName } from './auth/demo-clients';
import { demoClientId, type DemoKey, type DemoKeys } from './auth/demo-keys';
import type { JwkPublique } from './auth/jwks';
import type { Contrainte } from './platform/client.entity';
import type { Database } from './platform/database';
import type { AdmittedUrl } from './platform/http-client';
import { ConfigError } from './platform/config';
import { PartenaireRow } from './platform/partenaire.entity';
import { webhookFaible } from './platform/secrets';
import { garderSecret } from './platform/webhook-secret';
import { lireRaccordees, type Raccordees } from './platform/raccordement';

export interface Partenaire {
  readonly institution: string;
  readonly nom: string;
  readonly role: string;
  readonly territoire: string | null;
  readonly webhook?: { readonly url: AdmittedUrl; readonly secret: string };
}

/** Registers an institution, or brings its row up to date. */
export async function enregistrerPartenaire(database: Database, partenaire: Partenaire): Promise<void> {
  const { institution, nom, role, territoire, webhook } = partenaire;
  const [row] = await database.query<{ objetId: string }>(
    `INSERT INTO hub.partenaire (id, nom, role, territoire, webhook_url) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET nom = $2, role = $3, territoire = $4,
       webhook_url = coalesce($5, hub.partenaire.webhook_url)
     RETURNING objet_id "objetId"`,
    [institution, nom, role, territoire, webhook?.url ?? null],
  );
  if (webhook && row) await database.transaction((tx) => garderSecret(tx, institution, row.objetId, webhook.secret));
}

/** A machine of an institution, and the public key by which it asks for tokens. */
export interface Machine {
  readonly clientId: string;
  readonly institution: string;
  readonly scopes: readonly string[];
  readonly publicJwk: JwkPublique;
  readonly contrainte?: Contrainte;
}

/** Registers a machine of a trial, or brings its scopes up to date. */
export async function enregistrerMachine(database: Database, machine: Machine): Promise<void> {
  const { clientId, institution, scopes, publicJwk, contrainte = 'AUCUNE' } = machine;
  await database.query(
    `WITH client AS (
       INSERT INTO hub.client (id, client_id, institution, scopes, contrainte, cree_le)
       VALUES ($1, $2, $3, $4, $8, now()) ON CONFLICT (client_id) DO UPDATE SET scopes = $4
     )
     INSERT INTO hub.cle_client (id, client_id, kid, jwk, cree_le) VALUES ($5, $2, $6, $7, now())
     ON CONFLICT (client_id, kid) DO NOTHING`,
    [v7(), clientId, institution, scopes, v7(), publicJwk['kid'], JSON.stringify(publicJwk), contrainte],
  );
}

/** The partners of a trial and, when their keys are given, their machines. */
export async function enregistrerPartenairesDemo(database: Database, keys?: DemoKeys): Promise<void> {
  for (const client of Object.values(demoClients)) await enregistrerPartenaire(database, client);
  for (const [name, { publicJwk }] of Object.entries(keys ?? {}) as [DemoClientName, DemoKey][])
    await enregistrerMachine(database, { ...demoClients[name], clientId: demoClientId(name), publicJwk });
}

/**
 * What a trial has left in the database that a production now opens.
 * @throws ConfigError naming the institution or the machine, and nothing that it holds
 */
export async function refuserLesTracesDEssai(database: Database): Promise<void> {
  const machines = await database.query<{ clientId: string }>(
    `SELECT client_id AS "clientId" FROM hub.client WHERE client_id = ANY($1) AND revoque_le IS NULL`,
    [(Object.keys(demoClients) as DemoClientName[]).map(demoClientId)],
  );
  const webhooks = await database.ouvrir(
    PartenaireRow,
    await database.query<{ id: string; webhookSecret: string | null }>(
      `SELECT id, webhook_secret AS "webhookSecret" FROM hub.partenaire
       WHERE webhook_secret IS NOT NULL AND revoque_le IS NULL`,
    ),
  );
  const phrases = [
    ...machines.map(({ clientId }) => `The machine ${clientId} is that of trials: revoke it.`),
    ...webhooks.flatMap(({ id, webhookSecret }) => {
      const weakness = webhookSecret?.split(' ').map(webhookFaible).find(Boolean);
      return weakness === undefined ? [] : [`The webhook secret of ${id} ${weakness}: register another one.`];
    }),
  ];
  if (phrases.length > 0) throw new ConfigError(phrases.join('\n'));
}

/** As long as the door takes to feel a revocation (docs/decisions/0008). */
const CACHE_MS = 2_000;

/** Which institutions are registered, whatever their role. A yes is kept for a while, a no is asked again. */
export function recipientDirectory(): Raccordees {
  const known = new Map<string, number>();
  return async (tx, institutions) => {
    const asked = institutions.filter((institution) => (known.get(institution) ?? 0) <= Date.now());
    if (asked.length === 0) return new Set(institutions);
    const found = await lireRaccordees(tx, asked);
    for (const institution of found) known.set(institution, Date.now() + CACHE_MS);
    return new Set(institutions.filter((institution) => !asked.includes(institution) || found.has(institution)));
  };
}
