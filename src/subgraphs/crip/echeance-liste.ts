import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../auth/actor';
import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { ETATS_ECHEANCE, EcheanceRow } from '../../platform/echeance.entity';
import { publierEcheance } from '../../platform/echeances';
import { isUuid, pageSize, type Page, type PageArgs } from '../../published/connection';
import type { EcheanceSuivie } from './echeance.type';
import { filtreConnu, type FiltreEcheances } from './filtre-echeances';

const PAR_COLLECTIVITE: readonly Actor['role'][] = ['crip', 'ase'];
const PAR_JURIDICTION: readonly Actor['role'][] = ['parquet', 'juge'];

/** Those of the caller's collectivité, or of its court. @throws HubError `FORBIDDEN` */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<EcheanceRow> {
  const builder = lecture.createQueryBuilder(EcheanceRow, 'e');
  if (PAR_COLLECTIVITE.includes(actor.role)) return builder.where('e.collectivite = :par', { par: actor.territoire });
  if (PAR_JURIDICTION.includes(actor.role))
    return builder.where('e.territoire = :par', { par: actor.territoire?.replace(/^tj/, '') });
  throw new HubError('FORBIDDEN');
}

/** The daily list, nearest term first: keyset on (limiteLe, id), one statement whatever the depth. */
export async function listerEcheances(
  context: HubContext,
  { first, after }: PageArgs,
  filtre: FiltreEcheances,
): Promise<Page<EcheanceSuivie>> {
  const builder = lisibles(context);
  const { acteur, regle, etat, echuesAvant, echuesApres } = filtreConnu(filtre);
  const size = pageSize(first);
  if (acteur) builder.andWhere('e.acteur = :acteur', { acteur });
  if (regle) builder.andWhere('e.regle = :regle', { regle });
  // Written out, of a closed list: plans are generic, and the index of what runs is partial.
  const dit = ETATS_ECHEANCE.find((un) => un === etat);
  if (dit) builder.andWhere(`e.etat = '${dit}'`);
  if (echuesAvant) builder.andWhere('e.limiteLe <= :echuesAvant', { echuesAvant });
  if (echuesApres) builder.andWhere('e.limiteLe > :echuesApres', { echuesApres });
  if (after !== undefined && after !== null)
    builder.andWhere('(e.limiteLe, e.id) > (:le::timestamptz, :id::uuid)', placeDe(after));
  const rows = await builder
    .orderBy('e.limiteLe')
    .addOrderBy('e.id')
    .limit(size + 1)
    .getMany();
  const now = context.now();
  const edges = rows.slice(0, size).map((row) => ({ cursor: curseurDe(row), node: publier(row, now) }));
  const pageInfo = {
    hasNextPage: rows.length > size,
    hasPreviousPage: Boolean(after),
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

/** @throws HubError `NOT_FOUND`, unreadable or inexistent alike. */
export async function lireEcheance(context: HubContext, id: string): Promise<EcheanceSuivie> {
  const builder = lisibles(context);
  const row = isUuid(id) ? await builder.andWhere('e.id = :id', { id }).getOne() : null;
  if (row === null) throw new HubError('NOT_FOUND');
  return publier(row, context.now());
}

function publier(row: EcheanceRow, now: Date): EcheanceSuivie {
  const { id, prolongeePar, sujetType, sujetId } = row;
  return { ...publierEcheance(row, now), id, prolongeePar, sujet: { type: sujetType, id: sujetId } };
}

function curseurDe({ limiteLe, id }: EcheanceRow): string {
  return Buffer.from(`${limiteLe.toISOString()} ${id}`, 'latin1').toString('base64url');
}

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function placeDe(cursor: string): { le: string; id: string } {
  const [le = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (!PLACE.test(le) || Number.isNaN(Date.parse(le)) || !isUuid(id))
    throw new HubError('BAD_USER_INPUT', 'after : ce curseur ne vient pas de cette liste.');
  return { le, id };
}
