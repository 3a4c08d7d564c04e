import type { HubContext } from '../../../context';
import { REGLES_RETOUR } from '../../../domain/retours';
import { echeancesDe, type EcheancePubliee } from '../../../platform/echeances';
import { groupBy, loader } from '../../../platform/loaders';
import { page, type Page, type PageArgs } from '../../../published/connection';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';
import { PAR_EMETTEUR } from '../lire-informations-preoccupantes';
import { RetourRow } from './cycle.entity';
import { Transmission, type Retour } from './cycle.type';
import { publierRetour } from './lire-cycle';

/** What the caller itself transmitted: the feedback that it is owed, never the state of the case (matrix § 5.2). */
export function lireTransmissions({ actor, lecture }: HubContext, args: PageArgs): Promise<Page<Transmission>> {
  const builder = lecture.createQueryBuilder(InformationPreoccupanteRow, 'ip');
  if (PAR_EMETTEUR.includes(actor.role)) builder.where('ip.emetteurInstitution = :par', { par: actor.institution });
  else builder.where('FALSE');
  return page(builder, args, ({ id, reference, recueLe, transmiseLe }) =>
    Object.assign(new Transmission(), {
      ...{ id, reference, recueLe: recueLe.toISOString(), transmiseLe: transmiseLe.toISOString() },
    }),
  );
}

/** The last feedback sent on each of the caller's transmissions. */
export function dernierRetour(context: HubContext) {
  return loader<Retour | null, null>(
    context,
    'crip.dernierRetour',
    async (ids) => {
      const rows = await context.lecture
        .createQueryBuilder(RetourRow, 'r')
        .where('r.informationId = ANY(:ids::uuid[]) AND r.envoyeLe IS NOT NULL', { ids })
        .orderBy('r.envoyeLe')
        .addOrderBy('r.id')
        .getMany();
      const groups = groupBy(rows, ({ informationId }) => informationId);
      return new Map(
        [...groups].map(([id, group]) => {
          const dernier = group.at(-1);
          return [id, dernier ? publierRetour(dernier) : null];
        }),
      );
    },
    null,
  );
}

/** The clock of the feedback, per transmission: the latest, when it was opened again. */
export function delaiDuRetour(context: HubContext) {
  return loader<EcheancePubliee | null, null>(
    context,
    'crip.delaiDuRetour',
    async (ids) => {
      const echeances = await echeancesDe(context, ids);
      return new Map(
        [...echeances].map(([id, group]) => [
          id,
          group.filter(({ regle }) => REGLES_RETOUR.some((une) => une === regle)).at(-1) ?? null,
        ]),
      );
    },
    null,
  );
}
