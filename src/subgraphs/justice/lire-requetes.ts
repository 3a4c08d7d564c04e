import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import { page, type Page, type PageArgs } from '../../published/connection';
import { parId } from '../../published/lire-lignes';
import { RequeteRow } from './requete.entity';
import { publierRequete, type RequeteJuge } from './requete.type';

export interface FiltreRequetes {
  recueApres?: string | null;
  recueAvant?: string | null;
  reference?: string | null;
}

/** The parquet that seizes, the juge who is seized, the ASE and the CRIP of the child; nobody else (matrix § 5.2). */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<RequeteRow> {
  const builder = lecture.createQueryBuilder(RequeteRow, 'r');
  if (actor.role === 'parquet') return builder.where('r.parquet = :par', { par: actor.institution });
  if (actor.role === 'juge') return builder.where('r.tj = :par', { par: actor.territoire });
  const destinataire = actor.role === 'ase' || actor.role === 'crip';
  return destinataire ? builder.where('r.collectivite = :par', { par: actor.territoire }) : builder.where('FALSE');
}

export function lireRequetes(context: HubContext, args: PageArgs, filtre: FiltreRequetes): Promise<Page<RequeteJuge>> {
  const builder = lisibles(context);
  if (filtre.recueApres) builder.andWhere('r.recueAuGreffeLe >= :apres', { apres: filtre.recueApres });
  if (filtre.recueAvant) builder.andWhere('r.recueAuGreffeLe < :avant', { avant: filtre.recueAvant });
  if (filtre.reference) builder.andWhere('r.reference = :reference', { reference: filtre.reference });
  return page(builder, args, publierRequete);
}

export const requetes = parId({ nom: 'justice.requete', lisibles, publier: () => publierRequete });
