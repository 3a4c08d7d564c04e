import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { groupBy, loader } from '../../../platform/loaders';
import { page, type Page, type PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { DocumentTransfereRow, TransfertDossierRow } from './transfert.entity';
import { publierTransfertDossier, type TransfertInterdepartemental } from './transfert.type';

/** The ASE and the CRIP of either end; nobody else knows that there is one. */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<TransfertDossierRow> {
  const builder = lecture.createQueryBuilder(TransfertDossierRow, 't');
  return actor.role === 'ase' || actor.role === 'crip'
    ? builder.where('(t.de = :par OR t.vers = :par)', { par: actor.territoire })
    : builder.where('FALSE');
}

export function lireTransferts(context: HubContext, args: PageArgs): Promise<Page<TransfertInterdepartemental>> {
  return page(lisibles(context), args, publierTransfertDossier);
}

export const transferts = parId({ nom: 'ase.transfert', lisibles, publier: () => publierTransfertDossier });

/** The transfers that a measure left or came by, newest first; one statement for all of them. */
export function transfertsDesMesures(context: HubContext) {
  return loader<TransfertInterdepartemental[], TransfertInterdepartemental[]>(
    context,
    'ase.transferts.parMesure',
    async (ids) => {
      const rows = await lisibles(context)
        .andWhere('(t.mesureId = ANY(:ids::uuid[]) OR t.arriveeId = ANY(:ids::uuid[]))', { ids })
        .orderBy('t.id', 'DESC')
        .getMany();
      return new Map(
        ids.map((id) => [
          id,
          rows.filter(({ mesureId, arriveeId }) => id === mesureId || id === arriveeId).map(publierTransfertDossier),
        ]),
      );
    },
    [],
  );
}

/** Their documents, in the order of R221-6. */
export function documentsDesTransferts(context: HubContext) {
  return loader<DocumentTransfereRow[], DocumentTransfereRow[]>(
    context,
    'ase.documentsTransferes',
    async (ids) => {
      const rows = await context.lecture
        .createQueryBuilder(DocumentTransfereRow, 'd')
        .where('d.transfertId = ANY(:ids::uuid[])', { ids })
        .orderBy('d.id')
        .getMany();
      return groupBy(rows, ({ transfertId }) => transfertId);
    },
    [],
  );
}
