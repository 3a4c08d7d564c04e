import { defineAct } from '../../act';
import { HubError, refus } from '../../domain/errors';
import { cloreEcheances } from '../../platform/echeances';
import type { AccuseReception } from '../../published/accuse-reception.type';
import { isUuid } from '../../published/connection';
import { debutDuJour } from './jour-au-tribunal';
import { sujetDeLAppel } from './enregistrer-appel';
import { parquetSaisissant } from './parquet-saisissant';
import type { EnregistrerArretInput as Arret } from './parties.input';

const VERROUILLER = `
  SELECT d.id "decisionId", d.reference, d.collectivite, d.enfant_id "enfantId", a.notification_id "notificationId",
         a.declare_le::text "declareLe",
         a.arret_le IS NOT NULL "dejaFait"
  FROM justice.appel a JOIN justice.decision d ON d.id = a.decision_id
  WHERE a.id = $1 AND d.tj = $2 FOR UPDATE OF a`;

interface Appel {
  readonly decisionId: string;
  readonly notificationId: string | null;
  readonly reference: string;
  readonly collectivite: string;
  readonly enfantId: string;
  readonly declareLe: string;
  readonly dejaFait: boolean;
}

/**
 * What the cour d'appel ruled, as the greffe learns it; its three months after a provisional placement are kept (J15, CPC
 * 1193). A decision that it changes is carried out as the judge's own next decision says.
 */
export const enregistrerArret = defineAct<Arret, AccuseReception>({
  name: 'enregistrerArret',
  roles: ['juge'],
  scope: 'decision:notifier',
  controler: (c, { idempotencyKey, renduLe }) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.passe(['renduLe'], renduLe);
  },
  perform: async (tx, { appelId, renduLe, sens }, { actor, now, empreinte }) => {
    const tj = actor.territoire ?? '';
    const [appel] = isUuid(appelId) ? await tx.query<Appel>(VERROUILLER, [appelId, tj]) : [];
    if (!appel) throw new HubError('NOT_FOUND');
    const { decisionId, reference, collectivite, enfantId, declareLe, dejaFait } = appel;
    if (dejaFait) throw refus('appelId', 'DEJA_FAIT', "l'arrêt sur cet appel est déjà enregistré.");
    if (renduLe < declareLe) throw refus('renduLe', 'DATE_INVALIDE', "l'arrêt précède la déclaration d'appel.");
    await tx.query('UPDATE justice.appel SET arret_le = $2, arret_sens = $3 WHERE id = $1', [appelId, renduLe, sens]);
    await cloreEcheances(tx, sujetDeLAppel(appel).sujetId, ['J15'], debutDuJour(renduLe, tj), 'TENUE');
    const saisissant = await parquetSaisissant(tx, { tj, enfantId });
    return {
      reponse: { id: appelId, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
      ecritures: [],
      evenements: [{ type: 'appel.juge', sujetId: decisionId, portee: { collectivite, tribunal: tj, ...saisissant } }],
      objet: { type: 'DecisionJuge', id: decisionId },
    };
  },
});
