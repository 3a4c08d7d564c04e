import { AccesRow, AuditRow } from './audit/audit.entity';
import { LectureMassiveRow } from './audit/lecture-massive.entity';
import { PurgeAccesRow } from './audit/purge-acces.entity';
import { EtatJournalRow, FeuilleRow, NoeudRow, PointDeControleRow } from './audit/journal.entity';
import { AlerteEcheanceRow, EcheanceRow, RetardEcheanceRow } from './platform/echeance.entity';
import { IdempotenceRow } from './platform/idempotence.entity';
import { EvenementRow, LivraisonRow } from './platform/outbox.entity';
import { OidcRow } from './platform/oidc.entity';
import { CleClientRow, ClientRow } from './platform/client.entity';
import { EnveloppeRow } from './reception/enveloppe.entity';
import { EnregistrementOlinpeRow, ExtractionOlinpeRow } from './observatoire/extraction.entity';
import { IndicateursRow } from './observatoire/indicateurs.entity';
import { PieceRow } from './platform/pieces/piece.entity';
import {
  CleHubRow,
  CollectiviteDistanteRow,
  HubDistantRow,
  MessageHubRow,
} from './platform/transferts/hub-distant.entity';
import { TransfertEntrantRow, TransfertSortantRow } from './platform/transferts/transfert.entity';
import { PartenaireRow } from './platform/partenaire.entity';
import { openDatabase, type Database } from './platform/database';
import type { ClesEnfants } from './platform/secret/cles-enfants';
import { CleEnfantRow } from './platform/secret/cle-enfant.entity';
import { admettre, migrer } from './platform/migrations';
import { SUBGRAPH_ENTITIES } from './subgraphs/registry';
import { MIGRATIONS } from '../migrations';

/** Every table of the hub; each belongs to the one folder that writes it. */
export const ENTITIES = [
  ...[AccesRow, AuditRow, LectureMassiveRow, EtatJournalRow, FeuilleRow, NoeudRow, PointDeControleRow, PurgeAccesRow],
  ...[EvenementRow, IdempotenceRow, LivraisonRow, PartenaireRow],
  ...[ClientRow, CleClientRow, CleEnfantRow, OidcRow],
  ...[EnveloppeRow, PieceRow],
  ...[HubDistantRow, CleHubRow, CollectiviteDistanteRow, MessageHubRow, TransfertSortantRow, TransfertEntrantRow],
  ...[ExtractionOlinpeRow, EnregistrementOlinpeRow, IndicateursRow],
  ...[AlerteEcheanceRow, EcheanceRow, RetardEcheanceRow],
  ...SUBGRAPH_ENTITIES,
];

/**
 * Who a pool works as. `application`: for a caller that each transaction names. `travailleur`: for the hub itself, which
 * delivers, watches and counts. `proprietaire`: outside row-level security, to migrate and to inspect.
 */
export type Qualite = 'application' | 'travailleur' | 'proprietaire';

// Row-level security brings so many tables into a statement that planning it again, as PostgreSQL does when it hopes for
// a better plan, lasts a hundred times longer than running it.
const REGLAGES: Record<Qualite, Readonly<Record<string, string>>> = {
  application: { role: 'hub_app', plan_cache_mode: 'force_generic_plan' },
  travailleur: { role: 'hub_app', 'hub.service': 'travailleur' },
  proprietaire: {},
};

export interface OptionsHub {
  readonly qualite?: Qualite;
  readonly poolSize?: number;
  /** PostgreSQL cancels a statement that lasts longer. */
  readonly statementMs?: number;
  readonly cles?: ClesEnfants;
}

export function openHubDatabase(
  url: string,
  { qualite = 'proprietaire', poolSize, statementMs, cles }: OptionsHub = {},
): Promise<Database> {
  const delai = statementMs === undefined ? {} : { statement_timeout: String(statementMs) };
  return openDatabase({
    ...{ url, entities: ENTITIES, cles, reglages: { ...REGLAGES[qualite], ...delai } },
    ...(poolSize === undefined ? {} : { poolSize }),
  });
}

/** Brings the hub's schema up to date, as its owner, and lets the login of `application` work as `hub_app`. */
export async function migrerHub(proprietaire: string, application: string): Promise<void> {
  await migrer(proprietaire, MIGRATIONS);
  await admettre(proprietaire, application);
}

/** Whether every migration that this code knows has been applied. */
export async function verifierSchema(database: Pick<Database, 'query'>): Promise<boolean> {
  const appliquees = await database.query<{ name: string }>('SELECT name FROM public.migration');
  const noms = new Set(appliquees.map(({ name }) => name));
  return MIGRATIONS.every(({ name }) => noms.has(name));
}
