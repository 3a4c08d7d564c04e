import { defineAct } from '../../act';
import { CleClientRow } from '../../platform/client.entity';
import { ecrire } from '../../platform/database';
import { controlerCle, jwkDe } from './controler-cle';
import { refus, type PartenaireChange } from './enregistrer-partenaire';
import type { TournerCleInput } from './partenaire.input';

const RECOUVREMENT_HEURES = 24;
const RECOUVREMENT_MAX_HEURES = 720;

/** A machine has a new key, known at once; the others are still known for a while, the time to install it. */
export const tournerCle = defineAct<TournerCleInput, PartenaireChange>({
  name: 'tournerCle',
  roles: ['exploitant'],
  scope: 'partenaire:gerer',
  controler: (c, { idempotencyKey, clientId, cle, recouvrementHeures }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['clientId'], clientId);
    controlerCle(c, ['cle'], cle);
    if (
      typeof recouvrementHeures === 'number' &&
      (recouvrementHeures < 0 || recouvrementHeures > RECOUVREMENT_MAX_HEURES)
    )
      c.refuser(
        ['recouvrementHeures'],
        'VALEUR_INVALIDE',
        `recouvrementHeures : 0 à ${String(RECOUVREMENT_MAX_HEURES)} heures.`,
      );
  },
  perform: async (tx, { clientId, cle, recouvrementHeures }, { newId, now }) => {
    const [client] = await tx.query<{ objetId: string; institution: string; revoque: boolean; connue: boolean }>(
      `SELECT p.objet_id AS "objetId", p.id AS institution, c.revoque_le IS NOT NULL AS revoque,
              EXISTS (SELECT 1 FROM hub.cle_client k WHERE k.client_id = c.client_id AND k.kid = $2) AS connue
       FROM hub.client c JOIN hub.partenaire p ON p.id = c.institution WHERE c.client_id = $1 FOR UPDATE OF c`,
      [clientId, cle.kid],
    );
    if (client === undefined) throw refus(['clientId'], 'INCONNU', 'clientId : aucune machine de ce nom.');
    if (client.revoque) throw refus(['clientId'], 'ETAT_INCOMPATIBLE', 'clientId : cette machine a été révoquée.');
    if (client.connue)
      throw refus(['cle', 'kid'], 'DEJA_FAIT', 'kid : cette machine a déjà eu une clé de ce nom ; donnez-en un autre.');
    const fin = new Date(now.getTime() + (recouvrementHeures ?? RECOUVREMENT_HEURES) * 3_600_000);
    await tx.query(
      `UPDATE hub.cle_client SET retiree_le = $2
       WHERE client_id = $1 AND (retiree_le IS NULL OR retiree_le > $2)`,
      [clientId, fin],
    );
    const id = newId();
    const { institution, objetId } = client;
    return {
      reponse: { institution },
      ecritures: [
        ecrire(CleClientRow, {
          ...{ id, clientId, kid: cle.kid, jwk: jwkDe(cle), creeLe: now, retireeLe: null, motif: null },
        }),
      ],
      evenements: [
        { type: 'acces.modifie', sujetId: objetId, portee: { collectivite: '', destinataire: institution } },
      ],
      objet: [
        { type: 'Partenaire', id: objetId },
        { type: 'CleClient', id },
      ],
    };
  },
});
