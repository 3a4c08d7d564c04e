import {
  etatDAgrement,
  obstacleActeAgrement,
  type ActeAgrement,
  type Agrement,
  type TypeLieu,
} from '../../../domain/agrements';
import type { Jour } from '../../../domain/calendar';
import { HubError, refus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import type { Contexte } from '../../../registres';
import { jourDe } from '../mesures/inscrire-mesure';

export interface Lieu extends Agrement {
  readonly id: string;
  readonly type: TypeLieu;
  readonly capacite: number;
  readonly motifProlongation: string | null;
}

const VERROUILLER = `
  SELECT id, type, etat, capacite, valide_du::text "valideDu", valide_au::text "valideAu",
         reponse_avant::text "reponseAvant", suspendu_jusqu_au::text "suspenduJusquAu",
         motif_prolongation "motifProlongation", renouvellement_enjoint_pour::text "renouvellementEnjointPour",
         renouvellement_acquis_apres::text "renouvellementAcquisApres"
  FROM ase.lieu_accueil WHERE id = $1 AND collectivite = $2 FOR UPDATE`;

/** Locks a place of this collectivité. @throws HubError `NOT_FOUND`, the same as when it does not exist. */
export async function verrouillerLieu(tx: Tx, lieuId: string, collectivite: string): Promise<Lieu> {
  const [lieu] = isUuid(lieuId) ? await tx.query<Lieu>(VERROUILLER, [lieuId, collectivite]) : [];
  if (!lieu) throw new HubError('NOT_FOUND');
  return lieu;
}

/** The same, in its state of today, for an act that this state must allow. @throws RefusError saying the state. */
export async function verrouillerPour(
  tx: Tx,
  acte: ActeAgrement,
  lieuId: string,
  { actor, now }: Contexte,
): Promise<{ lieu: Lieu; aujourdhui: Jour }> {
  const collectivite = actor.territoire ?? '';
  const lieu = await verrouillerLieu(tx, lieuId, collectivite);
  const aujourdhui = jourDe(now, collectivite);
  const obstacle = obstacleActeAgrement(acte, etatDAgrement(lieu, aujourdhui));
  if (obstacle !== null) throw refus(['lieuId'], 'ETAT_INCOMPATIBLE', obstacle);
  return { lieu: { ...lieu, etat: etatDAgrement(lieu, aujourdhui) }, aujourdhui };
}

export interface LieuChange {
  readonly id: string;
}

export function lieuChange(id: string) {
  return { reponse: { id }, ecritures: [], evenements: [], objet: { type: 'LieuAccueil', id } };
}
