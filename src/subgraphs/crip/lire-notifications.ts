import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { EVENEMENTS, TYPES_EVENEMENT } from '../../domain/events';
import { groupBy } from '../../platform/loaders';
import { marquerRemises } from '../../platform/deliveries';
import { ETATS_LIVRAISON, EvenementRow, LivraisonRow } from '../../platform/outbox.entity';
import { page, type Page, type PageArgs } from '../../published/connection';
import { Notification, type FiltreNotificationsInput } from './notification.type';

/**
 * The inbox of the caller. What it reads is handed over by the reading itself, except while it looks for its dead
 * deliveries: seeing what failed must not hide it.
 */
export async function lireNotifications(
  { actor, lecture, now }: HubContext,
  args: PageArgs,
  filtre: FiltreNotificationsInput,
): Promise<Page<Notification>> {
  exigerTypeConnu(filtre.type);
  const maintenant = now();
  const builder = lecture
    .createQueryBuilder(LivraisonRow, 'l')
    .where('l.destinataire = :par', { par: actor.institution });
  // Written out, of a closed list: plans are generic, and the index of what waits is partial.
  const etat = ETATS_LIVRAISON.find((un) => un === filtre.etat);
  if (etat) builder.andWhere(`l.etat = '${etat}'`);
  if (filtre.type)
    builder.andWhere('EXISTS (SELECT 1 FROM hub.evenement e WHERE e.id = l.evenementId AND e.type = :type)', {
      type: filtre.type,
    });
  const lignes = await page(builder, args, (row) => row);
  const rows = lignes.edges.map(({ node }) => node);
  const evenements = await lecture
    .createQueryBuilder(EvenementRow, 'e')
    .where('e.id = ANY(:ids::uuid[])', { ids: rows.map(({ evenementId }) => evenementId) })
    .getMany();
  const remises =
    filtre.etat === 'MORTE'
      ? []
      : await marquerRemises(
          lecture,
          actor.institution,
          rows.map(({ id }) => id),
          maintenant,
        );
  const byId = groupBy(evenements, ({ id }) => id);
  return {
    pageInfo: lignes.pageInfo,
    edges: lignes.edges.map(({ cursor, node }) => ({
      cursor,
      node: publier(node, byId.get(node.evenementId)?.[0], remises.includes(node.id) ? maintenant : null),
    })),
  };
}

/** @throws HubError `BAD_USER_INPUT` */
function exigerTypeConnu(type: string | null | undefined): void {
  if (!type || TYPES_EVENEMENT.some((connu) => connu === type)) return;
  throw new HubError(
    'BAD_USER_INPUT',
    `filtre.type : ce type d'événement n'existe pas ; types connus : ${TYPES_EVENEMENT.join(', ')}.`,
  );
}

function publier(row: LivraisonRow, evenement: EvenementRow | undefined, releveeLe: Date | null): Notification {
  if (!evenement) throw new Error(`livraison ${row.id} has no evenement`);
  const { type, sujetId, le } = evenement;
  return Object.assign(new Notification(), {
    ...{ id: row.id, type, sujet: { type: EVENEMENTS[type].sujet, id: sujetId }, le: le.toISOString() },
    etat: releveeLe ? 'REMISE' : row.etat,
    remiseLe: (releveeLe ?? row.remiseLe)?.toISOString() ?? null,
  });
}
