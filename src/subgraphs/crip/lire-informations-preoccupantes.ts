import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../auth/actor';
import type { Urgence } from '../../domain/code-lists';
import type { EtatInformation } from '../../domain/transitions';
import type { HubContext } from '../../context';
import { atteignables } from '../../published/acces-urgence';
import { page, type Page, type PageArgs } from '../../published/connection';
import { parEnfant, parId } from '../../published/lire-lignes';
import { informationSaisie, saisineDe } from './cycle/saisine';
import { InformationPreoccupanteRow } from './information-preoccupante.entity';
import { publierInformation, type InformationPreoccupante } from './information-preoccupante.type';

export interface FiltreInformations {
  etat?: EtatInformation | null;
  urgence?: Urgence | null;
  recueApres?: string | null;
  recueAvant?: string | null;
  reference?: string | null;
}

/** Roles that read a collectivité's informations; every other sender reads its own only (matrix § 5.2). */
const PAR_COLLECTIVITE: readonly Actor['role'][] = ['crip', 'ase'];
export const PAR_EMETTEUR: readonly Actor['role'][] = ['college', 'dsden', 'hopital', 'snated'];

function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<InformationPreoccupanteRow> {
  const builder = lecture.createQueryBuilder(InformationPreoccupanteRow, 'ip');
  if (PAR_COLLECTIVITE.includes(actor.role)) return builder.where('ip.collectivite = :par', { par: actor.territoire });
  if (PAR_EMETTEUR.includes(actor.role))
    return builder.where('ip.emetteurInstitution = :par', { par: actor.institution });
  // « R if seized »: the facts that a signalement held by the court comes from (matrix § 5.2).
  const saisine = saisineDe(actor);
  return saisine ? builder.where(informationSaisie(saisine), { par: saisine.par }) : builder.where('FALSE');
}

/** A court reads the informations that it is seized of, and no other (`lisibles`). */
function publier({ actor }: HubContext) {
  const saisi = saisineDe(actor) ? actor.institution : null;
  return (row: InformationPreoccupanteRow) => publierInformation(row, saisi);
}

export function lireInformations(
  context: HubContext,
  args: PageArgs,
  filtre: FiltreInformations,
): Promise<Page<InformationPreoccupante>> {
  const builder = lisibles(context);
  if (filtre.etat) builder.andWhere('ip.etat = :etat', { etat: filtre.etat });
  if (filtre.urgence) builder.andWhere('ip.urgence = :urgence', { urgence: filtre.urgence });
  if (filtre.recueApres) builder.andWhere('ip.recueLe >= :apres', { apres: filtre.recueApres });
  if (filtre.recueAvant) builder.andWhere('ip.recueLe < :avant', { avant: filtre.recueAvant });
  if (filtre.reference) builder.andWhere('ip.reference = :reference', { reference: filtre.reference });
  return page(builder, args, publier(context));
}

const LIGNES = { nom: 'crip.information', lisibles: atteignables(InformationPreoccupanteRow, 'ip', lisibles), publier };
export const informations = parId(LIGNES);
export const informationsDeLEnfant = parEnfant(LIGNES);
