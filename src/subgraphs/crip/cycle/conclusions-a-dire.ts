import type { Contexte } from '../../../act';
import { ecrire, type Ecriture } from '../../../platform/database';
import { ouvrirEcheance } from '../../../platform/echeances';
import type { Information } from './avancer';
import { InformationParentsRow } from './cycle.entity';

/** The child and the holders of parental authority are to be told (CASF D226-2-7 III); the hub reminds of it (U2). */
export function conclusionsADire({ id, collectivite }: Information, { newId, now }: Contexte): Ecriture[] {
  return [
    ecrire(InformationParentsRow, {
      ...{ id: newId(), informationId: id, objet: 'CONCLUSIONS', informes: null, motif: null, le: null },
    }),
    ouvrirEcheance(newId, { regle: 'U2', sujetId: id, depart: now, collectivite, now }).ecriture,
  ];
}
