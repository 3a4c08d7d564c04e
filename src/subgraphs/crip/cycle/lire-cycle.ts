import type { ObjectLiteral } from 'typeorm';
import type { Actor } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { CODES_RETOUR } from '../../../domain/retours';
import { groupBy, loader } from '../../../platform/loaders';
import { isUuid } from '../../../published/connection';
import { peutLire } from '../../../published/lecture';
import { InformationParentsRow, RetourRow, TransitionRow } from './cycle.entity';
import { EtapeCycle, InformationTitulaires, Retour } from './cycle.type';
import { DemandeRow, EvaluationRow } from './evaluation.entity';
import { publierDemande, publierEvaluation } from './evaluation.type';
import { SignalementRow } from './signalement.entity';
import { publierSignalement } from './signalement.type';

/** The case itself: the collectivité's own; the parquet that is seized reads the evaluation too (matrix § 5.2). */
const COLLECTIVITE: readonly Actor['role'][] = ['crip', 'ase'];
const SAISIS: readonly Actor['role'][] = [...COLLECTIVITE, 'parquet'];

type LigneDuCycle = ObjectLiteral & { id: string; informationId: string | null };

/** What hangs from each information, oldest first, in one statement for a request level; nothing for other readers. */
function suiteDe<E extends LigneDuCycle, T>(
  name: string,
  Entity: new () => E,
  lecteurs: readonly Actor['role'][],
  publier: (row: E) => T,
) {
  return (context: HubContext) =>
    loader<T[], T[]>(
      context,
      `crip.${name}`,
      async (ids) => {
        const { actor, lecture } = context;
        if (!lecteurs.includes(actor.role) || !peutLire(actor, 'information')) return new Map();
        const rows = await lecture
          .createQueryBuilder(Entity, 'l')
          .where('l.informationId = ANY(:ids::uuid[])', { ids: ids.filter(isUuid) })
          // The key names a record of the hub, not a right: another collectivité's answers nothing.
          .andWhere(
            `EXISTS (SELECT 1 FROM crip.information_preoccupante ip WHERE ip.id = l.information_id AND ${
              actor.role === 'parquet'
                ? 'EXISTS (SELECT 1 FROM crip.signalement s WHERE s.information_id = ip.id AND s.tribunal = :par)'
                : 'ip.collectivite = :par'
            })`,
            { par: actor.role === 'parquet' ? actor.institution : actor.territoire },
          )
          .orderBy('l.id')
          .getMany();
        const groups = groupBy(rows, ({ informationId }) => informationId ?? '');
        return new Map([...groups].map(([id, group]) => [id, group.map(publier)]));
      },
      [],
    );
}

export const historique = suiteDe('historique', TransitionRow, COLLECTIVITE, ({ acte, de, vers, par, motif, le }) =>
  Object.assign(new EtapeCycle(), { acte, de, vers, par, motif, le: le.toISOString() }),
);
export const evaluations = suiteDe('evaluations', EvaluationRow, SAISIS, publierEvaluation);
export const demandesDe = suiteDe('demandes', DemandeRow, COLLECTIVITE, publierDemande);
export const signalementsDe = suiteDe('signalementsDe', SignalementRow, COLLECTIVITE, publierSignalement);
export const retours = suiteDe('retours', RetourRow, COLLECTIVITE, publierRetour);
export const informationsTitulaires = suiteDe(
  'informationsTitulaires',
  InformationParentsRow,
  COLLECTIVITE,
  ({ objet, informes, motif, le }) =>
    Object.assign(new InformationTitulaires(), { objet, informes, motif, le: le?.toISOString() ?? null }),
);

export function publierRetour({ code, envoyeLe, canal }: Pick<RetourRow, 'code' | 'envoyeLe' | 'canal'>): Retour {
  return Object.assign(new Retour(), {
    ...{ code, message: CODES_RETOUR[code], canal },
    envoyeLe: envoyeLe?.toISOString() ?? null,
  });
}
