import type { Outgoing } from '../src/platform/http-client';
import type { Connector } from './connector';
import { evenementsDefenseur } from './defenseur/evenements';
import { lot } from './education-nationale/lot';
import { reponseALaSaisine } from './defenseur/reponse';
import { retoursEducation } from './education-nationale/retours';
import type { Page, VoieEntrante } from './entrant';
import { exportInformations } from './export-csv/informations';
import { retoursHopital } from './hopital/retours';
import { preuvesMesureUrgente, preuvesRequete, preuvesSoitTransmis } from './parquet/preuves';
import { signalement, signalementPdf } from './parquet/signalement';
import { suites } from './snated-119/suites';
import type { VoieSortante } from './sortant';
import { adt } from './hopital/adt';
import { metadata } from './hopital/fhir/metadata';
import { message } from './hopital/message';
import { notification } from './hopital/notification';
import { evenementsParquet } from './parquet/evenements';
import { evenementsSnated } from './snated-119/evenements';
import { createWebhookConnector } from './webhook/transport';

export interface ConnectorOptions {
  /** Where the hub may send what partners have asked for. */
  readonly outgoing: Outgoing;
  /** The real time, which partners compare with theirs. */
  readonly now?: () => Date;
}

/** Every way the hub has to speak with partners: a folder and a line here. */
export function createConnectors({ outgoing, now = () => new Date() }: ConnectorOptions) {
  return {
    webhook: createWebhookConnector({ outgoing, now }),
  } satisfies Record<string, Connector>;
}

export type Connectors = Readonly<Record<'webhook', Connector>>;

/** Every lane by which partners' messages come in: a folder and a line here. */
export const VOIES: readonly VoieEntrante[] = [
  lot,
  message,
  notification,
  adt,
  evenementsParquet,
  evenementsSnated,
  evenementsDefenseur,
];

/** What anyone may read of what the hub understands. */
export const PAGES: readonly Page[] = [metadata];

/** What institutions read in their own formats: a folder and a line here. */
export const SORTIES: readonly VoieSortante[] = [
  ...[retoursEducation, retoursHopital],
  ...[signalement, signalementPdf, preuvesMesureUrgente, preuvesSoitTransmis, preuvesRequete],
  ...[suites, reponseALaSaisine],
  exportInformations,
];
