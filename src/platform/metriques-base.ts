import { Gauge, type Metric } from 'prom-client';
import type { Clock } from './clock';
import { indicateursRetours, SEAUX } from './echeances-retard';
import type { Tx } from './database';
import type { Metrics } from './metrics';

type Querier = Pick<Tx, 'query'>;

/** Each reads an index, never the whole of its table. */
const ETAT = `
  SELECT
    (SELECT count(*) FROM hub.livraison WHERE etat = 'EN_ATTENTE' AND canal IS NULL)::int AS hub_deliveries_waiting,
    (SELECT coalesce(greatest(extract(epoch FROM $1 - min(e.le)), 0), 0) FROM hub.livraison l
       JOIN hub.evenement e ON e.id = l.evenement_id
       WHERE l.etat = 'EN_ATTENTE' AND l.canal IS NULL)::float8 AS hub_outbox_age_seconds,
    (SELECT count(*) FROM hub.livraison WHERE etat = 'MORTE')::int AS hub_deliveries_dead,
    (SELECT count(*) FROM hub.panne)::int AS hub_partners_down,
    (SELECT count(*) FROM hub.enveloppe WHERE etat = 'ECARTEE')::int AS hub_messages_aside,
    (SELECT count(*) FROM hub.transfert_sortant WHERE prochaine_le IS NOT NULL)::int AS hub_transfers_waiting,
    (SELECT count(*) FROM hub.transfert_sortant
       WHERE prochaine_le IS NOT NULL AND alerte_le IS NOT NULL)::int AS hub_transfers_late,
    (SELECT count(*) FROM hub.echeance WHERE etat = 'OUVERTE')::int AS hub_deadlines_open,
    (SELECT count(*) FROM hub.echeance WHERE etat = 'OUVERTE' AND limite_le <= $1)::int AS hub_deadlines_overdue,
    (SELECT count(*) FROM ase.reception WHERE accusee_le IS NULL)::int AS hub_urgent_unacknowledged,
    (SELECT count(*) FROM hub.lecture_massive WHERE le > $1 - interval '1 hour')::int AS hub_mass_reads`;

const JAUGES = {
  hub_deliveries_waiting: 'Deliveries owed to a webhook and not yet made.',
  hub_outbox_age_seconds: 'Age of the oldest event still owed to a webhook.',
  hub_deliveries_dead: 'Deliveries given up after their last attempt, until someone replays them.',
  hub_partners_down: 'Partners whose software does not answer.',
  hub_messages_aside: 'Messages of partners put aside, that nobody could read.',
  hub_transfers_waiting: 'Files in transit to another hub, or called back from it.',
  hub_transfers_late: 'Those of them that wait for longer than TRANSFERT_ALERTE_MINUTES.',
  hub_deadlines_open: 'Statutory deadlines running.',
  hub_deadlines_overdue: 'Statutory deadlines past and still open.',
  hub_urgent_unacknowledged: 'Urgent measures and informations that nobody has acknowledged.',
  hub_mass_reads: 'Persons or machines that opened files in number within the last hour.',
  hub_feedback_due: 'Feedback owed to senders whose term has come, or already given.',
  hub_feedback_in_time: 'Those given in time.',
  hub_feedback_in_time_ratio: 'Rate of feedback given in time.',
} as const;

const RETARDS = {
  name: 'hub_deadline_lateness_seconds',
  help: 'Time between the instant when an alert was due and the instant when it fired.',
  type: 'histogram' as const,
  aggregator: 'first' as const,
};

/** What PostgreSQL alone knows, true for all the processes of the hub; read when Prometheus asks. */
export function metriquesDeLaBase({ registry, avantLecture }: Metrics, database: Querier, clock: Clock): void {
  const registers = [registry];
  const jauges = new Map(Object.entries(JAUGES).map(([name, help]) => [name, new Gauge({ name, help, registers })]));
  avantLecture.add(async () => {
    const now = clock.now();
    const [etat = {}] = await database.query<Record<string, number>>(ETAT, [now]);
    const { dus, dansLesDelais, taux } = await indicateursRetours(database, now, null);
    const retours = { hub_feedback_due: dus, hub_feedback_in_time: dansLesDelais };
    const lues = { ...etat, ...retours, hub_feedback_in_time_ratio: taux ?? NaN };
    for (const [name, valeur] of Object.entries(lues)) jauges.get(name)?.set(valeur);
  });
  // Counted in the database, by all the workers there are: prom-client only counts what its own process sees.
  const retards = { ...RETARDS, get: async () => ({ ...RETARDS, values: await lireRetards(database) }) };
  registry.registerMetric(retards as unknown as Metric);
}

async function lireRetards(database: Querier) {
  const lus = await database.query<{ seau: string; nombre: string; secondes: number }>(
    'SELECT seau, nombre, secondes FROM hub.retard_echeance',
  );
  const nombres = new Map(lus.map(({ seau, nombre }) => [seau, Number(nombre)]));
  const { name } = RETARDS;
  let cumul = 0;
  const seaux = [...SEAUX.map(String), '+Inf'].map((le) => {
    cumul += nombres.get(le) ?? 0;
    return { metricName: `${name}_bucket`, labels: { le }, value: cumul };
  });
  const somme = lus.reduce((total, { secondes }) => total + secondes, 0);
  return [
    ...seaux,
    { metricName: `${name}_sum`, labels: {}, value: somme },
    { metricName: `${name}_count`, labels: {}, value: cumul },
  ];
}
