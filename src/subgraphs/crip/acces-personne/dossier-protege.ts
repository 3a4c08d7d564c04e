import type { Tx } from '../../../platform/database';
import { InformationPreoccupanteRow } from '../information-preoccupante.entity';

const LIEU_SECRET = 'SELECT crip.lieux_secrets(ARRAY[$1::uuid]) id';
/** Beyond them, the file is taken as protected: a person reads it. */
const LUES_MAX = 100;
const INFORMATIONS = `
  SELECT id, enfant_id "enfantId", emetteur_type "emetteurType", contenu FROM crip.information_preoccupante
  WHERE enfant_id = $1 ORDER BY id DESC LIMIT ${String(LUES_MAX)}`;

/** Whether the place where the child lives is kept secret, or somebody who spoke of it asked to remain unknown. */
export async function dossierProtege(tx: Tx, enfantId: string): Promise<boolean> {
  if ((await tx.query(LIEU_SECRET, [enfantId])).length > 0) return true;
  const lues = await tx.query<InformationPreoccupanteRow>(INFORMATIONS, [enfantId]);
  if (lues.length === LUES_MAX || lues.some(({ emetteurType }) => emetteurType === 'SNATED_119')) return true;
  const ouvertes = await tx.ouvrir(InformationPreoccupanteRow, lues);
  return ouvertes.some(({ contenu }) => contenu.emetteur.anonymatDemande);
}
