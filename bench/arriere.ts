import { demoClients } from '../src/auth/demo-clients';
import type { Database } from '../src/platform/database';

/** Ordinary notifications of the CRIP, due now. */
export async function encombrer(database: Database, nombre: number): Promise<void> {
  await database.query(
    `WITH e AS (
       INSERT INTO hub.evenement (id, type, sujet_id, le)
       SELECT gen_random_uuid(), 'information-preoccupante.recue', gen_random_uuid(), now() FROM generate_series(1, $2::int)
       RETURNING id
     )
     INSERT INTO hub.livraison (id, evenement_id, destinataire, priorite, etat, tentatives, prochaine_le)
     SELECT gen_random_uuid(), id, $1, 5, 'EN_ATTENTE', 0, now() FROM e`,
    [demoClients.crip.institution, nombre],
  );
}

/** How many are still to be delivered to it. */
export async function enAttente(database: Database): Promise<number> {
  const [ligne] = await database.query<{ nombre: number }>(
    "SELECT count(*)::int nombre FROM hub.livraison WHERE etat = 'EN_ATTENTE' AND destinataire = $1",
    [demoClients.crip.institution],
  );
  return ligne?.nombre ?? NaN;
}
