import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { page, type Page, type PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { saisineDe } from './saisine';
import { SignalementRow } from './signalement.entity';
import { publierSignalement, type Signalement } from './signalement.type';

const AUTEURS: readonly Actor['role'][] = ['college', 'dsden', 'hopital'];

/** The CRIP and the ASE of the collectivité, the court that is seized, its author for its own copy (matrix § 5.2). */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<SignalementRow> {
  const builder = lecture.createQueryBuilder(SignalementRow, 's');
  if (actor.role === 'crip' || actor.role === 'ase')
    return builder.where('s.collectivite = :par', { par: actor.territoire });
  const saisine = saisineDe(actor);
  if (saisine) return builder.where(saisine.ou, { par: saisine.par });
  return AUTEURS.includes(actor.role)
    ? builder.where('s.auteur = :par', { par: actor.institution })
    : builder.where('FALSE');
}

export function lireSignalements(context: HubContext, args: PageArgs): Promise<Page<Signalement>> {
  return page(lisibles(context), args, publierSignalement);
}

export const signalements = parId({ nom: 'crip.signalement', lisibles, publier: () => publierSignalement });
