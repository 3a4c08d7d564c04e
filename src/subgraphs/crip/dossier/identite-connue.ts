import type { IdentiteEnfant } from '../../../domain/enfant';
import type { Tx } from '../../../platform/database';
import type { Inscription } from '../../../registres';
import { relationVivante } from '../acces-enfant';

const CHAMPS = `nom_naissance "nomNaissance", nom_usage "nomUsage", prenoms, sexe, date_naissance::text "dateNaissance",
  age_approximatif "ageApproximatif", commune_naissance "communeNaissance"`;

/** The civil traits of a child to whom the caller has a relation; undefined otherwise, as when there is none. */
export async function identiteConnue(
  tx: Tx,
  enfantId: string,
  { actor }: Inscription,
): Promise<IdentiteEnfant | undefined> {
  const { where, value } = relationVivante(actor, 'e', '$2');
  const [lue] = await tx.query<IdentiteEnfant>(`SELECT ${CHAMPS} FROM crip.enfant e WHERE e.id = $1 AND ${where}`, [
    enfantId,
    value,
  ]);
  return lue;
}

/** Whether it is an information of this collectivité. */
export async function informationDe(tx: Tx, id: string, collectivite: string): Promise<boolean> {
  const lues = await tx.query('SELECT 1 FROM crip.information_preoccupante WHERE id = $1 AND collectivite = $2', [
    id,
    collectivite,
  ]);
  return lues.length > 0;
}
