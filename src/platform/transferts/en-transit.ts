import { refus, type RefusError } from '../../domain/errors';

/** Nothing of a file changes while it passes to another hub: both would not have the same. */
export function enTransit(path: readonly string[]): RefusError {
  return refus(
    path,
    'TRANSFERT_EN_COURS',
    "ce dossier est en cours de transfert vers un autre hub : rien n'y change jusqu'à son arrivée. Qui l’a transféré peut le rappeler (`rappelerTransfert` pour une information, `rappelerTransfertDossier` pour une mesure) tant que l'arrivée n'est pas confirmée ; sinon, réessayez plus tard.",
  );
}
