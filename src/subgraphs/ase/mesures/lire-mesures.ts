import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { naturesDe, type NatureMesure } from '../../../domain/mesures-ase';
import { echeancesDe, type EcheancePubliee } from '../../../platform/echeances';
import { groupBy, loader } from '../../../platform/loaders';
import { isUuid, page, type Page, type PageArgs } from '../../../published/connection';
import { peutLire } from '../../../published/lecture';
import { parEnfant, parId } from '../../../published/lire-lignes';
import { ChangementLieuRow, MesureRow, RenouvellementRow } from './mesure.entity';
import { publierMesure, type ChangementLieu, type Mesure, type Renouvellement } from './mesure.type';

export interface FiltreMesures {
  readonly enCours?: boolean | null;
  readonly nature?: NatureMesure | null;
  readonly enfantId?: string | null;
}

/**
 * The ASE and the CRIP read those of their collectivité; a juge those that his court ordered; its parquet these, and the
 * emergency intakes of which it is told (matrix § 5.2: « own »).
 */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<MesureRow> {
  const builder = lecture.createQueryBuilder(MesureRow, 'm');
  if (!peutLire(actor, 'mesure')) return builder.where('FALSE');
  if (actor.role === 'ase' || actor.role === 'crip')
    return builder.where('m.collectivite = :par', { par: actor.territoire });
  if (actor.role !== 'parquet' && actor.role !== 'juge') return builder.where('FALSE');
  const natures = [...naturesDe('judiciaire'), ...(actor.role === 'parquet' ? naturesDe('urgence') : [])];
  return builder.where('m.tribunal = :par AND m.nature = ANY(:natures)', { par: actor.territoire, natures });
}

export function lireMesures(context: HubContext, args: PageArgs, filtre: FiltreMesures): Promise<Page<Mesure>> {
  const builder = lisibles(context);
  const { enCours, nature, enfantId } = filtre;
  if (typeof enCours === 'boolean') builder.andWhere('m.etat = :etat', { etat: enCours ? 'EN_COURS' : 'TERMINEE' });
  if (nature) builder.andWhere('m.nature = :nature', { nature });
  if (enfantId && !isUuid(enfantId)) builder.andWhere('FALSE');
  else if (enfantId) builder.andWhere('m.enfantId = :enfantId', { enfantId });
  return page(builder, args, publierMesure);
}

const LIGNES = { nom: 'ase.mesure', lisibles, publier: () => publierMesure };
export const mesures = parId(LIGNES);
export const mesuresDeLEnfant = parEnfant(LIGNES);

/** Read again after an act, whatever the request had read before. */
export async function relireMesure(context: HubContext, id: string): Promise<Mesure> {
  const row = await lisibles(context).andWhere('m.id = :id', { id }).getOne();
  if (row === null) throw new HubError('NOT_FOUND');
  return publierMesure(row);
}

const SUJETS = `
  SELECT unnest($1::uuid[]) "mesureId", unnest($1::uuid[]) id
  UNION ALL SELECT mesure_id, id FROM ase.renouvellement WHERE mesure_id = ANY($1::uuid[])
  UNION ALL SELECT mesure_id, id FROM ase.rapport WHERE mesure_id = ANY($1::uuid[])
  UNION ALL SELECT mesure_id, id FROM ase.changement_lieu WHERE mesure_id = ANY($1::uuid[])`;

/** The clocks of a measure, of its renewals, reports and changes of place; in order of their last day. */
export function echeancesDesMesures(context: HubContext) {
  return loader<EcheancePubliee[], EcheancePubliee[]>(
    context,
    'ase.echeances',
    async (ids) => {
      const sujets = await context.lecture.query<{ mesureId: string; id: string }>(SUJETS, [ids]);
      const parSujet = await echeancesDe(
        context.lecture,
        sujets.map(({ id }) => id),
      );
      const groups = groupBy(sujets, ({ mesureId }) => mesureId);
      const clocks = (group: typeof sujets) => group.flatMap(({ id }) => parSujet.get(id) ?? []);
      const parDate = (a: EcheancePubliee, b: EcheancePubliee) => (a.dateLimite < b.dateLimite ? -1 : 1);
      return new Map([...groups].map(([id, group]) => [id, clocks(group).sort(parDate)]));
    },
    [],
  );
}

export function renouvellements(context: HubContext) {
  return loader<Renouvellement[], Renouvellement[]>(
    context,
    'ase.renouvellements',
    async (ids) => {
      const rows = await context.lecture
        .createQueryBuilder(RenouvellementRow, 'r')
        .where('r.mesureId = ANY(:ids::uuid[])', { ids })
        .orderBy('r.rang')
        .getMany();
      const publie = ({ ancienTerme, terme, le }: RenouvellementRow) => ({ ancienTerme, terme, le: le.toISOString() });
      return new Map([...groupBy(rows, ({ mesureId }) => mesureId)].map(([id, group]) => [id, group.map(publie)]));
    },
    [],
  );
}

export function changementsLieu(context: HubContext) {
  return loader<ChangementLieu[], ChangementLieu[]>(
    context,
    'ase.changementsLieu',
    async (ids) => {
      const rows = await context.lecture
        .createQueryBuilder(ChangementLieuRow, 'c')
        .where('c.mesureId = ANY(:ids::uuid[])', { ids })
        .orderBy('c.id')
        .getMany();
      const publie = ({ cas, le, motifs }: ChangementLieuRow) => ({ cas, le: le.toISOString(), motifs });
      return new Map([...groupBy(rows, ({ mesureId }) => mesureId)].map(([id, group]) => [id, group.map(publie)]));
    },
    [],
  );
}
