import type { Tx } from './database';
import { PartenaireRow } from './partenaire.entity';

const GARDER = 'UPDATE hub.partenaire SET webhook_secret = $2 WHERE id = $1';

/** Seals the secret that signs a partner's webhooks, under the key of that partner. */
export async function garderSecret(tx: Tx, id: string, objetId: string, webhookSecret: string): Promise<void> {
  const scelle = await tx.sceller(PartenaireRow, { id, webhookSecret }, objetId);
  await tx.query(GARDER, [id, scelle.webhookSecret]);
}
