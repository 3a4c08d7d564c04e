import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import { groupBy, loader } from '../../platform/loaders';
import { parId } from '../../published/lire-lignes';
import { AppelRow } from './appel.entity';
import { NotificationPartieRow } from './decision.entity';
import { decisionsLisibles } from './lire-decisions';
import { NotificationPartie } from './parties.type';

const publier = ({ id, decisionId, partie, le }: NotificationPartieRow): NotificationPartie =>
  Object.assign(new NotificationPartie(), { id, decisionId, partie, le });

/** Whoever reads the decision reads to whom it was notified. */
function lisibles(context: HubContext): SelectQueryBuilder<NotificationPartieRow> {
  const decisions = decisionsLisibles(context).select('d.id');
  return context.lecture
    .createQueryBuilder(NotificationPartieRow, 'n')
    .where(`n.decisionId IN (${decisions.getQuery()})`)
    .setParameters(decisions.getParameters());
}

export const notificationsParties = parId({ nom: 'justice.notificationPartie', lisibles, publier: () => publier });

/** To whom each decision was notified. Asked of decisions already read. */
export function notificationsDe(context: HubContext) {
  return loader<NotificationPartie[], NotificationPartie[]>(
    context,
    'justice.notifications',
    async (decisionIds) => {
      const rows = await context.lecture
        .createQueryBuilder(NotificationPartieRow, 'n')
        .where('n.decisionId = ANY(:decisionIds::uuid[])', { decisionIds })
        .orderBy('n.id')
        .getMany();
      return groupBy(rows.map(publier), ({ decisionId }) => decisionId);
    },
    [],
  );
}

/** Who appealed. Asked of decisions already read. */
export function appelsDe(context: HubContext) {
  return loader<AppelRow[], AppelRow[]>(
    context,
    'justice.appels',
    async (decisionIds) => {
      const rows = await context.lecture
        .createQueryBuilder(AppelRow, 'a')
        .where('a.decisionId = ANY(:decisionIds::uuid[])', { decisionIds })
        .orderBy('a.id')
        .getMany();
      return groupBy(rows, ({ decisionId }) => decisionId);
    },
    [],
  );
}
