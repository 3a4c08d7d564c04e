import { normalise } from '../../domain/identifiers';
import { ecrire, type Ecriture } from '../../platform/database';
import type { Inscription, Scolarite } from '../../registres';
import { ScolariteRow } from './scolarite.entity';

/** Where the child goes to school, written with the sheet that says so. */
export function declarerScolarite(
  enfantId: string,
  collectivite: string,
  { uai, classe, regime, ine }: Scolarite,
  { actor, newId, now }: Inscription,
): Ecriture[] {
  const row = { id: newId(), enfantId, collectivite, uai: uai.replace(/[\s.-]/g, '').toUpperCase() };
  const declaration = { declareePar: actor.institution, declareeLe: now };
  return [
    ecrire(ScolariteRow, {
      ...{ ...row, classe: classe ?? null, regime: regime ?? null, ...declaration },
      // As it is looked up: without the spaces that one types.
      ine: ine ? normalise(ine) : null,
    }),
  ];
}
