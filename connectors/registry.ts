import { systemClock, type Clock } from '../src/platform/clock';
import type { Outgoing } from '../src/platform/http-client';
import type { Connector } from './connector';
import { createWebhookConnector } from './webhook/transport';

export interface ConnectorOptions {
  /** Where the hub may send what partners have asked for. */
  readonly outgoing: Outgoing;
  /** The real time, to sign with. */
  readonly heure?: Clock;
}

/** Every way the hub has to speak with partners: a folder and a line here. */
export function createConnectors({ outgoing, heure = systemClock }: ConnectorOptions) {
  return {
    webhook: createWebhookConnector({ outgoing, heure }),
  } satisfies Record<string, Connector>;
}

export type Connectors = Readonly<Record<'webhook', Connector>>;
