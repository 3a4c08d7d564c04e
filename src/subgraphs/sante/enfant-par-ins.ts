import type { HubContext } from '../../context';
import { HubError } from '../../domain/errors';
import { normalise } from '../../domain/identifiers';
import { SuiviSanteRow } from './suivi-sante.entity';

const FORME = /^[0-9]{6}[0-9AB][0-9]{8}$/;
const TROUVER = `
  SELECT enfant_id id FROM sante.suivi WHERE declare_par = $1 AND ins_index = $2 ORDER BY id DESC LIMIT 1`;

/** The child that this hospital last declared under this INS. The index is its own: the INS is no pivot (CSP L1111-8-1). */
export async function enfantParIns({ actor, lecture }: HubContext, saisi: string): Promise<string | undefined> {
  const matricule = normalise(saisi);
  if (!FORME.test(matricule)) throw new HubError('BAD_USER_INPUT', 'ins : quinze caractères attendus, clé comprise.');
  const index = lecture.index(SuiviSanteRow, 'insMatricule', actor.institution, matricule);
  const [trouve] = await lecture.query<{ id: string }>(TROUVER, [actor.institution, index]);
  return trouve?.id;
}
