import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { HubError } from '../domain/errors';

/** What one process of the hub tells Prometheus: counts and durations by names of the schema, never a person's data. */
export interface Metrics {
  readonly registry: Registry;
  /** Rate and duration of each operation, in seconds; `voie`: urgente or ordinaire. */
  readonly operations: Histogram<'operation' | 'voie'>;
  readonly errors: Counter<'operation' | 'code'>;
  /** Messages of partners, by lane and by what became of each. */
  readonly messages: Counter<'voie' | 'issue'>;
  /** Refusals for lack of mandate beyond what the audit takes of one client. */
  readonly refusNonInscrits: Counter<'operation'>;
  /** Rate and duration of each job, in seconds; `issue`: faite or echouee. */
  readonly jobs: Histogram<'job' | 'issue'>;
  readonly file: Gauge<'file' | 'etat'>;
  /** What must be read elsewhere before the answer. */
  readonly avantLecture: Set<() => Promise<void>>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15];

/** A registry of its own: several hubs may live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    avantLecture: new Set(),
    operations: new Histogram({
      name: 'hub_operation_seconds',
      help: 'Duration of the operations, by root field and by lane.',
      labelNames: ['operation', 'voie'],
      ...{ buckets: SECONDS, registers },
    }),
    errors: new Counter({
      name: 'hub_operation_errors_total',
      help: 'Errors answered, by root field and by code of the catalogue.',
      labelNames: ['operation', 'code'],
      registers,
    }),
    messages: new Counter({
      name: 'hub_messages_total',
      help: 'Messages of partners that came in, by lane and by what became of each.',
      labelNames: ['voie', 'issue'],
      registers,
    }),
    refusNonInscrits: new Counter({
      name: 'hub_refusals_unrecorded_total',
      help: 'Refusals of sensitive acts for lack of mandate, beyond what the audit takes of a client in a minute.',
      labelNames: ['operation'],
      registers,
    }),
    jobs: new Histogram({
      name: 'hub_job_seconds',
      help: 'Duration of the jobs of the queue.',
      labelNames: ['job', 'issue'],
      ...{ buckets: SECONDS, registers },
    }),
    file: new Gauge({
      name: 'hub_queue_jobs',
      help: 'Jobs of each queue, by state.',
      labelNames: ['file', 'etat'],
      registers,
    }),
  };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export interface MetricsRoute {
  /** Answers this machine only, and nobody through a proxy: the port is that of the partners. */
  readonly local: boolean;
}

/** `GET /metrics`, in the text format of Prometheus. */
export function routeMetrics({ registry, avantLecture }: Metrics, { local }: MetricsRoute) {
  return {
    path: '/metrics',
    methods: ['GET', 'HEAD'],
    handle: async ({ headers, socket }: IncomingMessage, response: ServerResponse): Promise<void> => {
      const relayee = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
      if (local && (relayee || !LOOPBACK.has(socket.remoteAddress ?? ''))) throw new HubError('ROUTE_INCONNUE');
      await Promise.all([...avantLecture].map((lire) => lire()));
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
    },
  };
}
