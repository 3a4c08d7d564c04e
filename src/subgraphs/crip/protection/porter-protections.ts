import type { Contexte, Issue } from '../../../act';
import { ecrire, type Ecriture, type Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import { ProtectionRow } from './protection.entity';

const A_PORTER = `
  SELECT id, enfant_id "enfantId", motif, precision FROM crip.protection
  WHERE collectivite = $2 AND levee_le IS NULL AND enfant_id IN (SELECT crip.protections_a_porter($1, $3))
  ORDER BY id FOR SHARE`;

/**
 * What is protected here is protected there, from the instant when the file arrives: two people of that collectivité
 * lift it, whatever is decided here. Where it already is, its own protection stands.
 */
export async function porterProtections(
  tx: Tx,
  enfantIds: readonly string[],
  { de, vers }: { readonly de: string; readonly vers: string },
  { actor, newId, now }: Contexte,
): Promise<{ readonly ecritures: readonly Ecriture[]; readonly evenements: Issue<unknown>['evenements'] }> {
  const lues = await tx.query<ProtectionRow>(A_PORTER, [enfantIds, de, vers]);
  const posees = await tx.ouvrir(ProtectionRow, lues);
  const acteur = `crip-${vers}`;
  return {
    ecritures: posees.flatMap(({ enfantId, motif, precision }) => [
      ecrire(ProtectionRow, {
        ...{ id: newId(), enfantId, collectivite: vers, motif, precision, poseePar: actor.institution, poseeLe: now },
        ...{ confirmeeLe: null, leveeProposeePar: null, motifLevee: null, leveePar: null, leveeLe: null },
      }),
      ouvrirEcheance(newId, {
        ...({ regle: 'U3', sujetId: enfantId, sujetType: 'Enfant', depart: now, collectivite: vers, now } as const),
        acteur,
      }).ecriture,
    ]),
    evenements: posees.map(({ enfantId }) => ({
      ...{ type: 'dossier.protege' as const, sujetId: enfantId, portee: { collectivite: vers } },
    })),
  };
}
