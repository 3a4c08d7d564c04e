import { demoClients } from './auth/demo-clients';
import type { Actor } from './auth/actor';
import type { Database } from './platform/database';
import type { AdmittedUrl } from './platform/http-client';
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
  await database.query(
    `INSERT INTO hub.partenaire (id, nom, role, territoire, webhook_url, webhook_secret) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET nom = $2, role = $3, territoire = $4,
       webhook_url = coalesce($5, hub.partenaire.webhook_url), webhook_secret = coalesce($6, hub.partenaire.webhook_secret)`,
    [institution, nom, role, territoire, webhook?.url ?? null, webhook?.secret ?? null],
  );
}

export async function enregistrerPartenairesDemo(database: Database): Promise<void> {
  for (const client of Object.values(demoClients)) await enregistrerPartenaire(database, client);
}

const CACHE_MS = 30_000;

/** Whether the institution of a token is registered with that role. A yes is kept 30 s, a no is asked again. */
export function partnerDirectory(database: Database): (actor: Actor) => Promise<boolean> {
  const known = new Map<string, number>();
  return async ({ institution, role }) => {
    const key = `${role} ${institution}`;
    if ((known.get(key) ?? 0) > Date.now()) return true;
    const rows = await database.query('SELECT 1 FROM hub.partenaire WHERE id = $1 AND role = $2', [institution, role]);
    if (rows.length === 0) return false;
    known.set(key, Date.now() + CACHE_MS);
    return true;
  };
}

/** Which institutions are registered, whatever their role. A yes is kept 30 s, a no is asked again. */
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
