import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import { naturesDe, type NatureMesure } from '../../../domain/mesures-ase';
import { atteignables } from '../../../published/acces-urgence';
import { isUuid, page, type Page, type PageArgs } from '../../../published/connection';
import { parEnfant, parId } from '../../../published/lire-lignes';
import { MesureRow } from './mesure.entity';
import { publierMesure, type Mesure } from './mesure.type';

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
  return page(builder, args, publier(context));
}

function publier(context: HubContext): (row: MesureRow) => Mesure {
  const now = context.now();
  return (row) => publierMesure(row, now);
}

const LIGNES = { nom: 'ase.mesure', lisibles: atteignables(MesureRow, 'm', lisibles), publier };
export const mesures = parId(LIGNES);
export const mesuresDeLEnfant = parEnfant(LIGNES);

/** Read again after an act, whatever the request had read before. */
export async function relireMesure(context: HubContext, id: string): Promise<Mesure> {
  const row = await lisibles(context).andWhere('m.id = :id', { id }).getOne();
  if (row === null) throw new HubError('NOT_FOUND');
  return publier(context)(row);
}
