import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import type { TypeSaisine } from '../../domain/code-lists';
import { groupBy, loader } from '../../platform/loaders';
import { isUuid, page, type Page, type PageArgs } from '../../published/connection';
import { peutLire } from '../../published/lecture';
import { SaisineRow } from './saisine.entity';
import { publierSaisine, type SaisineDefenseur } from './saisine.type';

export interface FiltreSaisines {
  type?: TypeSaisine | null;
  transmiseApres?: string | null;
  transmiseAvant?: string | null;
  reference?: string | null;
}

/** Most saisines of one child given in the child's own record. */
const PAR_ENFANT_MAX = 20;

/** The Défenseur reads his; the département that he seized reads those addressed to it; nobody else. */
function lisibles({ actor, database }: HubContext): SelectQueryBuilder<SaisineRow> {
  const builder = database.dataSource.createQueryBuilder(SaisineRow, 's');
  if (!peutLire(actor, 'saisine')) return builder.where('FALSE');
  if (actor.role === 'defenseur') return builder.where('TRUE');
  const destinataire = actor.role === 'ase' || actor.role === 'crip';
  return destinataire ? builder.where('s.collectivite = :par', { par: actor.territoire }) : builder.where('FALSE');
}

export function lireSaisines(
  context: HubContext,
  args: PageArgs,
  filtre: FiltreSaisines,
): Promise<Page<SaisineDefenseur>> {
  const builder = lisibles(context);
  if (filtre.type) builder.andWhere('s.type = :type', { type: filtre.type });
  if (filtre.transmiseApres) builder.andWhere('s.transmiseLe >= :apres', { apres: filtre.transmiseApres });
  if (filtre.transmiseAvant) builder.andWhere('s.transmiseLe < :avant', { avant: filtre.transmiseAvant });
  if (filtre.reference) builder.andWhere('s.reference = :reference', { reference: filtre.reference });
  return page(builder, args, publierSaisine);
}

export function saisines(context: HubContext) {
  return loader<SaisineDefenseur>(context, 'defenseur.saisine', async (ids) => {
    const rows = await lisibles(context)
      .andWhere('s.id = ANY(:ids::uuid[])', { ids: ids.filter(isUuid) })
      .getMany();
    return new Map(rows.map((row) => [row.id, publierSaisine(row)]));
  });
}

export function saisinesDeLEnfant(context: HubContext) {
  return loader<SaisineDefenseur[], SaisineDefenseur[]>(
    context,
    'defenseur.saisinesDeLEnfant',
    async (enfantIds) => {
      const rows = await lisibles(context)
        .andWhere('s.enfantId = ANY(:enfantIds::uuid[])', { enfantIds: enfantIds.filter(isUuid) })
        .orderBy('s.id', 'DESC')
        .getMany();
      const groups = groupBy(rows, ({ enfantId }) => enfantId);
      return new Map([...groups].map(([id, group]) => [id, group.slice(0, PAR_ENFANT_MAX).map(publierSaisine)]));
    },
    [],
  );
}
