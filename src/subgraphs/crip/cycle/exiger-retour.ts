import { RefusError } from '../../../domain/errors';
import { REGIMES_RETOUR } from '../../../domain/retours';
import type { Information } from './avancer';

/** @throws RefusError when L226-5 owes nothing to this sender. */
export function exigerRetourPossible({ regimeRetour }: Information): void {
  const { libelle, limite, article } = REGIMES_RETOUR[regimeRetour];
  if (REGIMES_RETOUR[regimeRetour].regle !== null) return;
  const message = `informationId : ${libelle} : ${limite} (${article}).`;
  throw new RefusError([{ path: ['informationId'], code: 'ARTICLE_CONTRAIRE', message }]);
}

/** @throws RefusError when the feedback is owed without being asked for: it can neither be asked nor refused. */
export function exigerRetourSurDemande({ regimeRetour }: Information): void {
  if (regimeRetour === 'SUR_DEMANDE') return;
  const { libelle, article } = REGIMES_RETOUR[regimeRetour];
  const message = `informationId : l'émetteur est « ${libelle} » : son retour ne dépend pas d'une demande et ne peut être écarté (${article}).`;
  throw new RefusError([{ path: ['informationId'], code: 'ARTICLE_CONTRAIRE', message }]);
}
