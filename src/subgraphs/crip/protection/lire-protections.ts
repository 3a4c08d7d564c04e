import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { parEnfant, parId } from '../../../published/lire-lignes';
import { ProtectionRow } from './protection.entity';
import { publierProtection } from './protection.type';

/** The CRIP and the ASE of the collectivité that set it; nobody else knows that there is one. */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<ProtectionRow> {
  const builder = lecture.createQueryBuilder(ProtectionRow, 'p');
  return actor.role === 'crip' || actor.role === 'ase'
    ? builder.where('p.collectivite = :par', { par: actor.territoire })
    : builder.where('FALSE');
}

const LIGNES = { nom: 'crip.protection', lisibles, publier: () => publierProtection };
export const protections = parId(LIGNES);
export const protectionsDeLEnfant = parEnfant(LIGNES);
