import type { Role } from '../../../auth/actor';
import { RefusError } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';

/** What is addressed through the hub reaches a registered institution. @throws RefusError `INCONNU` */
export async function exigerPartenaire(
  tx: Tx,
  institution: string,
  roles: readonly Role[],
  path: readonly string[],
): Promise<void> {
  const [connu] = await tx.query('SELECT 1 FROM hub.partenaire WHERE id = $1 AND role = ANY($2)', [institution, roles]);
  if (connu) return;
  const message = `${path.at(-1) ?? ''} : aucune institution de ce nom, à qui cela puisse être adressé, n'est enregistrée auprès du hub.`;
  throw new RefusError([{ path, code: 'INCONNU', message }]);
}
