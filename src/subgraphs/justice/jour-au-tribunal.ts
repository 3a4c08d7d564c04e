import { FUSEAU_METROPOLE, jourLocal, type Fuseau, type Jour } from '../../domain/calendar';
import { lieuDe, parseTerritoire } from '../../domain/calendar-lieux';
import { minuit } from '../../platform/echeances-calcul';

/** Days are counted at the seat of the court, and the law of that day applies. */
function fuseauDe(tj: string): Fuseau {
  const siege = tj.slice(2);
  return parseTerritoire(siege).ok ? lieuDe({ territoire: siege }).fuseau : FUSEAU_METROPOLE;
}

export function jourAuTribunal(instant: string, tj: string): Jour {
  return jourLocal(new Date(instant), fuseauDe(tj));
}

/** The instant at which a day begins there. */
export function debutDuJour(jour: Jour, tj: string): Date {
  return minuit(jour, fuseauDe(tj));
}
