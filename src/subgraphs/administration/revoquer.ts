import { defineAct, type Contexte } from '../../act';
import type { Tx } from '../../platform/database';
import { refus, type PartenaireChange } from './enregistrer-partenaire';
import type { RevoquerInput } from './partenaire.input';

const MOTIF_MAX = 500;

/** What a revocation touched; none of it can be undone but by registering again. */
interface Revoque {
  readonly institution: string;
  readonly objetId: string;
  readonly objets: readonly { readonly type: string; readonly id: string }[];
}

/**
 * An access ends: no token is given from then on, those that live stop within five seconds, subscriptions included
 * (docs/decisions/0008). Nothing is erased: the register says who had what, until when and why.
 */
export const revoquer = defineAct<RevoquerInput, PartenaireChange>({
  name: 'revoquer',
  roles: ['exploitant'],
  scope: 'partenaire:gerer',
  controler: (c, { idempotencyKey, institution, clientId, kid, motif }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    if (!motif.trim()) c.refuser(['motif'], 'MOTIF_REQUIS', 'motif : une révocation a un motif.');
    c.longueur(['motif'], motif, MOTIF_MAX);
    if ((institution ? 1 : 0) + (clientId ? 1 : 0) !== 1)
      c.refuser(
        ['clientId'],
        'CHAMP_REQUIS',
        'Nommez une institution, ou une machine (clientId), et une seule des deux.',
      );
    if (kid && !clientId) c.refuser(['kid'], 'VALEUR_INVALIDE', 'kid : la clé est celle d’une machine (clientId).');
  },
  perform: async (tx, input, contexte) => {
    const { institution, objetId, objets } = await retirer(tx, input, contexte);
    return {
      reponse: { institution },
      ecritures: [],
      // Whoever is revoked reads nothing any more, and would be told or not as the directory's cache remembers it.
      evenements: input.institution
        ? []
        : [{ type: 'acces.modifie', sujetId: objetId, portee: { collectivite: '', destinataire: institution } }],
      objet: [{ type: 'Partenaire', id: objetId }, ...objets],
    };
  },
});

function retirer(tx: Tx, { institution, clientId, kid, motif }: RevoquerInput, { now }: Contexte): Promise<Revoque> {
  if (institution) return revoquerInstitution(tx, institution, motif, now);
  return kid ? revoquerCle(tx, clientId ?? '', kid, motif, now) : revoquerClient(tx, clientId ?? '', motif, now);
}

async function revoquerInstitution(tx: Tx, institution: string, motif: string, now: Date): Promise<Revoque> {
  const [connu] = await tx.query<{ objetId: string; revoque: boolean }>(
    `SELECT objet_id AS "objetId", revoque_le IS NOT NULL AS revoque FROM hub.partenaire WHERE id = $1 FOR UPDATE`,
    [institution],
  );
  if (connu === undefined) throw refus(['institution'], 'INCONNU', 'institution : aucun partenaire de ce nom.');
  if (connu.revoque) throw refus(['institution'], 'DEJA_FAIT', 'institution : elle est déjà révoquée.');
  // Its notifications stay in its inbox: nothing is pushed any more to whoever holds its address.
  await tx.query(
    `UPDATE hub.partenaire SET revoque_le = $2, motif = $3, webhook_url = NULL, webhook_secret = NULL WHERE id = $1`,
    [institution, now, motif],
  );
  const machines = await tx.query<{ id: string }>(
    `UPDATE hub.client SET revoque_le = $2, motif = $3 WHERE institution = $1 AND revoque_le IS NULL RETURNING id`,
    [institution, now, motif],
  );
  const objets = machines.map(({ id }) => ({ type: 'ClientMachine', id }));
  return { institution, objetId: connu.objetId, objets };
}

async function revoquerClient(tx: Tx, clientId: string, motif: string, now: Date): Promise<Revoque> {
  const { id, revoque, ...partenaire } = await client(tx, clientId);
  if (revoque) throw refus(['clientId'], 'DEJA_FAIT', 'clientId : cette machine est déjà révoquée.');
  await tx.query(`UPDATE hub.client SET revoque_le = $2, motif = $3 WHERE client_id = $1`, [clientId, now, motif]);
  return { ...partenaire, objets: [{ type: 'ClientMachine', id }] };
}

async function revoquerCle(tx: Tx, clientId: string, kid: string, motif: string, now: Date): Promise<Revoque> {
  const { institution, objetId } = await client(tx, clientId);
  const [cle] = await tx.query<{ id: string; retiree: boolean }>(
    `SELECT id, coalesce(retiree_le <= $3, FALSE) AS retiree FROM hub.cle_client
     WHERE client_id = $1 AND kid = $2 FOR UPDATE`,
    [clientId, kid, now],
  );
  if (cle === undefined) throw refus(['kid'], 'INCONNU', 'kid : cette machine n’a pas de clé de ce nom.');
  if (cle.retiree) throw refus(['kid'], 'DEJA_FAIT', 'kid : cette clé n’est déjà plus reconnue.');
  await tx.query('UPDATE hub.cle_client SET retiree_le = $2, motif = $3 WHERE id = $1', [cle.id, now, motif]);
  return { institution, objetId, objets: [{ type: 'CleClient', id: cle.id }] };
}

async function client(tx: Tx, clientId: string) {
  const [connu] = await tx.query<{ id: string; institution: string; objetId: string; revoque: boolean }>(
    `SELECT c.id, c.institution, p.objet_id AS "objetId", c.revoque_le IS NOT NULL AS revoque
     FROM hub.client c JOIN hub.partenaire p ON p.id = c.institution WHERE c.client_id = $1 FOR UPDATE OF c`,
    [clientId],
  );
  if (connu === undefined) throw refus(['clientId'], 'INCONNU', 'clientId : aucune machine de ce nom.');
  return connu;
}
