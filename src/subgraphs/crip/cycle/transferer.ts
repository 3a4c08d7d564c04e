import type { Contexte } from '../../../act';
import type { Tx } from '../../../platform/database';
import { porterProtections } from '../protection/porter-protections';
import { relier } from '../relier';
import { aRepondreIci, arriver, type Arrivee } from './arriver';
import type { Information } from './avancer';
import { lireDossier, type DossierTransmis } from './dossier-transmis';

/**
 * The information, those joined to it and what other institutions answered, received by the CRIP of another
 * collectivité of this hub (CASF L221-3, R221-6 I 1°): both collectivités know the child.
 */
export async function transferer(
  tx: Tx,
  { id: origine, collectivite: de }: Information,
  vers: string,
  contexte: Contexte,
): Promise<Arrivee> {
  const { actor, now } = contexte;
  const fiches = await lireDossier(tx, origine);
  const enfantIds = [...new Set(fiches.map(({ enfantId }) => enfantId))];
  await relier(tx, [actor.institution, `crip-${vers}`, `ase-${vers}`], enfantIds, now);
  const protections = await porterProtections(tx, enfantIds, { de, vers }, contexte);
  const ici = fiches.map((fiche) => aRepondreIci(fiche, vers)) as unknown as DossierTransmis;
  const arrivee = await arriver(tx, ici, vers, contexte);
  return {
    ...arrivee,
    ecritures: [...arrivee.ecritures, ...protections.ecritures],
    evenements: [...protections.evenements, ...arrivee.evenements],
  };
}
