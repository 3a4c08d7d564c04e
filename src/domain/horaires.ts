import { instantLocal, jourDInstant } from './calendar-instants';
import { jourDeSemaine } from './calendar';
import { lieuDe } from './calendar-lieux';
import { motifNonOuvrable } from './jours-feries';

/** When a CRIP answers: local hours of its collectivité, on these days of the week (1 Monday, 7 Sunday). */
export interface Horaires {
  readonly jours: readonly number[];
  /** HH:MM */
  readonly ouverture: string;
  /** HH:MM, excluded. */
  readonly fermeture: string;
}

/** No text sets them: what most CRIP announce, for a collectivité that has recorded none of its own. */
export const HORAIRES_PAR_DEFAUT: Horaires = { jours: [1, 2, 3, 4, 5], ouverture: '08:30', fermeture: '17:00' };

const JOURS_OUVRES = [1, 2, 3, 4, 5];

/** Whether the CRIP of that collectivité is closed at that instant; a bank holiday is closed even on an opening day. */
export function estHorsHoraires(instant: Date, collectivite: string, horaires = HORAIRES_PAR_DEFAUT): boolean {
  const lieu = lieuDe({ collectivite });
  const local = instantLocal(instant.getTime(), lieu.fuseau);
  const jour = jourDInstant(local);
  const rang = jourDeSemaine(jour) || 7;
  if (!horaires.jours.includes(rang)) return true;
  if (JOURS_OUVRES.includes(rang) && motifNonOuvrable(jour, lieu) !== null) return true;
  const minute = local.slice(11, 16);
  return minute < horaires.ouverture || minute >= horaires.fermeture;
}
