import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import type { NatureDecision } from '../../domain/mesures-judiciaires';
import { echeancesDe, type EcheancePubliee } from '../../platform/echeances';
import { groupBy, loader } from '../../platform/loaders';
import { isUuid, page, type Page, type PageArgs } from '../../published/connection';
import { peutLire } from '../../published/lecture';
import { DecisionRow, NotificationPartieRow } from './decision.entity';
import { publierDecision, type DecisionJuge } from './decision.type';

export interface FiltreDecisions {
  nature?: NatureDecision | null;
  rendueApres?: string | null;
  rendueAvant?: string | null;
  reference?: string | null;
}

/** Most decisions about one child given in the child's own record. */
const PAR_ENFANT_MAX = 20;

/** Its juge; the parquet of its court and the one that seized it; the ASE and the CRIP of the child; nobody else. */
function lisibles({ actor, database }: HubContext): SelectQueryBuilder<DecisionRow> {
  const builder = database.dataSource.createQueryBuilder(DecisionRow, 'd');
  if (!peutLire(actor, 'mesure')) return builder.where('FALSE');
  if (actor.role === 'juge') return builder.where('d.tj = :par', { par: actor.territoire });
  if (actor.role === 'parquet')
    return builder.where(
      '(d.tj = :par OR EXISTS (SELECT 1 FROM justice.requete r WHERE r.id = d.requete_id AND r.parquet = :par))',
      { par: actor.institution },
    );
  const destinataire = actor.role === 'ase' || actor.role === 'crip';
  return destinataire ? builder.where('d.collectivite = :par', { par: actor.territoire }) : builder.where('FALSE');
}

export function lireDecisions(
  context: HubContext,
  args: PageArgs,
  filtre: FiltreDecisions,
): Promise<Page<DecisionJuge>> {
  const builder = lisibles(context);
  if (filtre.nature) builder.andWhere('d.nature = :nature', { nature: filtre.nature });
  if (filtre.rendueApres) builder.andWhere('d.rendueLe >= :apres', { apres: filtre.rendueApres });
  if (filtre.rendueAvant) builder.andWhere('d.rendueLe < :avant', { avant: filtre.rendueAvant });
  if (filtre.reference) builder.andWhere('d.reference = :reference', { reference: filtre.reference });
  return page(builder, args, publierDecision);
}

export function decisions(context: HubContext) {
  return loader<DecisionJuge>(context, 'justice.decision', async (ids) => {
    const rows = await lisibles(context)
      .andWhere('d.id = ANY(:ids::uuid[])', { ids: ids.filter(isUuid) })
      .getMany();
    return new Map(rows.map((row) => [row.id, publierDecision(row)]));
  });
}

export function decisionsDeLEnfant(context: HubContext) {
  return loader<DecisionJuge[], DecisionJuge[]>(
    context,
    'justice.decisionsDeLEnfant',
    async (enfantIds) => {
      const rows = await lisibles(context)
        .andWhere('d.enfantId = ANY(:enfantIds::uuid[])', { enfantIds: enfantIds.filter(isUuid) })
        .orderBy('d.id', 'DESC')
        .getMany();
      const groups = groupBy(rows, ({ enfantId }) => enfantId);
      return new Map([...groups].map(([id, group]) => [id, group.slice(0, PAR_ENFANT_MAX).map(publierDecision)]));
    },
    [],
  );
}

/** To whom each decision was notified. Asked of decisions already read. */
export function notificationsDe(context: HubContext) {
  return loader<NotificationPartieRow[], NotificationPartieRow[]>(
    context,
    'justice.notifications',
    async (decisionIds) => {
      const rows = await context.database.dataSource
        .createQueryBuilder(NotificationPartieRow, 'n')
        .where('n.decisionId = ANY(:decisionIds::uuid[])', { decisionIds })
        .orderBy('n.id')
        .getMany();
      return groupBy(rows, ({ decisionId }) => decisionId);
    },
    [],
  );
}

/** The clocks of a record that was already read. */
export function echeancesDuSujet(context: HubContext) {
  return loader<EcheancePubliee[], EcheancePubliee[]>(
    context,
    'justice.echeances',
    (ids) => echeancesDe(context.database, ids),
    [],
  );
}
