import { majorite } from '../../domain/mesures-judiciaires';
import type { Jour } from '../../domain/calendar';
import { RefusError } from '../../domain/errors';

/** Of age on that day, nobody is protected by assistance éducative any more. An unknown birth is not a refusal. */
export function exigerMineur(path: readonly string[], naissance: string | null | undefined, le: Jour): void {
  if (!naissance || le < majorite(naissance)) return;
  const message = `${path.join('.')} : l'assistance éducative ne concerne que les mineurs (C. civ. 375).`;
  throw new RefusError([{ path, code: 'ARTICLE_CONTRAIRE', message }]);
}
