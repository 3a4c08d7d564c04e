import { normalise } from '../../domain/identifiers';
import { ecrire, type Ecriture } from '../../platform/database';
import type { Inscription, SuiviSante } from '../../registres';
import { SuiviSanteRow } from './suivi-sante.entity';

/** Which hospital follows the child, written with the sheet that says so. */
export function declarerSuivi(
  enfantId: string,
  collectivite: string,
  { finess, rpps, ins }: SuiviSante,
  { actor, newId, now }: Inscription,
): Ecriture[] {
  const row = {
    id: newId(),
    enfantId,
    collectivite,
    finess: finess.replace(/[\s.-]/g, '').toUpperCase(),
    rpps: rpps ?? null,
  };
  const identite = { insMatricule: ins ? normalise(ins.matricule) : null, insOid: ins?.oid ?? null };
  return [ecrire(SuiviSanteRow, { ...row, ...identite, declarePar: actor.institution, declareLe: now })];
}
