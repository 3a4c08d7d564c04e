import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { groupBy, loader } from '../../../platform/loaders';
import { isUuid, page, type Page, type PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { enfants } from '../enfant.reference';
import type { Enfant } from '../enfant.type';
import { RapprochementRow } from './rapprochement.entity';
import { publierRapprochement, type Rapprochement } from './rapprochement.type';

/** The CRIP and the ASE of the collectivité whose sheets they are; nobody else knows that there are two. */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<RapprochementRow> {
  const builder = lecture.createQueryBuilder(RapprochementRow, 'r');
  return actor.role === 'crip' || actor.role === 'ase'
    ? builder.where('r.collectivite = :par', { par: actor.territoire })
    : builder.where('FALSE');
}

export const rapprochements = parId({ nom: 'crip.rapprochement', lisibles, publier: () => publierRapprochement });

export function rapprochementsAExaminer(context: HubContext, args: PageArgs): Promise<Page<Rapprochement>> {
  const builder = lisibles(context).andWhere(`r.etat = 'A_EXAMINER' AND r.clos_le IS NULL`);
  return page(builder, args, publierRapprochement);
}

const PAR_ENFANT_MAX = 20;

/** Decisions about a child's sheet, in force and past, the latest first. */
export const rapprochementsDeLEnfant = (context: HubContext) =>
  loader<Rapprochement[], Rapprochement[]>(
    context,
    'crip.rapprochement.parEnfant',
    async (ids) => {
      const rows = await lisibles(context)
        .andWhere('(r.enfantId = ANY(:ids::uuid[]) OR r.autreId = ANY(:ids::uuid[]))', { ids: ids.filter(isUuid) })
        .orderBy('r.id', 'DESC')
        .getMany();
      const parEnfant = groupBy(
        rows.flatMap((row) => [row.enfantId, row.autreId].map((enfant) => ({ enfant, row }))),
        ({ enfant }) => enfant,
      );
      return new Map(
        [...parEnfant].map(([id, groupe]) => [
          id,
          groupe.slice(0, PAR_ENFANT_MAX).map(({ row }) => publierRapprochement(row)),
        ]),
      );
    },
    [],
  );

const MEMES = `
  SELECT f.enfant_id "enfantId", a.enfant_id "autreId" FROM crip.fiche_enfant f
  JOIN crip.fiche_enfant a ON a.collectivite = f.collectivite AND a.histoire_id = f.histoire_id
    AND a.enfant_id <> f.enfant_id
  WHERE f.collectivite = $1 AND f.enfant_id = ANY($2::uuid[]) ORDER BY a.enfant_id`;

/** The other sheets of the same child. */
export const memeEnfant = (context: HubContext) =>
  loader<Enfant[], Enfant[]>(
    context,
    'crip.memeEnfant',
    async (ids) => {
      const { actor, lecture } = context;
      if (actor.role !== 'crip' && actor.role !== 'ase') return new Map();
      const liees = await lecture.query<{ enfantId: string; autreId: string }>(MEMES, [
        actor.territoire,
        ids.filter(isUuid),
      ]);
      const lues = await Promise.all(
        liees.map(async ({ enfantId, autreId }) => ({ enfantId, autre: await enfants(context).load(autreId) })),
      );
      const parEnfant = groupBy(lues, ({ enfantId }) => enfantId);
      return new Map([...parEnfant].map(([id, groupe]) => [id, groupe.flatMap(({ autre }) => (autre ? [autre] : []))]));
    },
    [],
  );
