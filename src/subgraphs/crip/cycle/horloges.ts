import type { Contexte } from '../../../act';
import type { Tx, Ecriture } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';

interface EvaluationDue {
  readonly id: string;
  readonly collectivite: string;
}

/** The earliest reception of each of these informations and of those joined to it: T0 of the one evaluation. */
export async function premieresReceptions(tx: Tx, ids: readonly string[]): Promise<Date[]> {
  const rows = await tx.query<{ de: string; le: Date }>(
    `SELECT de, min(recue_le) le
     FROM (SELECT coalesce(rattachee_a, id) de, recue_le FROM crip.information_preoccupante
           WHERE id = ANY($1::uuid[]) OR rattachee_a = ANY($1::uuid[])) receptions
     GROUP BY de`,
    [ids],
  );
  return ids.map((id) => (rows.find(({ de }) => de === id) as { le: Date }).le);
}

/** The evaluation is due again, from the reception of the information (CASF D226-2-4 II): what was spent stays spent. */
export function rouvrirEvaluationDue({ id, collectivite }: EvaluationDue, depart: Date, par: Contexte): Ecriture {
  const { newId, now } = par;
  return ouvrirEcheance(newId, { regle: 'A1', sujetId: id, depart, collectivite, now }).ecriture;
}

/** Its clock turns out to have started earlier: the later one is left in the ledger, without object. */
export async function avancerEvaluationDue(
  tx: Tx,
  cible: EvaluationDue,
  depart: Date,
  par: Contexte,
): Promise<Ecriture[]> {
  const closes = await cloreEcheances(tx, cible.id, ['A1'], par.now, 'SANS_OBJET');
  return closes === 0 ? [] : [rouvrirEvaluationDue(cible, depart, par)];
}
