import type { Contexte, Issue } from '../../../act';
import type { Tx } from '../../../platform/database';
import { confier } from '../../../platform/transferts/sortants';
import { avancement, type Avancement } from './avancement';
import type { Information } from './avancer';
import { informationTransferee } from './information-transferee';

const GELER = 'UPDATE crip.information_preoccupante SET transit_id = $2 WHERE id = $1 OR rattachee_a = $1';

/**
 * The CRIP of arrival is on another hub: the file is sealed as it is and nothing of it changes any more, until that hub has
 * opened it or refused it. It stays here, in its state, and is called off by `rappelerTransfert` (decision 0030).
 */
export async function confierAuHub(
  tx: Tx,
  information: Information,
  { hub, vers, motif }: { readonly hub: string; readonly vers: string; readonly motif: string },
  contexte: Contexte,
): Promise<Issue<Avancement>> {
  const { newId, now } = contexte;
  const { id: sujetId, enfantId, collectivite: de, reference: referenceDepart, etat } = information;
  const contenu = await informationTransferee.prepare(tx, sujetId, contexte);
  const id = newId();
  await tx.query(GELER, [sujetId, id]);
  const { type } = informationTransferee;
  return {
    reponse: avancement(information, etat, now),
    ecritures: [confier({ id, type, sujetId, enfantId, hub, de, vers, referenceDepart, contenu, motif }, now)],
    evenements: [],
    objet: [
      { type: 'InformationPreoccupante', id: sujetId },
      { type: 'Transfert', id },
    ],
  };
}
