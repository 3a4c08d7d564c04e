import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { DUREE_AGREMENT } from '../../../domain/agrements';
import { HubError } from '../../../domain/errors';
import { groupBy, loader } from '../../../platform/loaders';
import { isUuid, page, type Page, type PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { jourDe } from '../mesures/inscrire-mesure';
import { CommissionAgrementRow } from './commission.entity';
import { LieuAccueilRow } from './lieu-accueil.entity';
import { placesPrises as prises } from './prendre-place';
import { publierLieu, type CommissionAgrement, type LieuAccueil } from './lieu-accueil.type';

/** The ASE and the CRIP read the places of their collectivité; nobody else. */
function collectiviteDe({ actor }: HubContext): string | null {
  const proche = actor.role === 'ase' || actor.role === 'crip';
  return proche ? actor.territoire : null;
}

function lisibles(context: HubContext): SelectQueryBuilder<LieuAccueilRow> {
  const builder = context.lecture.createQueryBuilder(LieuAccueilRow, 'l');
  const par = collectiviteDe(context);
  return par === null ? builder.where('FALSE') : builder.where('l.collectivite = :par', { par });
}

/** The places of one collectivité are read on its own day. */
function publier(context: HubContext): (row: LieuAccueilRow) => LieuAccueil {
  const now = context.now();
  return (row) => publierLieu(row, jourDe(now, row.collectivite));
}

/** As `obstacleAccueil` decides for one place (CASF L421-6, L313-5), told in SQL so that a page is never short. */
const PEUT_ACCUEILLIR = `
  (l.etat = 'ACCORDE' OR l.etat = 'DEMANDE' AND l.reponse_avant < :jour OR l.etat = 'SUSPENDU' AND l.suspendu_jusqu_au < :jour)
  AND (l.valide_du IS NULL OR l.valide_du <= :jour)
  AND (l.valide_au IS NULL OR l.valide_au >= :jour
    OR l.type = 'ETABLISSEMENT' AND l.valide_au = l.valide_du + make_interval(years => :annees)
    AND (l.renouvellement_enjoint_pour IS NULL OR l.renouvellement_enjoint_pour >= :jour
      OR l.renouvellement_acquis_apres < :jour))
  AND l.capacite > ${prises('l.id', ':maintenant')}`;

export function lireLieux(context: HubContext, args: PageArgs, avecPlaces: boolean): Promise<Page<LieuAccueil>> {
  const builder = lisibles(context);
  const par = collectiviteDe(context);
  if (avecPlaces && par !== null)
    builder.andWhere(PEUT_ACCUEILLIR, {
      ...{ jour: jourDe(context.now(), par), maintenant: context.now() },
      annees: DUREE_AGREMENT.ETABLISSEMENT,
    });
  return page(builder, args, publier(context));
}

export const lieux = parId({ nom: 'ase.lieu', lisibles, publier });

/** Read again after an act, whatever the request had read before. */
export async function relireLieu(context: HubContext, id: string): Promise<LieuAccueil> {
  const row = await lisibles(context).andWhere('l.id = :id', { id }).getOne();
  if (row === null) throw new HubError('NOT_FOUND');
  return publier(context)(row);
}

export function placesPrises(context: HubContext) {
  return loader<number, number>(
    context,
    'ase.placesPrises',
    async (ids) => {
      const rows = await context.lecture.query<{ lieuId: string; prises: number }>(
        `SELECT l.id "lieuId", ${prises('l.id', '$2')} prises FROM ase.lieu_accueil l WHERE l.id = ANY($1::uuid[])`,
        [ids.filter(isUuid), context.now()],
      );
      return new Map(rows.map(({ lieuId, prises }) => [lieuId, prises]));
    },
    0,
  );
}

export function commissions(context: HubContext) {
  return loader<CommissionAgrement[], CommissionAgrement[]>(
    context,
    'ase.commissions',
    async (ids) => {
      const rows = await context.lecture
        .createQueryBuilder(CommissionAgrementRow, 'c')
        .where('c.lieuId = ANY(:ids::uuid[])', { ids })
        .orderBy('c.id')
        .getMany();
      const publie = ({ motif, informeLe, reunionLe, suivieLe }: CommissionAgrementRow) => ({
        ...{ motif, informeLe, reunionLe },
        suivieLe: suivieLe?.toISOString() ?? null,
      });
      return new Map([...groupBy(rows, ({ lieuId }) => lieuId)].map(([id, group]) => [id, group.map(publie)]));
    },
    [],
  );
}
