import { lireCleDeClient } from '../../auth/client-key';
import type { Role } from '../../auth/actor';
import { HubError } from '../../domain/errors';
import type { Contrainte } from '../../platform/client.entity';
import type { Database } from '../../platform/database';
import { pageSize, type Page, type PageArgs } from '../../published/connection';
import { CleClient, ClientMachine, Partenaire, type FiltrePartenairesInput } from './partenaire.type';

type Querier = Pick<Database, 'query'>;

/** Shown with each; the others are reached by the audit. */
const PAR_PARTENAIRE_MAX = 20;

interface Lu {
  readonly objetId: string;
  readonly institution: string;
  readonly nom: string;
  readonly role: Role;
  readonly territoire: string | null;
  readonly identifiantExterne: string | null;
  readonly webhookUrl: string | null;
  readonly revoqueLe: Date | null;
  readonly motif: string | null;
}

interface ClientLu {
  readonly institution: string;
  readonly clientId: string;
  readonly scopes: string[];
  readonly contrainte: Contrainte;
  readonly creeLe: Date;
  readonly revoqueLe: Date | null;
  readonly motif: string | null;
  readonly cles: readonly { jwk: Record<string, string>; kid: string; creeLe: string; retireeLe: string | null }[];
}

const COLONNES = `objet_id AS "objetId", id AS institution, nom, role, territoire,
  identifiant_externe AS "identifiantExterne", webhook_url AS "webhookUrl", revoque_le AS "revoqueLe", motif`;

/** Keyset page in the order of the identifiers: two statements, whatever the depth. */
export async function lirePartenaires(
  database: Querier,
  { first, after }: PageArgs,
  { role, territoire, revoque }: FiltrePartenairesInput = {},
): Promise<Page<Partenaire>> {
  const size = pageSize(first);
  const rows = await database.query<Lu>(
    `SELECT ${COLONNES} FROM hub.partenaire
     WHERE id > $1 AND ($2::text IS NULL OR role = $2) AND ($3::text IS NULL OR territoire = $3)
       AND ($4::boolean IS NULL OR (revoque_le IS NOT NULL) = $4)
     ORDER BY id LIMIT $5`,
    [after ? institutionDe(after) : '', role ?? null, territoire ?? null, revoque ?? null, size + 1],
  );
  const nodes = await publier(database, rows.slice(0, size));
  const edges = nodes.map((node) => ({ cursor: curseurDe(node.institution), node }));
  const hasPreviousPage = after !== undefined && after !== null;
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > size, hasPreviousPage, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** One of them, read afresh. */
export async function lirePartenaire(database: Querier, institution: string): Promise<Partenaire | undefined> {
  const rows = await database.query<Lu>(`SELECT ${COLONNES} FROM hub.partenaire WHERE id = $1`, [institution]);
  return (await publier(database, rows))[0];
}

async function publier(database: Querier, rows: readonly Lu[]): Promise<Partenaire[]> {
  if (rows.length === 0) return [];
  const clients = await database.query<ClientLu>(
    `SELECT c.* FROM unnest($1::text[]) AS p(id) CROSS JOIN LATERAL (
       SELECT c.institution, c.client_id AS "clientId", c.scopes, c.contrainte, c.cree_le AS "creeLe",
              c.revoque_le AS "revoqueLe", c.motif,
              (SELECT coalesce(json_agg(k ORDER BY k."creeLe" DESC), '[]') FROM (
                 SELECT kid, jwk, cree_le AS "creeLe", retiree_le AS "retireeLe" FROM hub.cle_client
                 WHERE client_id = c.client_id ORDER BY cree_le DESC LIMIT $2) AS k) AS cles
       FROM hub.client c WHERE c.institution = p.id ORDER BY c.id DESC LIMIT $2) AS c`,
    [rows.map(({ institution }) => institution), PAR_PARTENAIRE_MAX],
  );
  return rows.map(({ objetId: id, ...row }) => {
    const siens = clients.filter(({ institution }) => institution === row.institution);
    return Object.assign(new Partenaire(), { ...row, id, clients: siens.map(publierClient) });
  });
}

function publierClient({ cles, institution: _, ...client }: ClientLu): ClientMachine {
  return Object.assign(new ClientMachine(), {
    ...client,
    cles: cles.map(({ jwk, kid, creeLe, retireeLe }) => {
      const { algorithme = '', empreinte = '' } = lireCleDeClient(jwk) ?? {};
      const dates = { creeLe: new Date(creeLe), retireeLe: retireeLe === null ? null : new Date(retireeLe) };
      return Object.assign(new CleClient(), { kid, algorithme, empreinte, ...dates });
    }),
  });
}

export function curseurDe(institution: string): string {
  return Buffer.from(institution, 'utf8').toString('base64url');
}

function institutionDe(cursor: string): string {
  const institution = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[\w.-]{1,64}$/.test(institution))
    throw new HubError('BAD_USER_INPUT', 'after : ce curseur ne vient pas de cette liste.');
  return institution;
}
