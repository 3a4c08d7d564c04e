import type { ObjectLiteral } from 'typeorm';
import type { Actor } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { CODES_RETOUR } from '../../../domain/retours';
import { groupBy, loader } from '../../../platform/loaders';
import { ouEnUrgence } from '../../../published/acces-urgence';
import { isUuid } from '../../../published/connection';
import { InformationParentsRow, RetourRow, TransitionRow } from './cycle.entity';
import { EtapeCycle, InformationTitulaires, Retour } from './cycle.type';
import { DemandeRow, EvaluationRow } from './evaluation.entity';
import { publierDemande, publierEvaluation } from './evaluation.type';
import { informationSaisie, saisineDe } from './saisine';
import { SignalementRow } from './signalement.entity';
import { publierSignalement } from './signalement.type';
import { TransfertSortantRow } from '../../../platform/transferts/transfert.entity';
import { publierTransfertEntreHubs, type TransfertEntreHubs } from './transfert-entre-hubs.type';
import { TransfertRow } from './transfert.entity';
import { publierTransfert, type TransfertInformation } from './transfert.type';

/** Who has charge of a case; a court reads that of which it is seized. */
const EN_CHARGE: readonly Actor['role'][] = ['crip', 'ase'];

type LigneDuCycle = ObjectLiteral & { id: string; informationId: string | null };

/** What hangs from each information, oldest first, in one statement for a request level; nothing for other readers. */
function suiteDe<E extends LigneDuCycle, T>(name: string, Entity: new () => E, publier: (row: E) => T) {
  return (context: HubContext) =>
    loader<T[], T[]>(
      context,
      `crip.${name}`,
      async (ids) => {
        const { actor, lecture } = context;
        const saisine = saisineDe(actor);
        if (!saisine && !EN_CHARGE.includes(actor.role)) return new Map();
        const { ou, ...parametres } = saisine
          ? { ou: informationSaisie(saisine), par: saisine.par }
          : { ...ouEnUrgence(context, 'ip.collectivite = :par', 'ip.enfant_id'), par: actor.territoire };
        const rows = await lecture
          .createQueryBuilder(Entity, 'l')
          .where('l.informationId = ANY(:ids::uuid[])', { ids: ids.filter(isUuid) })
          // The key names a record of the hub, not a right: another collectivité's answers nothing.
          .andWhere(
            `EXISTS (SELECT 1 FROM crip.information_preoccupante ip WHERE ip.id = l.information_id AND ${ou})`,
            parametres,
          )
          .orderBy('l.id')
          .getMany();
        const groups = groupBy(rows, ({ informationId }) => informationId ?? '');
        return new Map([...groups].map(([id, group]) => [id, group.map(publier)]));
      },
      [],
    );
}

export const historique = suiteDe('historique', TransitionRow, ({ acte, de, vers, par, motif, le }) =>
  Object.assign(new EtapeCycle(), { acte, de, vers, par, motif, le: le.toISOString() }),
);
export const evaluations = suiteDe('evaluations', EvaluationRow, publierEvaluation);
export const demandesDe = suiteDe('demandes', DemandeRow, publierDemande);
export const signalementsDe = suiteDe('signalementsDe', SignalementRow, publierSignalement);
export const retours = suiteDe('retours', RetourRow, publierRetour);
export const informationsTitulaires = suiteDe(
  'informationsTitulaires',
  InformationParentsRow,
  ({ objet, informes, motif, le }) =>
    Object.assign(new InformationTitulaires(), { objet, informes, motif, le: le?.toISOString() ?? null }),
);

/** Read from both ends: what left here, what arrived here. */
export const transferts = (context: HubContext) =>
  loader<TransfertInformation[], TransfertInformation[]>(
    context,
    'crip.transferts',
    async (ids) => {
      const { actor, lecture } = context;
      if (actor.role !== 'crip' && actor.role !== 'ase') return new Map();
      const rows = await lecture
        .createQueryBuilder(TransfertRow, 't')
        .where(
          '(t.informationId = ANY(:ids::uuid[]) AND t.de = :par OR t.arriveeId = ANY(:ids::uuid[]) AND t.vers = :par)',
        )
        .setParameters({ ids: ids.filter(isUuid), par: actor.territoire })
        .orderBy('t.id')
        .getMany();
      return new Map(
        ids.map((id) => [
          id,
          rows.filter((row) => row.informationId === id || row.arriveeId === id).map(publierTransfert),
        ]),
      );
    },
    [],
  );

/** What left for another hub, oldest first: read by the origin alone. */
export const transfertsEntreHubs = (context: HubContext) =>
  loader<TransfertEntreHubs[], TransfertEntreHubs[]>(
    context,
    'crip.transfertsEntreHubs',
    async (ids) => {
      const { actor, lecture } = context;
      if (!EN_CHARGE.includes(actor.role)) return new Map();
      const rows = await lecture
        .createQueryBuilder(TransfertSortantRow, 't')
        .select(PUBLIES.map((colonne) => `t.${colonne}`))
        .where('t.sujetId = ANY(:ids::uuid[]) AND t.de = :par', { ids: ids.filter(isUuid), par: actor.territoire })
        .orderBy('t.id')
        .getMany();
      const groups = groupBy(rows, ({ sujetId }) => sujetId);
      return new Map([...groups].map(([id, group]) => [id, group.map(publierTransfertEntreHubs)]));
    },
    [],
  );

/** The file itself, sealed while it waits, is not read for it. */
const PUBLIES = [
  ...['id', 'sujetId', 'de', 'vers', 'hub', 'etat', 'ouvertLe', 'confirmeLe', 'finiLe', 'referenceArrivee'],
  ...['refus', 'recu'],
];

export function publierRetour({ code, envoyeLe, canal }: Pick<RetourRow, 'code' | 'envoyeLe' | 'canal'>): Retour {
  return Object.assign(new Retour(), {
    ...{ code, message: CODES_RETOUR[code], canal },
    envoyeLe: envoyeLe?.toISOString() ?? null,
  });
}
