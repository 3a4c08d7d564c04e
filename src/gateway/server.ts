import type { Server } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { Actor } from '../auth/actor';
import type { Registre } from '../auth/register';
import type { Pret } from '../platform/health';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { openQuotas, type Quotas } from '../platform/quotas';
import { createApollo } from './apollo';
import { readParameters, TextesEnregistrables } from './body';
import { publish, report } from './errors';
import { limiteDeCout } from './cost';
import type { AllowedOperations } from '../platform/allowed-operations';
import { DEFAULT_LIMITS, type Limits } from '../platform/limits';
import type { ContextFor, Examiner, Executor, Subscriber, Terminer } from './context';
import { graphqlOverHttp, identifier, operationRunner, type IdentifyDeps } from './graphql-http';
import { lanes } from './lanes';
import { mesures } from './mesures';
import { createListener, healthRoutes, type TlsFiles } from './http';
import { JSON_TYPE } from './negotiation';
import type { Route } from './route';
import { acceptSubscriptions } from './subscriptions';

export interface DoorDeps<C extends object> extends IdentifyDeps {
  readonly schema: GraphQLSchema;
  readonly executor?: Executor<C>;
  readonly subscriber?: Subscriber<C>;
  /** Asked for every request, and again and again for the sockets that stay open. */
  readonly registre: Registre;
  readonly tls?: TlsFiles | undefined;
  readonly contextFor: ContextFor<C>;
  readonly terminer?: Terminer<C>;
  readonly logger: Logger;
  readonly introspection: boolean;
  readonly pret?: Pret;
  readonly routes?: readonly Route[];
  /** Applied after the rules of the specification, over HTTP and over sockets. */
  readonly validationRules?: readonly ValidationRule[];
  readonly examiner?: Examiner<C>;
  /** Where operations are counted and timed. */
  readonly metrics?: Metrics;
  readonly limits?: Partial<Limits>;
  /** How long it serves after it has said that it is not ready, for those who send it requests to hear so. */
  readonly shutdownDelayMs?: number;
  /** The only documents that are served; absent: any. */
  readonly operations?: AllowedOperations | undefined;
  /** In this process alone by default. */
  readonly quotas?: Quotas;
  /** Root fields that protect someone now: they have a budget of their own. */
  readonly voieUrgente?: ReadonlySet<string>;
}

export interface Door {
  /** Resolves once connections are accepted. Port 0 picks a free one. */
  listen(port: number, host: string): Promise<void>;
  /** Says that it is not ready, then refuses new connections, ends subscriptions, lets the requests under way finish. */
  close(): Promise<void>;
  /** Where it listens. */
  readonly url: string;
  /** One operation for a caller who came by another way than `/graphql`: the same limits, rules and audit. */
  operate(actor: Actor, operation: Operation): Promise<unknown>;
}

export interface Operation {
  /** Request of which it is a part. */
  readonly id: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The one public door of the hub: who, how much, and in which words a request is refused. No business. */
export async function createDoor<C extends object>(deps: DoorDeps<C>): Promise<Door> {
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const { logger, contextFor, terminer = () => Promise.resolve() } = deps;
  const validationRules = [TextesEnregistrables, limiteDeCout(limits.objects), ...(deps.validationRules ?? [])];
  const quotas = deps.quotas ?? openQuotas({ limits, logger });
  const both = lanes({ schema: deps.schema, quotas, limits, urgent: deps.voieUrgente ?? new Set() });
  const plugins = deps.metrics ? [mesures<C>(deps.metrics, both)] : [];
  const apollo = createApollo({ ...deps, plugins, lanes: both }, limits, validationRules);
  await apollo.start();

  let isClosing = false;
  const closing = () => isClosing;
  const identify = identifier(deps);
  const run = operationRunner({ apollo, contextFor, terminer, limits });
  const graphql = graphqlOverHttp({ apollo, contextFor, terminer, limits, operations: deps.operations, logger });
  const routes: Route[] = [
    { path: '/graphql', handle: graphql },
    ...healthRoutes(deps.pret ?? (() => Promise.resolve([])), closing),
    ...(deps.routes ?? []),
  ];
  const server = createListener({ routes, identify, limits, quotas, logger, closing, tls: deps.tls });
  const subscriptions = acceptSubscriptions(server, {
    ...deps,
    limits,
    quotas,
    lanes: both,
    identify,
    validationRules,
  });

  return {
    listen: (port, host) => listen(server, port, host),
    get url() {
      return urlOf(server);
    },
    operate: async (actor, { id, query, variables }) => {
      try {
        const parameters = readParameters(Buffer.from(JSON.stringify({ query, variables })));
        const { text } = await run(actor, parameters, { id, headers: {} }, { type: JSON_TYPE, legacy: true });
        return JSON.parse(text) as unknown;
      } catch (error) {
        report(error, id, logger);
        return { errors: [publish(error, id)] };
      }
    },
    async close() {
      isClosing = true;
      if (deps.shutdownDelayMs) await sleep(deps.shutdownDelayMs);
      await subscriptions.close();
      await drain(server, limits.drainMs);
      await apollo.stop();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `${server instanceof SecureServer ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function drain(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that was busy when the door closed becomes idle later, and Node would then keep it open.
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, 20);
    const patience = setTimeout(() => {
      server.closeAllConnections();
    }, patienceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(patience);
      resolve();
    });
  });
}
