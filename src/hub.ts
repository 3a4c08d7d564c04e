import { subscribe, type GraphQLSchema } from 'graphql';
import { v7 } from 'uuid';
import { ENTETE_FINALITE, finaliteDeLOperation, finaliteDEntete } from './acces/finalite';
import type { VoieEntrante } from '../connectors/entrant';
import { PAGES, SORTIES, VOIES } from '../connectors/registry';
import { actRunner, type Act } from './act';
import { ouvrirBases } from './bases';
import { startBackground, type HubWorker } from './background';
import { signataire } from './audit/cles';
import { litLesArchives } from './domain/access-archive';
import { lecturesDe, type Lectures } from './audit/lectures';
import { preuveDe } from './audit/preuve';
import { routeCles } from './audit/route-cles';
import { lireTrousseau, trousseauDemo } from './audit/trousseau';
import { closers, type Closers } from './closers';
import type { Actor } from './auth/actor';
import { loadDemoKeys } from './auth/demo-keys';
import type { HubContext } from './context';
import type { RequeteGraphql, Subscriber } from './gateway/context';
import { ficheCommune } from './domain/communes';
import { VOIE_URGENTE } from './domain/voie-urgente';
import { executable, type Executable } from './gateway/remote';
import { createDoor, type Door } from './gateway/server';
import { subgraphSchema } from './gateway/subgraph-server';
import { openIdentity } from './identity/open';
import { observer } from './observer';
import { enregistrerPartenairesDemo, recipientDirectory, refuserLesTracesDEssai } from './partners';
import { sharedClock, type Clock } from './platform/clock';
import { outgoingPolicy, remoteSubgraphs, type Config, type SubgraphName } from './platform/config';
import type { LectureOuverte } from './platform/lecture';
import { limitsOf } from './platform/limits';
import { outgoing } from './platform/http-client';
import { createLiveEvents } from './platform/live-events';
import { createLogger, type Logger } from './platform/logger';
import { openQuotas } from './platform/quotas';
import { createMetrics, routeMetrics } from './platform/metrics';
import { metriquesDeLaBase } from './platform/metriques-base';
import { createRemoteWake, openNotifications } from './platform/notifications';
import { exporterLesTraces } from './platform/traces-export';
import { ouvrirPieces } from './pieces/ouvrir';
import { depositaire } from './pieces/deposer';
import { routeRecevoirPiece } from './pieces/recevoir';
import { routeServirPiece } from './pieces/servir';
import { executeur, type Operer, type ReponseGraphql } from './reception/executer';
import { machineDuCertificat } from './reception/certificats';
import { ouvrirDepot } from './reception/depot';
import { ouvrirMllp } from './reception/mllp';
import { avecPieces } from './reception/pieces';
import { reception } from './reception/recevoir';
import { ouvrirReprise } from './reception/reprise';
import { routesSortantes } from './reception/sorties';
import { routesEntrantes } from './reception/routes';
import { machineSignataire, verificateur } from './reception/signatures';
import { registres, SUBGRAPHS, TRANSFERABLES } from './subgraphs/registry';
import { ouvrirClesEchange } from './transferts/cles';
import { entrants } from './transferts/entrants';
import { routesHubs } from './transferts/routes';

export type HubRole = 'api' | 'worker' | 'all';

export interface HubOptions {
  readonly config: Config;
  readonly role?: HubRole;
  /** Serves this subgraph alone, `_service` and `_entities` included. */
  readonly subgraph?: SubgraphName;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Lanes by which messages come in; those of the registry by default. */
  readonly voies?: readonly VoieEntrante[];
  /** Told what the start is busy with: the first one takes its time. */
  readonly progress?: (step: string) => void;
}

export interface Hub {
  /** Where the API listens; undefined for a worker. */
  readonly url: string | undefined;
  readonly databaseUrl: string;
  /** How the subgraphs are run, and why they are planned when none is remote. */
  readonly mode: Executable['mode'] | undefined;
  /** The port of its MLLP listener, when it has one. */
  readonly mllp?: number;
  /** Its own worker, when it has one. */
  readonly worker?: HubWorker;
  close(): Promise<void>;
}

/** Assembles the whole hub from its configuration; every dependency is passed from here. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { config, role = 'all' } = options;
  const logger = options.logger ?? createLogger({ level: config.LOG_LEVEL });
  const closing = closers();
  try {
    return await assemble({ ...options, role, logger }, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

// Longer than a load balancer takes to notice.
const SHUTDOWN_DELAY_MS = 5_000;

type Assembly = HubOptions & { readonly role: HubRole; readonly logger: Logger };

async function assemble(options: Assembly, closing: Closers): Promise<Hub> {
  const { config, role, logger } = options;
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: adresse, OTEL_TRACES_SAMPLER_ARG: part } = config;
    closing.add(await exporterLesTraces({ adresse, part, role, logger }));
  }
  const bases = await ouvrirBases(config, closing, options.progress);
  const databaseUrl = bases.url;
  const service = await bases.ouvrir('travailleur');
  const heure = await sharedClock({ database: service, logger });
  closing.add(() => {
    heure.stop();
    return Promise.resolve();
  });
  const { clock = heure } = options;
  const production = config.NODE_ENV === 'production';
  if (production) await refuserLesTracesDEssai(service);
  else if (config.AUTH_JWKS === undefined) await enregistrerPartenairesDemo(service, loadDemoKeys(config));
  const trousseau =
    config.PREUVE_CLES === undefined ? trousseauDemo(config.HUB_DATA_DIR) : lireTrousseau(config.PREUVE_CLES);
  const notifications = openNotifications({ databaseUrl, logger });
  closing.add(() => notifications.close());
  const metrics = createMetrics();
  metriquesDeLaBase(metrics, service, clock);
  const background =
    role === 'api'
      ? { committed: createRemoteWake({ database: service, logger }) }
      : startBackground(
          { config, clock, heure, logger, metrics, database: service, databaseUrl, notifications, trousseau },
          closing,
        );
  const { committed, ...workers } = background;
  if (config.METRICS_PORT !== undefined) await observer({ config, logger, metrics, database: service }, closing);
  const base = { databaseUrl, ...workers, close: () => closing.close() };
  if (role === 'worker') return { ...base, url: undefined, mode: undefined };

  options.progress?.('Composing the API...');
  const database = await bases.ouvrir('application');
  const live = createLiveEvents({ database: service, notifications, logger });
  closing.add(() => {
    live.close();
    return Promise.resolve();
  });
  const raccordees = recipientDirectory();
  const limits = limitsOf(config);
  const quotas = openQuotas({ limits, logger, redisUrl: config.REDIS_URL });
  closing.add(() => {
    quotas.close();
    return Promise.resolve();
  });
  const recus = signataire(trousseau, 'recus', clock.now());
  const run = actRunner({
    ...{ database, clock, newId: v7, registres: registres(), raccordees, production, committed },
    signataire: recus,
    refusInscriptible: async (acte, { institution, clientId }) => {
      if ((await quotas.refusals(`${institution} ${clientId}`)) === undefined) return true;
      metrics.refusNonInscrits.inc({ operation: acte });
      return false;
    },
  });
  const { admit: admettre } = outgoing(outgoingPolicy(config));
  const preuve = preuveDe({ database: service, clock, trousseau, signataire: recus });
  /** Nothing is shown that is not said to have been read. */
  const terminer = async ({ lecture, lectures }: { readonly lecture: LectureOuverte; readonly lectures: Lectures }) => {
    try {
      await lectures.inscrire(lecture);
    } finally {
      await lecture.clore();
    }
  };
  const contextFor = (actor: Actor, { id, headers, duree, signal }: RequeteGraphql) => {
    const { institution, role, territoire, sub: acteur } = actor;
    const archive = litLesArchives(actor.scopes);
    const lecture = database.lecture({ institution, role, territoire, archive }, { duree, signal });
    const lectures = lecturesDe({ id, institution, acteur, le: clock.now() });
    return {
      actor,
      authorization: headers.authorization,
      finalite: finaliteDEntete(headers[ENTETE_FINALITE], actor),
      lecture,
      admettre,
      lectures,
      preuve,
      now: () => clock.now(),
      signal,
      act: async <I extends object, R>(act: Act<I, R>, input: I) => {
        // An act has a connection of its own: one operation never holds two.
        await lectures.inscrire(lecture);
        await lecture.terminer();
        return run(act, actor, input, signal);
      },
      live: () => live.subscribe(actor.institution),
    } satisfies HubContext;
  };
  const { schema, mode, subscriber } = graphOf(options, closing);
  const serves = options.subgraph === undefined;
  const operer: Operer = (actor, operation) =>
    door.operate(actor, { id: v7(), ...operation }) as Promise<ReponseGraphql>;
  const gardees = serves ? ouvrirPieces(config) : undefined;
  const recues = gardees && depositaire({ ...gardees, database, clock, newId: v7, logger });
  const pieces =
    gardees && recues ? [routeRecevoirPiece(recues), routeServirPiece({ service, operer, ...gardees })] : [];
  const entrees = reception({
    ...{ database, clock, newId: v7, logger, production, committed },
    executer: avecPieces(executeur(schema, operer), recues?.garder),
    verifier: verificateur(service, clock),
    signataire: recus,
    compter: (voie, issue) => {
      metrics.messages.inc({ voie, issue });
    },
  });
  const voies = serves ? (options.voies ?? VOIES) : [];
  const arrivees = serves ? routesEntrantes(voies, PAGES, entrees) : [];
  const sorties = serves
    ? routesSortantes(SORTIES, {
        ...{ operer, clock, signataire: recus },
        compter: (voie, issue) => {
          metrics.messages.inc({ voie, issue });
        },
      })
    : [];
  const clesEchange = serves ? ouvrirClesEchange(config) : undefined;
  const hubs = clesEchange
    ? routesHubs({
        ...{ service, cles: clesEchange, ici: trousseau.origine, heure, logger },
        entrants: entrants({
          ...{ database, clock, newId: v7, run, signataire: recus, cles: clesEchange, transferables: TRANSFERABLES },
          garder: recues?.garder,
        }),
      })
    : [];
  const identity = openIdentity({ config, database: service, logger, serves, quotas, url: () => door.url });
  const door: Door = await createDoor({
    schema,
    ...identity,
    ...(subscriber ? { subscriber } : {}),
    contextFor,
    terminer,
    logger,
    routes: [
      ...identity.routes,
      routeMetrics(metrics, { local: true }),
      routeCles(trousseau),
      ...arrivees,
      ...sorties,
      ...pieces,
      ...hubs,
    ],
    limits,
    shutdownDelayMs: config.SHUTDOWN_DELAY_MS ?? (production ? SHUTDOWN_DELAY_MS : 0),
    quotas,
    // A subgraph alone is called by gateways, with operations that they compose.
    operations: options.subgraph === undefined ? config.ALLOWED_OPERATIONS : undefined,
    voieUrgente: new Set(Object.keys(VOIE_URGENTE)),
    examiner: finaliteDeLOperation,
    metrics,
    introspection: !production || options.subgraph !== undefined,
    pret: async () => [{ nom: 'base', pret: (await database.query('SELECT 1')).length === 1 }],
  });
  closing.add(() => door.close());
  await door.listen(config.PORT, config.HOST);
  if (voies.length > 0) {
    const reprise = ouvrirReprise({ service, voies, reprendre: entrees.reprendre, logger });
    closing.add(() => reprise.close());
  }
  if (voies.length > 0 && config.DEPOT_DIR !== undefined) {
    const depot = ouvrirDepot({
      ...{ racine: config.DEPOT_DIR, service, voies, reception: entrees, signataire: recus, logger },
      machine: machineSignataire(service, clock),
    });
    closing.add(() => depot.close());
  }
  let mllp: Awaited<ReturnType<typeof ouvrirMllp>> | undefined;
  if (voies.length > 0 && config.MLLP_PORT !== undefined && identity.tls) {
    mllp = await ouvrirMllp({
      ...{ port: config.MLLP_PORT, host: config.MLLP_HOST, tls: identity.tls, voies, reception: entrees, logger },
      ...{ machine: machineDuCertificat(service, clock), drainMs: limits.drainMs },
    });
    const { close } = mllp;
    closing.add(close);
  }
  // Read once, a tenth of a second: better while idle than inside the first request that names a commune.
  setImmediate(ficheCommune, '31555');
  return { ...base, url: door.url, mode, ...(mllp ? { mllp: mllp.port } : {}) };
}

interface Graph {
  readonly schema: GraphQLSchema;
  readonly mode: Executable['mode'] | undefined;
  readonly subscriber?: Subscriber<HubContext>;
}

function graphOf({ config, subgraph }: Assembly, closing: Closers): Graph {
  const alone = SUBGRAPHS.find(({ name }) => name === subgraph);
  if (alone) return { schema: subgraphSchema(alone), mode: undefined };
  const remotes = remoteSubgraphs(config);
  const graph = executable({
    subgraphs: SUBGRAPHS,
    remotes,
    // A remote subgraph checks the caller itself, with the caller's own token.
    headers: ({ authorization, finalite }: HubContext) => ({
      ...(authorization === undefined ? {} : { authorization }),
      ...(finalite === undefined ? {} : { [ENTETE_FINALITE]: finalite }),
    }),
    signal: ({ signal }: HubContext) => signal,
  });
  closing.add(() => graph.close());
  return Object.keys(remotes).length === 0 ? graph : { ...graph, subscriber: localSubscriber() };
}

/** Live events come from this process's outbox, wherever the subgraphs live: they carry identifiers only. */
function localSubscriber(): Subscriber<HubContext> {
  const { schema } = executable({ subgraphs: SUBGRAPHS });
  return ({ document, variableValues, operationName, contextValue }) =>
    subscribe({ schema, document, variableValues, contextValue, ...(operationName ? { operationName } : {}) });
}
