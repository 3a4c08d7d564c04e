import { REGLES_RETOUR } from '../domain/retours';
import type { Tx } from './database';

type Querier = Pick<Tx, 'query'>;

/** Upper bounds of the buckets of lateness, in seconds. */
export const SEAUX = [1, 10, 60, 600] as const;

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
