import { cleIdentite } from '../../../domain/enfant';
import { ecrire, type Tx } from '../../../platform/database';
import type { Inscription, PassageANoter, Suite } from '../../../registres';
import { PassageRow } from './passage.entity';

const EN_COURS = 'SELECT mesure_id "mesureId", enfant_id "enfantId", collectivite FROM ase.mesures_de_l_enfant($1)';

interface Mesure {
  readonly mesureId: string;
  readonly enfantId: string;
  readonly collectivite: string;
}

/**
 * The ASE that has charge of this very child, by all its civil traits, learns that a hospital has seen it. A child with
 * whom it has no running measure leaves nothing: neither row, nor event.
 */
export async function noterPassage(
  tx: Tx,
  { enfant, nature, finess, le }: PassageANoter,
  { newId, now }: Pick<Inscription, 'newId' | 'now'>,
): Promise<Suite> {
  const cle = cleIdentite(enfant);
  const mesures = cle === null ? [] : await tx.query<Mesure>(EN_COURS, [cle]);
  return {
    ecritures: mesures.map(({ mesureId, enfantId }) =>
      ecrire(PassageRow, { id: newId(), enfantId, mesureId, finess, nature, le, signaleLe: now }),
    ),
    evenements: mesures.map(({ mesureId, collectivite }) => ({
      type: 'passage.signale' as const,
      sujetId: mesureId,
      portee: { collectivite },
    })),
  };
}
