import type { SelectQueryBuilder } from 'typeorm';
import type { HubContext } from '../../../context';
import { cleIdentite } from '../../../domain/enfant';
import { page, type Page, type PageArgs } from '../../../published/connection';
import { parId } from '../../../published/lire-lignes';
import { exigerLecteur } from '../agents/exiger-agent';
import { jourDe } from '../mesures/inscrire-mesure';
import { DemandeRenseignementsRow } from './renseignements.entity';
import { publierDemande, type DemandeRenseignements } from './renseignements.type';

/** Both ends of an exchange, until the last day of its retention (CASF R221-9); nobody else knows that there is one. */
function lisibles({ actor, lecture, now }: HubContext): SelectQueryBuilder<DemandeRenseignementsRow> {
  const builder = lecture.createQueryBuilder(DemandeRenseignementsRow, 'r');
  const ici = actor.territoire ?? '';
  return actor.role === 'ase' || actor.role === 'crip'
    ? builder
        .where('(r.de = :ici OR r.vers = :ici)', { ici })
        .andWhere('r.lisibleJusquAu >= :jour', { jour: jourDe(now(), ici) })
    : builder.where('FALSE');
}

const parCle = parId({ nom: 'ase.renseignements', lisibles, publier: () => publierDemande });

/** For a designated agent alone, whatever led to it (CASF R221-8). @throws HubError `AGENT_NON_DESIGNE` */
export function renseignements(context: HubContext) {
  return {
    load: async (id: string): Promise<DemandeRenseignements | undefined> => {
      await exigerLecteur(context);
      return parCle(context).load(id);
    },
  };
}

export async function lireRenseignements(context: HubContext, args: PageArgs): Promise<Page<DemandeRenseignements>> {
  await exigerLecteur(context);
  return page(lisibles(context), args, publierDemande);
}

/** Read again after an act, whatever the request had read before. */
export async function relireRenseignements(context: HubContext, id: string): Promise<DemandeRenseignements | null> {
  const row = await lisibles(context).andWhere('r.id = :id', { id }).getOne();
  return row === null ? null : publierDemande(row);
}

/** The children of these very traits that the collectivité asked knows; for itself alone. */
export async function correspondances(
  { actor, lecture }: HubContext,
  { vers, enfantCherche }: DemandeRenseignements,
): Promise<string[]> {
  const cle = cleIdentite(enfantCherche);
  if (actor.territoire !== vers || cle === null) return [];
  const rows = await lecture.query<{ id: string }>('SELECT id FROM crip.enfants_de_cle($1) id', [cle]);
  return rows.map(({ id }) => id);
}
