import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../context';
import { atteignables } from '../../published/acces-urgence';
import { page, type Page, type PageArgs } from '../../published/connection';
import { parEnfant, parId } from '../../published/lire-lignes';
import { MesureUrgenteRow } from './mesure-urgente.entity';
import { publierMesure, type MesureUrgente } from './mesure-urgente.type';

export interface FiltreMesures {
  priseApres?: string | null;
  priseAvant?: string | null;
  numeroParquet?: string | null;
  reference?: string | null;
}

/** The parquet reads its own court's; the juge des enfants too, and those on which it is seized; the ASE and the CRIP those of their collectivité; nobody else (matrix § 5.2). */
function lisibles({ actor, lecture }: HubContext): SelectQueryBuilder<MesureUrgenteRow> {
  const builder = lecture.createQueryBuilder(MesureUrgenteRow, 'm');
  if (actor.role === 'parquet') return builder.where('m.tj = :par', { par: actor.institution });
  if (actor.role === 'juge')
    return builder.where(
      '(m.tj = :par OR EXISTS (SELECT 1 FROM justice.requete r WHERE r.mesure_urgente_id = m.id AND r.tj = :par))',
      { par: actor.territoire },
    );
  const destinataire = actor.role === 'ase' || actor.role === 'crip';
  return destinataire ? builder.where('m.collectivite = :par', { par: actor.territoire }) : builder.where('FALSE');
}

export function lireMesures(context: HubContext, args: PageArgs, filtre: FiltreMesures): Promise<Page<MesureUrgente>> {
  const builder = lisibles(context);
  if (filtre.priseApres) builder.andWhere('m.priseLe >= :apres', { apres: filtre.priseApres });
  if (filtre.priseAvant) builder.andWhere('m.priseLe < :avant', { avant: filtre.priseAvant });
  if (filtre.numeroParquet) builder.andWhere('m.numeroParquet = :numero', { numero: filtre.numeroParquet });
  if (filtre.reference) builder.andWhere('m.reference = :reference', { reference: filtre.reference });
  return page(builder, args, publierMesure);
}

const LIGNES = {
  nom: 'justice.mesure',
  lisibles: atteignables(MesureUrgenteRow, 'm', lisibles),
  publier: () => publierMesure,
};
export const mesures = parId(LIGNES);
export const mesuresDeLEnfant = parEnfant(LIGNES);
