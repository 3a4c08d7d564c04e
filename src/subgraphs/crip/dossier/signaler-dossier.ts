import { ecrire, type Tx } from '../../../platform/database';
import { newReference } from '../../../platform/reference';
import { PARQUET_ABSENT, voieVers } from '../../../published/transmission';
import type { Contexte, SignalementADeposer, Suite } from '../../../registres';
import { relier } from '../relier';
import { SignalementRow } from '../cycle/signalement.entity';

/**
 * The président du conseil départemental seizes the procureur about a child whom no information is about: the protection
 * that it had is interrupted (CASF L226-4 I, R221-5-2, L226-3-2).
 */
export async function signalerDossier(
  tx: Tx,
  { enfantId, tribunal, motifs, expose, depuis, transmission, champ }: SignalementADeposer,
  { actor, newId, now }: Contexte,
): Promise<Suite & { readonly signalementId: string }> {
  const destination = { institution: tribunal, transmission, absente: PARQUET_ABSENT, champ };
  const { parHub, hub: _, ...voie } = await voieVers(tx, destination, depuis, now);
  const signalementId = newId();
  const collectivite = actor.territoire ?? '';
  await relier(tx, [actor.institution, tribunal], [enfantId], now);
  return {
    signalementId,
    ecritures: [
      ecrire(SignalementRow, {
        ...{ id: signalementId, reference: newReference('SG'), informationId: null, collectivite, tribunal, enfantId },
        ...{ auteur: actor.institution, motifs: [...motifs], expose, actionsMenees: [], emetteur: null },
        ...{ tjSaisi: null, suite: null, suiteLe: null, ...voie },
      }),
    ],
    evenements: parHub
      ? [{ type: 'signalement.transmis', sujetId: signalementId, portee: { collectivite, tribunal } }]
      : [],
  };
}
