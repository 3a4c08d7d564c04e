import { once } from 'node:events';
import type { Closers } from './closers';
import { HubError } from './domain/errors';
import { createListener, healthRoutes } from './gateway/http';
import type { Config } from './platform/config';
import type { Database } from './platform/database';
import { limitsOf } from './platform/limits';
import type { Logger } from './platform/logger';
import { routeMetrics, type Metrics } from './platform/metrics';
import { openQuotas } from './platform/quotas';

interface Observation {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly database: Pick<Database, 'query'>;
}

/** `METRICS_PORT`: for those who watch over the hub, apart from the port of the partners; the only one that a worker has. */
export async function observer({ config, logger, metrics, database }: Observation, closing: Closers): Promise<void> {
  const pret = async () => [{ nom: 'base', pret: (await database.query('SELECT 1')).length === 1 }];
  const limits = limitsOf(config);
  const server = createListener({
    ...{ limits, logger, quotas: openQuotas({ limits, logger }), closing: () => false },
    routes: [...healthRoutes(pret, () => false), routeMetrics(metrics, { local: false })],
    identify: () => Promise.reject(new HubError('ROUTE_INCONNUE')),
  });
  await once(server.listen(config.METRICS_PORT, config.METRICS_HOST), 'listening');
  closing.add(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
}
