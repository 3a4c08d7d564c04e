import type { Contexte } from '../../act';
import { ecrire, type Ecriture } from '../../platform/database';
import { ouvrirEcheance, type EcheancePubliee } from '../../platform/echeances';
import { NotificationPartieRow } from './decision.entity';
import type { NotificationPartieInput } from './decision.input';

/** Each party's notification, and the appeal that it starts for that party alone (CPC 1191, 643). */
export function noterParties(
  decision: { id: string; tj: string; collectivite: string },
  parties: readonly NotificationPartieInput[],
  { newId, now }: Contexte,
): { ecritures: Ecriture[]; publiees: EcheancePubliee[] } {
  const { id: decisionId, tj, collectivite } = decision;
  const notees = parties.map(({ partie, le, residence = null }) => {
    const id = newId();
    const appel = ouvrirEcheance(newId, {
      ...{ regle: 'J13', sujetId: id, sujetType: 'DecisionJuge', depart: le, collectivite, now },
      territoire: tj.slice(2),
      ...(residence === null ? {} : { residence: residence === 'ETRANGER' ? residence : { territoire: residence } }),
    });
    const row = ecrire(NotificationPartieRow, { id, decisionId, partie, le, residence });
    return { ecritures: [row, appel.ecriture], publiee: appel.publiee };
  });
  return {
    ecritures: notees.flatMap(({ ecritures }) => ecritures),
    publiees: notees.map(({ publiee }) => publiee),
  };
}
