import type { SujetAstreinte } from '../../domain/escalade';
import { HubError } from '../../domain/errors';
import type { Tx } from '../../platform/database';
import { isUuid } from '../../published/connection';

/** Who acknowledged first, and when; `nouveau` when it is this one. */
export interface AccuseDe {
  readonly tribunal: string | null;
  readonly accuseeLe: Date;
  readonly fonction: string;
  readonly nouveau: boolean;
}

interface ReceptionLue {
  tribunal: string | null;
  accuseeLe: Date | null;
  accuseePar: string | null;
}

/** A person acknowledges: the ladder stops. Said twice, it is the first one that stands. @throws HubError `NOT_FOUND` */
export async function accuser(
  tx: Tx,
  sujet: { readonly type: SujetAstreinte; readonly id: string; readonly collectivite: string | null },
  { fonction, now }: { readonly fonction: string; readonly now: Date },
): Promise<AccuseDe> {
  const [reception] = isUuid(sujet.id)
    ? await tx.query<ReceptionLue>(
        `SELECT tribunal, accusee_le "accuseeLe", accusee_par "accuseePar" FROM ase.reception
         WHERE sujet_id = $1 AND sujet_type = $2 AND collectivite = $3 FOR UPDATE`,
        [sujet.id, sujet.type, sujet.collectivite],
      )
    : [];
  if (!reception) throw new HubError('NOT_FOUND');
  const { tribunal, accuseeLe, accuseePar } = reception;
  if (accuseeLe) return { tribunal, accuseeLe, fonction: accuseePar ?? fonction, nouveau: false };
  await tx.query('UPDATE ase.reception SET accusee_le = $2, accusee_par = $3 WHERE sujet_id = $1', [
    ...[sujet.id, now, fonction],
  ]);
  return { tribunal, accuseeLe: now, fonction, nouveau: true };
}
