import type { Jour } from '../../../domain/calendar';
import { etatDuChoix, type EtatChoix } from '../../../domain/suivi-ase';
import { refus } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { jourDe } from '../mesures/inscrire-mesure';
import { type Mesure } from '../mesures/verrouiller-mesure';

export interface ChoixCourant {
  readonly id: string;
  readonly envoyeLe: Date;
  readonly recuLe: Date | null;
  readonly limite: Jour;
  readonly etat: EtatChoix;
}

/** The last choice notified for a measure, which the caller has locked; `null` when there was none. */
export async function dernierChoix(tx: Tx, { id, collectivite }: Mesure, le: Date): Promise<ChoixCourant | null> {
  const [choix] = await tx.query<Omit<ChoixCourant, 'etat'> & { accord: boolean | null }>(
    `SELECT id, envoye_le "envoyeLe", recu_le "recuLe", limite::text, accord FROM ase.choix_lieu
     WHERE mesure_id = $1 ORDER BY id DESC LIMIT 1`,
    [id],
  );
  return choix === undefined
    ? null
    : { ...choix, etat: etatDuChoix({ ...choix, remplace: false }, jourDe(le, collectivite)) };
}

/** The same, still to be answered at that moment. @throws RefusError otherwise, saying where it stands. */
export async function choixEnAttente(tx: Tx, mesure: Mesure, le: Date): Promise<ChoixCourant> {
  const choix = await dernierChoix(tx, mesure, le);
  if (choix === null) throw refus(['mesureId'], 'ETAT_INCOMPATIBLE', "aucun choix de lieu n'a été notifié.");
  if (choix.etat === 'REPUTE_ACQUIS')
    throw refus(
      ['le'],
      'ARTICLE_CONTRAIRE',
      `l'accord est réputé acquis : l'opposition était possible jusqu'au ${choix.limite} (CASF L223-2 al. 6).`,
    );
  if (choix.etat !== 'EN_ATTENTE') throw refus(['mesureId'], 'DEJA_FAIT', 'le représentant légal a déjà répondu.');
  return choix;
}
