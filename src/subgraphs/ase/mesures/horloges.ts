import type { EcheanceOuverte } from '../../../platform/echeances';

/** A clock that the act itself meets: the ledger keeps that it was due, and that it was done. */
export function tenueAussitot(ouverte: EcheanceOuverte, le: Date): EcheanceOuverte {
  const { entity, row } = ouverte.ecriture;
  return { ...ouverte, ecriture: { entity, row: { ...row, etat: 'TENUE', closeLe: le, prochaineAlerteLe: null } } };
}
