import type { Contexte } from '../../../act';
import type { Tx, Ecriture } from '../../../platform/database';
import { cloreEcheances, ouvrirEcheance } from '../../../platform/echeances';

interface EvaluationDue {
  readonly id: string;
  readonly collectivite: string;
}

/** The evaluation is due again, from the reception of the information (CASF D226-2-4 II). */
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
