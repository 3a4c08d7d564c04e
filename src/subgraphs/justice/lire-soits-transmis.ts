import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import { page, type Page, type PageArgs } from '../../published/connection';
import { parId } from '../../published/lire-lignes';
import { SoitTransmisRow } from './soit-transmis.entity';
import { publierSoitTransmis, type SoitTransmis } from './soit-transmis.type';

export interface FiltreSoitsTransmis {
  numeroParquet?: string | null;
  reference?: string | null;
}

/** The parquet reads its own, the CRIP those of its collectivité, the ASE too unless they are for the CRIP alone. */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<SoitTransmisRow> {
  const builder = lecture.createQueryBuilder(SoitTransmisRow, 's');
  if (actor.role === 'parquet') return builder.where('s.tj = :par', { par: actor.institution });
  if (actor.role !== 'crip' && actor.role !== 'ase') return builder.where('FALSE');
  builder.where('s.collectivite = :par', { par: actor.territoire });
  return actor.role === 'ase' ? builder.andWhere('NOT s.confidentiel') : builder;
}

export function lireSoitsTransmis(
  context: HubContext,
  args: PageArgs,
  filtre: FiltreSoitsTransmis,
): Promise<Page<SoitTransmis>> {
  const builder = lisibles(context);
  if (filtre.numeroParquet) builder.andWhere('s.numeroParquet = :numero', { numero: filtre.numeroParquet });
  if (filtre.reference) builder.andWhere('s.reference = :reference', { reference: filtre.reference });
  return page(builder, args, publierSoitTransmis);
}

export const soitsTransmis = parId({ nom: 'justice.soitTransmis', lisibles, publier: () => publierSoitTransmis });
