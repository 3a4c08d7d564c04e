import { defineAct } from '../../act';
import { ROLES_METIER } from '../../auth/actor';
import { relivrer } from '../../platform/dead-deliveries';
import { isUuid } from '../../published/connection';
import type { RelivrerNotificationsInput } from './notification.type';

const LOT_MAX = 100;

/**
 * An institution asks for its own notifications to be pushed again. Their `webhook-id` does not change, so that a
 * receiver that has already treated one ignores it.
 */
export const relivrerNotifications = defineAct<RelivrerNotificationsInput, string[]>({
  name: 'relivrerNotifications',
  roles: ROLES_METIER,
  scope: 'notification:lire',
  controler: (c, { notificationIds }) => {
    if (notificationIds.length === 0 || notificationIds.length > LOT_MAX)
      c.refuser(['notificationIds'], 'VALEUR_INVALIDE', `notificationIds : 1 à ${String(LOT_MAX)} identifiants.`);
  },
  perform: async (tx, { notificationIds }, { actor, now }) => {
    const reponse = await relivrer(tx, actor.institution, notificationIds.filter(isUuid), now);
    const objet = reponse.map((id) => ({ type: 'Notification', id }));
    return { reponse, ecritures: [], evenements: [], objet };
  },
});
