import type { Contexte, Issue } from '../../../act';
import type { Tx } from '../../../platform/database';
import { confier } from '../../../platform/transferts/sortants';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import type { Mesure } from '../mesures/verrouiller-mesure';
import { etatPresent } from './mesure-transferee';
import type { MesureTransfereeEntreHubs } from './mesure-transferee.forme';

const GELER = 'UPDATE ase.mesure SET transit_id = $2 WHERE id = $1';

type Confie = Omit<MesureTransfereeEntreHubs, 'enfant' | 'mesure' | 'protections' | 'version' | 'pieces' | 'le'>;

/**
 * The ASE of arrival is on another hub: the measure is frozen, and its file sealed as it is, until that hub has opened it or
 * refused it (decision 0030).
 */
export async function confierMesure(
  tx: Tx,
  mesure: Mesure,
  { hub, vers, confie }: { readonly hub: string; readonly vers: string; readonly confie: Confie },
  contexte: Contexte,
): Promise<Issue<AccuseReception>> {
  const { newId, now, empreinte } = contexte;
  const { id: sujetId, enfantId, collectivite: de, reference: referenceDepart } = mesure;
  const { reference, motif } = confie;
  const id = newId();
  await tx.query(GELER, [sujetId, id]);
  const contenu: MesureTransfereeEntreHubs = {
    ...{ version: 1, ...confie, le: now.toISOString(), pieces: [] },
    ...(await etatPresent(tx, mesure, confie.issue, contexte)),
  };
  return {
    reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
    ecritures: [
      confier({ id, type: 'mesure', sujetId, enfantId, hub, de, vers, referenceDepart, contenu, motif }, now),
    ],
    evenements: [],
    objet: [
      { type: 'Transfert', id },
      { type: 'Mesure', id: sujetId },
      { type: 'Enfant', id: enfantId },
    ],
  };
}
