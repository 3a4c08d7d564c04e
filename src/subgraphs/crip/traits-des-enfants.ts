import type { Sexe } from '../../domain/code-lists';
import type { TraitsPseudonyme } from '../../domain/pseudonyme';
import type { Tx } from '../../platform/database';
import { groupBy } from '../../platform/loaders';
import { InformationPreoccupanteRow, type ContenuInformation } from './information-preoccupante.entity';

export interface TraitsEnfant extends TraitsPseudonyme {
  readonly sexe: Sexe;
}

const ENFANTS = `
  SELECT id, nom_naissance "nomNaissance", prenoms, sexe, date_naissance::text "dateNaissance"
  FROM crip.enfant WHERE id = ANY($1::uuid[])`;
const FICHES = `
  SELECT id, enfant_id "enfantId", contenu FROM crip.information_preoccupante
  WHERE enfant_id = ANY($1::uuid[]) ORDER BY enfant_id, id DESC`;

/**
 * What the pseudonym of each child is made of (CASF D226-3-4), for the extraction alone: two statements, whatever their
 * number, and nothing of it leaves the extraction but the pseudonym.
 */
export async function traitsDesEnfants(
  tx: Tx,
  enfantIds: readonly string[],
): Promise<ReadonlyMap<string, TraitsEnfant>> {
  const ids = [...new Set(enfantIds)];
  const enfants = await tx.query<Omit<TraitsEnfant, 'meres'> & { id: string }>(ENFANTS, [ids]);
  const fiches = await tx.ouvrir(
    InformationPreoccupanteRow,
    await tx.query<{ id: string; enfantId: string; contenu: ContenuInformation | null }>(FICHES, [ids]),
  );
  const meres = groupBy(fiches, ({ enfantId }) => enfantId);
  return new Map(
    enfants.map(({ id, ...traits }) => [
      id,
      {
        ...traits,
        meres: (meres.get(id) ?? []).flatMap(({ contenu }) =>
          (contenu?.famille ?? []).flatMap(({ role, nom }) => (role === 'MERE' ? [nom] : [])),
        ),
      },
    ]),
  );
}
