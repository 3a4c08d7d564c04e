import { estHorsHoraires, type Horaires } from '../../../domain/horaires';
import type { Registres } from '../../../registres';

const CACHE_MS = 30_000;

/** The hours of each CRIP are kept 30 s, so that an act does not read again what changes once a year. */
export function horairesDesCrip(): Registres['receptionHorsHoraires'] {
  const connues = new Map<string, { readonly horaires: Horaires | undefined; readonly jusque: number }>();
  return async (tx, collectivite, recueLe, { now }) => {
    let connue = connues.get(collectivite);
    if (connue === undefined || connue.jusque <= now.getTime()) {
      const [horaires] = await tx.query<Horaires>(
        'SELECT jours, ouverture, fermeture FROM crip.horaires WHERE collectivite = $1',
        [collectivite],
      );
      connue = { horaires, jusque: now.getTime() + CACHE_MS };
      connues.set(collectivite, connue);
    }
    return estHorsHoraires(recueLe, collectivite, connue.horaires);
  };
}
