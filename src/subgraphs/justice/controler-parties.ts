import { parseTerritoire } from '../../domain/calendar-lieux';
import type { Controle } from '../../domain/controle';
import type { NotificationPartieInput } from './parties.input';

export const PARTIES_MAX = 50;
export const PRECEDE = 'le : la notification précède la décision.';

/** To whom a decision was notified, when, and where that party lives. */
export function controlerParties(
  c: Controle,
  parties: readonly NotificationPartieInput[],
  path: readonly string[],
): void {
  if (parties.length > PARTIES_MAX)
    c.refuser(path, 'VALEUR_INVALIDE', `${path.at(-1) ?? ''} : ${String(PARTIES_MAX)} parties au plus.`);
  parties.forEach(({ le, residence }, i) => {
    c.passe([...path, String(i), 'le'], le);
    if (!residence || residence === 'ETRANGER') return;
    const lieu = parseTerritoire(residence);
    if (!lieu.ok) c.refuser([...path, String(i), 'residence'], lieu.code, `residence : ${lieu.message}`);
  });
}
