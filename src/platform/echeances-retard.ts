import { REGLES_RETOUR } from '../domain/retours';
import type { Tx } from './database';
import { exposer, type Metrique } from './metrics';

type Querier = Pick<Tx, 'query'>;

const SEAUX = [1, 10, 60, 600] as const;

/** The bucket of `secondes`, by its upper bound. */
export const SEAU_SQL = `CASE ${SEAUX.map((plafond) => `WHEN secondes <= ${String(plafond)} THEN '${String(plafond)}'`).join(' ')} ELSE '+Inf' END`;

export interface IndicateursRetours {
  /** Feedback whose term has come, or already given. */
  readonly dus: number;
  readonly envoyes: number;
  readonly dansLesDelais: number;
  /** From 0 to 1; null while none was due. */
  readonly taux: number | null;
}

/** Feedback owed to the senders, whichever their clock (CASF L226-5), for one collectivité or for all. */
export async function indicateursRetours(
  database: Querier,
  now: Date,
  collectivite: string | null,
): Promise<IndicateursRetours> {
  const [row] = await database.query<Omit<IndicateursRetours, 'taux'>>(
    `SELECT count(*)::int AS dus, count(*) FILTER (WHERE etat = 'TENUE')::int AS envoyes,
       count(*) FILTER (WHERE etat = 'TENUE' AND close_le <= limite_le)::int AS "dansLesDelais"
     FROM hub.echeance
     WHERE regle = ANY($3::text[]) AND (etat = 'TENUE' OR etat = 'OUVERTE' AND limite_le <= $1)
       AND ($2::text IS NULL OR collectivite = $2)`,
    [now, collectivite, REGLES_RETOUR],
  );
  const { dus, envoyes, dansLesDelais } = row ?? { dus: 0, envoyes: 0, dansLesDelais: 0 };
  return { dus, envoyes, dansLesDelais, taux: dus === 0 ? null : dansLesDelais / dus };
}

/** What the ledger says to Prometheus: counts only, never a person's data. */
export async function metriquesEcheances(database: Querier, now: Date): Promise<string> {
  const retards = await database.query<{ seau: string; nombre: string; secondes: number }>(
    'SELECT seau, nombre, secondes FROM hub.retard_echeance',
  );
  const parSeau = new Map(retards.map(({ seau, nombre }) => [seau, Number(nombre)]));
  const retours = await indicateursRetours(database, now, null);
  const [ouvertes] = await database.query<{ ouvertes: number; depassees: number }>(
    `SELECT count(*)::int AS ouvertes, count(*) FILTER (WHERE limite_le <= $1)::int AS depassees
     FROM hub.echeance WHERE etat = 'OUVERTE'`,
    [now],
  );
  const metriques: Metrique[] = [
    {
      name: 'hub_deadline_lateness_seconds',
      help: 'Time between the instant when an alert was due and the instant when it fired.',
      type: 'histogram',
      seaux: [...SEAUX.map(String), '+Inf'].map((plafond) => ({ plafond, nombre: parSeau.get(plafond) ?? 0 })),
      somme: retards.reduce((somme, { secondes }) => somme + secondes, 0),
    },
    jauge('hub_deadlines_open', 'Statutory deadlines running.', ouvertes?.ouvertes ?? 0),
    jauge('hub_deadlines_overdue', 'Statutory deadlines past and still open.', ouvertes?.depassees ?? 0),
    jauge('hub_feedback_due', 'Feedback owed to senders whose term has come, or already given.', retours.dus),
    jauge('hub_feedback_in_time', 'Those given in time.', retours.dansLesDelais),
    jauge('hub_feedback_in_time_ratio', 'Rate of feedback given in time.', retours.taux ?? NaN),
  ];
  return exposer(metriques);
}

function jauge(name: string, help: string, valeur: number): Metrique {
  return { name, help, type: 'gauge', valeur };
}
