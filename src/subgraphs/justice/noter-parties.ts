import type { Contexte } from '../../act';
import type { NatureDecision } from '../../domain/mesures-judiciaires';
import { PARTIES_DECISION } from '../../domain/parties-decision';
import { ecrire, type Ecriture } from '../../platform/database';
import { ouvrirEcheance, type EcheancePubliee } from '../../platform/echeances';
import { NotificationPartieRow } from './decision.entity';
import type { NotificationPartieInput } from './parties.input';

export interface DecisionNotifiee {
  readonly id: string;
  readonly tj: string;
  readonly collectivite: string;
  readonly natureMesure: NatureDecision;
}

/** Each party's notification, and the appeal that it starts for that party alone (CPC 1191, 643). */
export function noterParties(
  decision: DecisionNotifiee,
  parties: readonly NotificationPartieInput[],
  { newId, now }: Contexte,
): { ecritures: Ecriture[]; publiees: EcheancePubliee[] } {
  const { id: decisionId, tj, collectivite } = decision;
  const notees = parties.map(({ partie, le, residence = null }) => {
    const id = newId();
    const row = ecrire(NotificationPartieRow, { id, decisionId, partie, le, residence });
    if (!PARTIES_DECISION[partie].appel) return { ecritures: [row], publiees: [] };
    const appel = ouvrirEcheance(newId, {
      ...{ regle: 'J13', sujetId: id, sujetType: 'NotificationPartie', depart: le, collectivite, now },
      territoire: tj.slice(2),
      ...(residence === null ? {} : { residence: residence === 'ETRANGER' ? residence : { territoire: residence } }),
      ...(estAse(decision, partie) ? { acteur: `ase-${collectivite}` } : {}),
    });
    return { ecritures: [row, appel.ecriture], publiees: [appel.publiee] };
  });
  return {
    ecritures: notees.flatMap(({ ecritures }) => ecritures),
    publiees: notees.flatMap(({ publiees }) => publiees),
  };
}

/** The service entrusted is the ASE itself: the appeal is in its own list. */
function estAse({ natureMesure }: DecisionNotifiee, partie: NotificationPartieInput['partie']): boolean {
  return partie === 'PERSONNE_OU_SERVICE' && natureMesure === 'PLACEMENT_ASE';
}

/** The day on which the last of them was notified. */
export function dernierJour(parties: readonly Pick<NotificationPartieInput, 'le'>[]): string | undefined {
  return parties
    .map(({ le }) => le)
    .sort()
    .at(-1);
}
