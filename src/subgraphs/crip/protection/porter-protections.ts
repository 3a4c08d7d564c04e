import type { Contexte } from '../../../act';
import { ecrire, type Tx } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import type { ProtectionPortee, Suite } from '../../../registres';
import { ProtectionRow } from './protection.entity';

const EN_VIGUEUR = `
  SELECT id, enfant_id "enfantId", motif, precision FROM crip.protection
  WHERE enfant_id = ANY($1) AND collectivite = $2 AND levee_le IS NULL ORDER BY id FOR SHARE`;
const A_PORTER = `
  SELECT id, enfant_id "enfantId", motif, precision FROM crip.protection
  WHERE collectivite = $2 AND levee_le IS NULL AND enfant_id IN (SELECT crip.protections_a_porter($1, $3))
  ORDER BY id FOR SHARE`;

interface Passage {
  readonly de: string;
  readonly vers: string;
}

/** Those of these children that this collectivité protects, for another hub. */
export async function lireAPorter(tx: Tx, enfantIds: readonly string[], de: string): Promise<ProtectionPortee[]> {
  return tx.ouvrir(ProtectionRow, await tx.query<ProtectionRow>(EN_VIGUEUR, [enfantIds, de]));
}

/**
 * What is protected here is protected there, from the instant when the file arrives: two people of that collectivité
 * lift it, whatever is decided here. Where it already is, its own protection stands.
 */
export async function porterProtections(
  tx: Tx,
  enfantIds: readonly string[],
  passage: Passage,
  contexte: Contexte,
): Promise<Suite> {
  const lues = await tx.query<ProtectionRow>(A_PORTER, [enfantIds, passage.de, passage.vers]);
  return poser(await tx.ouvrir(ProtectionRow, lues), passage, contexte);
}

/** The same of what another hub hands over. */
export async function poserProtections(
  tx: Tx,
  portees: readonly ProtectionPortee[],
  passage: Passage,
  contexte: Contexte,
): Promise<Suite> {
  const posees = await tx.query<{ enfantId: string }>(EN_VIGUEUR, [
    portees.map(({ enfantId }) => enfantId),
    passage.vers,
  ]);
  const ici = new Set(posees.map(({ enfantId }) => enfantId));
  // Two of its children may be one here.
  const neuves = new Map(portees.map((une) => [une.enfantId, une]));
  return poser(
    [...neuves.values()].filter(({ enfantId }) => !ici.has(enfantId)),
    passage,
    contexte,
  );
}

function poser(
  portees: readonly ProtectionPortee[],
  { de, vers }: Passage,
  { newId, now }: Pick<Contexte, 'newId' | 'now'>,
): Suite {
  return {
    ecritures: portees.flatMap(({ enfantId, motif, precision }) => [
      ecrire(ProtectionRow, {
        ...{ id: newId(), enfantId, collectivite: vers, motif, precision, poseePar: `crip-${de}`, poseeLe: now },
        ...{ confirmeeLe: null, leveeProposeePar: null, motifLevee: null, leveePar: null, leveeLe: null },
      }),
      ouvrirEcheance(newId, {
        ...({ regle: 'U3', sujetId: enfantId, sujetType: 'Enfant', depart: now, collectivite: vers, now } as const),
        acteur: `crip-${vers}`,
      }).ecriture,
    ]),
    evenements: portees.map(({ enfantId }) => ({
      ...{ type: 'dossier.protege' as const, sujetId: enfantId, portee: { collectivite: vers } },
    })),
  };
}
