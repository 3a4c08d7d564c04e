import { Client, type ClientConfig } from 'pg';

/**
 * A connection may be cut while it is lent: whoever holds it is told by its next statement. Without a listener from its
 * first instant, the process would die of it; a pool only listens to those that are idle.
 */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
