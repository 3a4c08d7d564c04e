import type { Connector } from './connector';
import { createWebhookConnector } from './webhook/transport';

export interface ConnectorOptions {
  /** In production the hub calls public addresses only. */
  readonly production: boolean;
}

/** Every way the hub has to speak with partners: a folder and a line here. */
export function createConnectors(options: ConnectorOptions) {
  return {
    webhook: createWebhookConnector({ loopbackAllowed: !options.production }),
  } satisfies Record<string, Connector>;
}

export type Connectors = Readonly<Record<'webhook', Connector>>;
