import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import type { TypeSaisine } from '../../domain/code-lists';
import { page, type Page, type PageArgs } from '../../published/connection';
import { parEnfant, parId } from '../../published/lire-lignes';
import { SaisineRow } from './saisine.entity';
import { publierSaisine, type SaisineDefenseur } from './saisine.type';

export interface FiltreSaisines {
  type?: TypeSaisine | null;
  transmiseApres?: string | null;
  transmiseAvant?: string | null;
  reference?: string | null;
}

/** The Défenseur reads his; the département that he seized reads those addressed to it; nobody else. */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<SaisineRow> {
  const builder = lecture.createQueryBuilder(SaisineRow, 's');
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

const LIGNES = { nom: 'defenseur.saisine', lisibles, publier: () => publierSaisine };
export const saisines = parId(LIGNES);
export const saisinesDeLEnfant = parEnfant(LIGNES);
