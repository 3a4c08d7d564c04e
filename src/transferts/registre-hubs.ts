import type { Database } from '../platform/database';
import type { HubDistantRow } from '../platform/transferts/hub-distant.entity';
import { trousseauSchema, type Trousseau } from '../audit/cles';
import type { HubAppele } from './client';

export interface HubConnu extends HubAppele {
  /** What verifies its receipts. */
  readonly preuve: Trousseau;
}

const LIRE = `
  SELECT h.id, h.url, h.preuve,
    (SELECT coalesce(json_agg(json_build_object('kid', k.kid, 'jwk', k.jwk, 'emploi', k.emploi) ORDER BY k.id DESC), '[]')
     FROM hub.cle_hub k WHERE k.hub = h.id AND (k.retiree_le IS NULL OR k.retiree_le > $2)) cles
  FROM hub.hub_distant h WHERE h.id = $1 AND h.revoque_le IS NULL`;

type Ligne = Pick<HubDistantRow, 'id' | 'url' | 'preuve'> & {
  readonly cles: readonly (HubAppele['chiffrer'] & { readonly emploi: string })[];
};

/** Read anew for each transfer: a key that was turned, or a hub revoked, counts at once. */
export async function lireHub(
  service: Pick<Database, 'query'>,
  id: string,
  maintenant: Date,
): Promise<HubConnu | undefined> {
  const [ligne] = await service.query<Ligne>(LIRE, [id, maintenant]);
  if (!ligne) return undefined;
  const { cles, url, preuve } = ligne;
  const chiffrer = cles.find(({ emploi }) => emploi === 'chiffrer');
  if (!chiffrer) return undefined;
  const signer = cles.filter(({ emploi }) => emploi === 'signer');
  return { id, url, signer, chiffrer, preuve: trousseauSchema.parse(preuve) };
}
