import { defineAct } from '../../act';
import { HubError } from '../../domain/errors';
import { isUuid } from '../../published/connection';
import type { AccuserReceptionInput } from './ase.input';

export interface Accuse {
  readonly mesureId: string;
  readonly accuseeLe: string;
  readonly fonction: string;
}

/**
 * A person of the ASE acknowledges an urgent measure: the ladder stops and the parquet is told. Said twice, it is
 * the first acknowledgement that stands.
 */
export const accuserReception = defineAct<AccuserReceptionInput, Accuse>({
  name: 'accuserReception',
  roles: ['ase'],
  scope: 'mesure:accuser',
  controler: (c, { fonction, idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['fonction'], fonction);
  },
  perform: async (tx, { mesureId, fonction }, { actor, now }) => {
    if (!isUuid(mesureId)) throw new HubError('NOT_FOUND');
    const [reception] = await tx.query<{ tribunal: string; accuseeLe: Date | null; accuseePar: string | null }>(
      `SELECT tribunal, accusee_le "accuseeLe", accusee_par "accuseePar" FROM ase.reception
       WHERE mesure_id = $1 AND collectivite = $2 FOR UPDATE`,
      [mesureId, actor.territoire],
    );
    if (!reception) throw new HubError('NOT_FOUND');
    const { tribunal, accuseeLe, accuseePar } = reception;
    if (accuseeLe)
      return {
        reponse: { mesureId, accuseeLe: accuseeLe.toISOString(), fonction: accuseePar ?? fonction },
        ecritures: [],
        evenements: [],
      };
    await tx.query('UPDATE ase.reception SET accusee_le = $2, accusee_par = $3 WHERE mesure_id = $1', [
      mesureId,
      now,
      fonction,
    ]);
    return {
      reponse: { mesureId, accuseeLe: now.toISOString(), fonction },
      ecritures: [],
      evenements: [
        {
          type: 'mesure-urgente.accusee',
          sujetId: mesureId,
          portee: { collectivite: actor.territoire ?? '', tribunal },
        },
      ],
      objet: { type: 'MesureUrgente', id: mesureId },
    };
  },
});
