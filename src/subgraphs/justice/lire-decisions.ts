import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import type { NatureDecision } from '../../domain/mesures-judiciaires';
import { atteignables } from '../../published/acces-urgence';
import { page, type Page, type PageArgs } from '../../published/connection';
import { parEnfant, parId } from '../../published/lire-lignes';
import { DecisionRow } from './decision.entity';
import { publierDecision, type DecisionJuge } from './decision.type';

export interface FiltreDecisions {
  nature?: NatureDecision | null;
  rendueApres?: string | null;
  rendueAvant?: string | null;
  reference?: string | null;
}

/** Its juge; the parquet of its court and the one that seized him about this child; the ASE and the CRIP of the child; nobody else. */
export function decisionsLisibles({ actor, lecture }: HubContext): SelectQueryBuilder<DecisionRow> {
  const builder = lecture.createQueryBuilder(DecisionRow, 'd');
  if (actor.role === 'juge') return builder.where('d.tj = :par', { par: actor.territoire });
  if (actor.role === 'parquet')
    return builder.where(
      `(d.tj = :par OR EXISTS (
         SELECT 1 FROM justice.requete r WHERE r.enfant_id = d.enfant_id AND r.tj = d.tj AND r.parquet = :par))`,
      { par: actor.institution },
    );
  const destinataire = actor.role === 'ase' || actor.role === 'crip';
  return destinataire ? builder.where('d.collectivite = :par', { par: actor.territoire }) : builder.where('FALSE');
}

export function lireDecisions(
  context: HubContext,
  args: PageArgs,
  filtre: FiltreDecisions,
): Promise<Page<DecisionJuge>> {
  const builder = decisionsLisibles(context);
  if (filtre.nature) builder.andWhere('d.nature = :nature', { nature: filtre.nature });
  if (filtre.rendueApres) builder.andWhere('d.rendueLe >= :apres', { apres: filtre.rendueApres });
  if (filtre.rendueAvant) builder.andWhere('d.rendueLe < :avant', { avant: filtre.rendueAvant });
  if (filtre.reference) builder.andWhere('d.reference = :reference', { reference: filtre.reference });
  return page(builder, args, publierDecision);
}

const LIGNES = {
  nom: 'justice.decision',
  lisibles: atteignables(DecisionRow, 'd', decisionsLisibles),
  publier: () => publierDecision,
};
export const decisions = parId(LIGNES);
export const decisionsDeLEnfant = parEnfant(LIGNES);
