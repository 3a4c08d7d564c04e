import type { ApolloServerPlugin } from '@apollo/server';
import type { Metrics } from '../platform/metrics';
import { preciserTrace } from '../platform/traces';
import { isCode } from './errors';
import type { Lanes } from './lanes';

/** Documents that never became an operation of the schema. */
const INVALIDE = 'invalide';
const PLUSIEURS = 'plusieurs';

/** Counts and times each operation under the name of its root field: the names of the schema are a closed list. */
export function mesures<C extends object>(metrics: Metrics, lanes: Lanes): ApolloServerPlugin<C> {
  return {
    requestDidStart: () => {
      const start = process.hrtime.bigint();
      let operation = INVALIDE;
      let voie = 'ordinaire';
      return Promise.resolve({
        didResolveOperation: ({ document, operation: resolved }) => {
          if (resolved) {
            const { roots, isUrgent } = lanes.nature(document, resolved);
            const [premier = INVALIDE, ...autres] = new Set(roots);
            operation = autres.length === 0 ? premier : PLUSIEURS;
            if (isUrgent) voie = 'urgente';
            preciserTrace({ 'hub.operation': operation, 'hub.voie': voie });
          }
          return Promise.resolve();
        },
        willSendResponse: ({ response: { body } }) => {
          metrics.operations.observe({ operation, voie }, Number(process.hrtime.bigint() - start) / 1e9);
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          const codes = new Set(errors.map(({ extensions }) => extensions?.['code']));
          for (const code of codes) if (isCode(code)) metrics.errors.inc({ operation, code });
          return Promise.resolve();
        },
      });
    },
  };
}
