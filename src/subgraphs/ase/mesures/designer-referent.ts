import { defineAct } from '../../../act';
import type { DesignerReferentInput } from './mesure.input';
import { changee, verrouillerMesure, type MesureChangee } from './verrouiller-mesure';

/** The référent ASE of a measure: a function in a service, so that it outlives whoever holds it. */
export const designerReferent = defineAct<DesignerReferentInput, MesureChangee>({
  name: 'designerReferent',
  roles: ['ase'],
  scope: 'mesure:conduire',
  controler: (c, { idempotencyKey, fonction, service }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['fonction'], fonction);
    c.texte(['service'], service);
  },
  perform: async (tx, { mesureId, fonction, service }, contexte) => {
    const mesure = await verrouillerMesure(tx, mesureId, contexte);
    await tx.query('UPDATE ase.mesure SET referent_fonction = $2, referent_service = $3 WHERE id = $1', [
      mesure.id,
      fonction,
      service,
    ]);
    return { ...changee(mesure), ecritures: [] };
  },
});
