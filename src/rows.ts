import { AccesRow, AuditRow } from './audit/audit.entity';
import { EtatJournalRow, FeuilleRow, NoeudRow, PointDeControleRow } from './audit/journal.entity';
import { AlerteEcheanceRow, EcheanceRow, RetardEcheanceRow } from './platform/echeance.entity';
import { IdempotenceRow } from './platform/idempotence.entity';
import { EvenementRow, LivraisonRow } from './platform/outbox.entity';
import { OidcRow } from './platform/oidc.entity';
import { CleClientRow, ClientRow } from './platform/client.entity';
import { PartenaireRow } from './platform/partenaire.entity';
import { openDatabase, type Database } from './platform/database';
import { SUBGRAPH_ENTITIES } from './subgraphs/registry';
import { MIGRATIONS } from '../migrations';

/** Every table of the hub; each belongs to the one folder that writes it. */
export const ENTITIES = [
  ...[AccesRow, AuditRow, EtatJournalRow, FeuilleRow, NoeudRow, PointDeControleRow],
  ...[EvenementRow, IdempotenceRow, LivraisonRow, PartenaireRow],
  ...[ClientRow, CleClientRow, OidcRow],
  ...[AlerteEcheanceRow, EcheanceRow, RetardEcheanceRow],
  ...SUBGRAPH_ENTITIES,
];

/** The hub's database, brought up to date. */
export function openHubDatabase(
  url: string,
  options: { poolSize?: number; migrate?: boolean } = {},
): Promise<Database> {
  const { migrate = true, ...rest } = options;
  return openDatabase({ url, entities: ENTITIES, migrations: MIGRATIONS, ...rest }, migrate);
}
