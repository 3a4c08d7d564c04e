import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { page, type Page, type PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { DemandeRow } from './evaluation.entity';
import { publierDemande, type Demande } from './evaluation.type';

const DESTINATAIRES: readonly Actor['role'][] = ['college', 'dsden', 'hopital', 'parquet'];

/** The CRIP and the ASE of the collectivité, and the institution that is asked. */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<DemandeRow> {
  const builder = lecture.createQueryBuilder(DemandeRow, 'd');
  if (actor.role === 'crip' || actor.role === 'ase')
    return builder.where('d.collectivite = :par', { par: actor.territoire });
  return DESTINATAIRES.includes(actor.role)
    ? builder.where('d.destinataire = :par', { par: actor.institution })
    : builder.where('FALSE');
}

export function lireDemandes(context: HubContext, args: PageArgs): Promise<Page<Demande>> {
  return page(lisibles(context), args, publierDemande);
}

export const demandes = parId({ nom: 'crip.demande', lisibles, publier: () => publierDemande });
