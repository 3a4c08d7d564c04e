import type { Contexte, Issue } from '../../../act';
import { ecrire, type Tx } from '../../../platform/database';
import { avancer, type Information } from './avancer';
import { issueDe, type Avancement } from './avancement';
import { InformationParentsRow } from './cycle.entity';
import { TransfertRow } from './transfert.entity';

/** By which way it went, and what it became there. */
export type Remise = Pick<TransfertRow, 'arriveeId' | 'vers' | 'referenceArrivee' | 'canal' | 'preuve' | 'le'>;

/**
 * It is received elsewhere: here it ends, both ends keep what went from one to the other, and the parents are to be told of
 * it (CASF L221-3, R221-5).
 */
export async function partir(
  tx: Tx,
  information: Information,
  { motif, ...remise }: Remise & { readonly motif: string },
  contexte: Contexte,
): Promise<Issue<Avancement>> {
  const { newId } = contexte;
  const { id, reference, collectivite, enfantId } = information;
  const avancee = await avancer(tx, information, 'reorienter', contexte, { motif: `${remise.vers} : ${motif}` });
  const issue = issueDe(information, avancee, contexte);
  return {
    ...issue,
    ecritures: [
      ...issue.ecritures,
      ecrire(TransfertRow, {
        ...{ id: newId(), enfantId, informationId: id, de: collectivite, referenceDepart: reference },
        ...remise,
      }),
      ecrire(InformationParentsRow, {
        ...{ id: newId(), informationId: id, objet: 'TRANSFERT', informes: null, motif: null, le: null },
      }),
    ],
  };
}
