import type { TypeLieu } from '../../../domain/agrements';
import type { Jour } from '../../../domain/calendar';
import { ouvrirEcheance, type EcheanceOuverte } from '../../../platform/echeances';
import type { Inscription } from '../../../registres';
import { jourDe } from '../mesures/inscrire-mesure';

interface Valable {
  readonly id: string;
  readonly type: TypeLieu;
  readonly collectivite: string;
  readonly valideAu: Jour | null;
}

/**
 * The département writes to a foster carer four months at least before the agrément ends (CASF D421-19). One without end,
 * or that is over, is not to be renewed; an authorisation renews itself.
 */
export function renouvellementAPreparer(
  { id, type, collectivite, valideAu }: Valable,
  { newId, now }: Pick<Inscription, 'newId' | 'now'>,
): EcheanceOuverte[] {
  if (type !== 'ASSISTANT_FAMILIAL' || valideAu === null || valideAu < jourDe(now, collectivite)) return [];
  return [ouvrirEcheance(newId, { regle: 'A13_RENOUVELLEMENT', sujetId: id, depart: valideAu, collectivite, now })];
}
