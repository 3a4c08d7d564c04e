import type { Database } from '../../../platform/database';

export interface EtatDesFiches {
  readonly fiches: number;
  /** Written since the last pass, or to be read again. */
  readonly aLire: number;
  /** Compared by another version of the parameters. */
  readonly ancienne: number;
  readonly aExaminer: number;
}

const ETAT = `
  SELECT count(*)::int fiches, count(*) FILTER (WHERE regles = '')::int "aLire",
    count(*) FILTER (WHERE regles NOT IN ('', $1))::int ancienne,
    (SELECT count(*)::int FROM crip.rapprochement WHERE etat = 'A_EXAMINER' AND clos_le IS NULL) "aExaminer"
  FROM crip.fiche_enfant`;

const RELIRE = `
  WITH lot AS (
    SELECT enfant_id, collectivite FROM crip.fiche_enfant
    WHERE (enfant_id, collectivite) > ($1, $2) ORDER BY enfant_id, collectivite LIMIT $3
  ), relues AS (
    UPDATE crip.fiche_enfant f SET regles = '' FROM lot
    WHERE f.enfant_id = lot.enfant_id AND f.collectivite = lot.collectivite AND f.regles NOT IN ('', $4)
  )
  SELECT enfant_id "enfantId", collectivite FROM lot ORDER BY 1, 2`;

const LOT = 5_000;

export async function etatDesFiches(database: Database, version: string): Promise<EtatDesFiches> {
  const [etat] = await database.query<EtatDesFiches>(ETAT, [version]);
  return etat ?? { fiches: 0, aLire: 0, ancienne: 0, aExaminer: 0 };
}

/** Gives back to the worker every sheet that another version compared; what people decided stands, whatever it finds. */
export async function relireFiches(database: Database, version: string, lues: (n: number) => void): Promise<void> {
  let apres = ['00000000-0000-0000-0000-000000000000', ''];
  let total = 0;
  for (;;) {
    const lot = await database.query<{ enfantId: string; collectivite: string }>(RELIRE, [...apres, LOT, version]);
    const derniere = lot.at(-1);
    if (!derniere) return;
    apres = [derniere.enfantId, derniere.collectivite];
    lues((total += lot.length));
  }
}
