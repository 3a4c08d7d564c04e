import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign } from 'jsonwebtoken';
import { request } from 'undici';
import type { Role } from '../../src/auth/actor';
import { MANDAT_MEDICAL } from '../../src/domain/access-acteurs';
import type { Finalite } from '../../src/domain/access-finalites';
import { demoClients, type DemoClientName } from '../../src/auth/demo-clients';
import { startHub, type Hub, type HubRole } from '../../src/hub';
import { enregistrerPartenaire, enregistrerPartenairesDemo, type Partenaire } from '../../src/partners';
import { readConfig, type Config, type SubgraphName } from '../../src/platform/config';
import type { Database } from '../../src/platform/database';
import { createLogger } from '../../src/platform/logger';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { coffreDemo } from '../../src/platform/secret/coffre';
import { newIssuer, type Issuer } from '../auth/tokens';
import { openHubDatabase } from '../../src/rows';
import { cloneDatabase } from '../support/database';

/** What a token says of its bearer. */
export interface Porteur {
  readonly institution: string;
  readonly role: Role;
  readonly territoire: string | null;
  readonly scopes: readonly string[];
  /** The person who acts, when the machine says. */
  readonly sub?: string;
}

/** What `JSON.parse` answers. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Erreur {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly requete?: string };
}

/** What an answer says of a null that is withheld. */
export interface Occultation {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly motif: string;
  readonly article: string;
}

export interface Reponse {
  readonly status: number;
  readonly raw: string;
  readonly body: {
    readonly data?: Json;
    readonly errors?: readonly Erreur[];
    readonly extensions?: { readonly occultations: readonly Occultation[] };
  };
}

export interface Demande {
  readonly query: string;
  readonly variables?: object;
}

/** Institutions that are not among the demonstration clients: another school, court, hospital, territory. */
export const VOISINS = {
  autreCollege: { ...demoClients.college, institution: '0319003T' },
  lyceeDuRhone: { ...demoClients.college, institution: '0699001J', territoire: '69M' },
  hopitalDuRhone: { ...demoClients.hopital, institution: '690781810', territoire: '69M' },
  parquetSaintGaudens: { ...demoClients.parquet, institution: 'tj31483', territoire: 'tj31483' },
  parquetLyon: { ...demoClients.parquet, institution: 'tj69123', territoire: 'tj69123' },
  crip69M: { ...demoClients.crip, institution: 'crip-69M', territoire: '69M' },
  ase33: { ...demoClients.ase, institution: 'ase-33', territoire: '33' },
  crip33: { ...demoClients.crip, institution: 'crip-33', territoire: '33' },
  medecin: { ...demoClients.hopital, scopes: [...demoClients.hopital.scopes, MANDAT_MEDICAL] },
  autreExploitant: { ...demoClients.exploitant, institution: 'exploitant-bis' },
} as const satisfies Record<string, Porteur & { nom: string }>;

/** What each role opens a child's file for, unless a test says otherwise. */
export const FINALITES_USUELLES: Readonly<Record<Role, Finalite>> = {
  college: 'RETOUR_EMETTEUR',
  dsden: 'RETOUR_EMETTEUR',
  hopital: 'RETOUR_EMETTEUR',
  parquet: 'PROTECTION_URGENTE',
  crip: 'EVALUATION',
  ase: 'ASSISTANCE_EDUCATIVE',
  defenseur: 'INSTRUCTION_SAISINE',
  snated: 'RECUEIL',
  juge: 'ASSISTANCE_EDUCATIVE',
  dpo: 'CONTROLE',
  auditeur: 'CONTROLE',
  observatoire: 'CONTROLE',
  archiviste: 'CONTROLE',
  exploitant: 'CONTROLE',
};

/** The variables of a query, and its purpose where it wants one that they do not state. */
export function avecFinalite(query: string, role: Role, variables?: object): object | undefined {
  return query.includes('$finalite') ? { finalite: FINALITES_USUELLES[role], ...variables } : variables;
}

/** Every institution that the hubs of these tests know. */
export const INSTITUTIONS = { ...demoClients, ...VOISINS } as const;
export type NomInstitution = keyof typeof INSTITUTIONS;
/** Those of a profession: who operates the hub comes apart. */
export const CLIENTS = (Object.keys(demoClients) as DemoClientName[]).filter((nom) => nom !== 'exploitant');

export interface HubOuvert {
  readonly hub: Hub;
  readonly url: string;
  readonly database: Database;
  jeton(porteur: Porteur, expiresIn?: number): string;
  /** `finalite`: its header. */
  demander(qui: NomInstitution | Porteur, query: string, variables?: object, finalite?: Finalite): Promise<Reponse>;
  /** The raw request: any body, any token, any purpose. */
  envoyer(body: string | Buffer, token: string | undefined, finalite?: string): Promise<Reponse>;
  /** Does once what the worker does again and again, behind the same row-level security. */
  travailler<T>(faire: (travailleur: Database) => Promise<T>): Promise<T>;
  fermer(): Promise<void>;
}

/** Where hubs of one test share their tables and the outside issuer of their tokens. */
export interface Terrain {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly issuer: Issuer;
  /** Its key set, as a file. */
  readonly jwks: string;
  fermer(): Promise<void>;
}

export async function ouvrirTerrain(): Promise<Terrain> {
  const { url, drop } = await cloneDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-hub-'));
  const issuer = newIssuer();
  const jwks = join(folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify({ keys: [issuer.jwk] }));
  return {
    ...{ databaseUrl: url, folder, issuer, jwks },
    fermer: async () => {
      await drop();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface HubOptions {
  readonly role?: HubRole;
  readonly subgraph?: SubgraphName;
  readonly remotes?: Partial<Record<SubgraphName, string>>;
  /** Variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Who is registered there; the demonstration clients and their neighbours by default. */
  readonly partenaires?: readonly Partenaire[];
  /** As in production, where the hub shows less, refuses more, and owns nothing of its database. */
  readonly production?: boolean;
}

/** A real hub on a port of its own. `api` by default: nothing runs but what is asked of it. */
export async function ouvrirHub(
  { databaseUrl, folder, issuer, jwks }: Terrain,
  { role = 'api', subgraph, remotes = {}, env: plus = {}, production = false, partenaires }: HubOptions = {},
): Promise<HubOuvert> {
  const urls = Object.entries(remotes).map(([name, url]) => [`SUBGRAPH_${name.toUpperCase()}_URL`, url]);
  const env = {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    HUB_DATA_DIR: folder,
    AUTH_JWKS: jwks,
    ...Object.fromEntries(urls),
    ...plus,
  };
  const essai = readConfig(env as Record<string, string>);
  const config = production ? enProduction(essai, databaseUrl) : essai;
  const logger = createLogger({ level: 'silent' });
  const hub = await startHub({ config, role, logger, ...(subgraph ? { subgraph } : {}) });
  // To prepare and to inspect, outside what the hub itself may reach.
  const database = await openHubDatabase(databaseUrl, { poolSize: 2 });
  if (!partenaires) await enregistrerPartenairesDemo(database);
  for (const voisin of partenaires ?? Object.values(VOISINS)) await enregistrerPartenaire(database, voisin);
  const url = `${hub.url!}/graphql`;
  const jeton = ({ institution, role: nom, territoire, scopes, sub }: Porteur, expiresIn = 3_600) => {
    const client_id = `test-${institution}`;
    const claims = { institution, role: nom, territoire, scope: scopes.join(' '), client_id };
    return sign(claims, issuer.privateKey, {
      algorithm: 'ES256',
      header: { alg: 'ES256', typ: 'at+jwt', kid: issuer.kid },
      ...{ subject: sub ?? client_id, issuer: config.AUTH_ISSUER, audience: config.AUTH_AUDIENCE },
      ...{ jwtid: randomUUID(), expiresIn },
    });
  };
  const envoyer: HubOuvert['envoyer'] = (body, token, finalite) => poster(url, body, token, finalite);
  /** That of each bearer, signed once. */
  const jetons = new Map<Porteur, string>();
  const sonJeton = (porteur: Porteur) => jetons.get(porteur) ?? jetons.set(porteur, jeton(porteur)).get(porteur);
  return {
    hub,
    url,
    database,
    jeton,
    envoyer,
    travailler: async (faire) => {
      const cles = clesEnfants(coffreDemo(folder));
      const travailleur = await openHubDatabase(databaseUrl, { qualite: 'travailleur', poolSize: 2, cles });
      return faire(travailleur).finally(() => travailleur.close());
    },
    demander: (qui, query, variables, finalite) => {
      const porteur = typeof qui === 'string' ? INSTITUTIONS[qui] : qui;
      const body = JSON.stringify({ query, variables: avecFinalite(query, porteur.role, variables) });
      return envoyer(body, sonJeton(porteur), finalite);
    },
    fermer: async () => {
      await hub.close();
      await database.close();
    },
  };
}

function enProduction(essai: Config, databaseUrl: string): Config {
  const login = new URL(databaseUrl);
  login.username = `hub_${randomUUID().slice(0, 8)}`;
  login.password = randomUUID();
  return {
    ...{ ...essai, NODE_ENV: 'production', SHUTDOWN_DELAY_MS: 0 },
    ...{ DATABASE_URL: login.href, DATABASE_OWNER_URL: databaseUrl },
  };
}

async function poster(
  url: string,
  body: string | Buffer,
  token: string | undefined,
  finalite: string | undefined,
): Promise<Reponse> {
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(finalite === undefined ? {} : { finalite }),
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
    },
    body,
  });
  const raw = await answer.text();
  // Parsed here: `json()` would give arrays of another realm than the assertions of jest.
  return { status: statusCode, raw, body: JSON.parse(raw) as Reponse['body'] };
}

/** The payload of the only field of an answer without errors. */
export function recu(reponse: Reponse): Json {
  if (reponse.body.errors) throw new Error(reponse.raw);
  return Object.values(reponse.body.data)[0];
}

/** Code of each value that an answer withholds, by its path. */
export function retenus({ body }: Reponse): Readonly<Record<string, string>> {
  return Object.fromEntries((body.extensions?.occultations ?? []).map(({ path, code }) => [path.join('.'), code]));
}

/** The receipt of a mutation that was accepted. */
export function accuse(reponse: Reponse): { id: string; reference: string; empreinte: string } {
  const { accuseReception, userErrors } = recu(reponse);
  if (!accuseReception) throw new Error(JSON.stringify(userErrors));
  return accuseReception;
}

/** An answer, less the identifier of its request. */
export function anonyme({ status, raw }: Reponse): { status: number; raw: string } {
  return { status, raw: raw.replace(/"requete":"[^"]*"/g, '"requete":""') };
}

/** How many rows each table of each schema of ours holds. */
export async function lignes(database: Database): Promise<Record<string, number>> {
  const tables = await database.query<{ nom: string }>(
    `SELECT format('%I.%I', schemaname, tablename) nom FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const counts = tables.map(({ nom }) => `SELECT '${nom}' nom, count(*)::int nombre FROM ${nom}`);
  const rows = await database.query<{ nom: string; nombre: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ nom, nombre }) => [nom, nombre]));
}
