import { defineAct } from '../../../act';
import { avancer, verrouiller } from './avancer';
import { issueDe, type Avancement } from './avancement';
import type { ActeMotiveInput, ActeSurInformationInput } from './cycle.input';

export const MOTIF_MAX = 2_000;

/** An act of the CRIP that moves an information along the table and does nothing else. */
export function passage(name: string) {
  return defineAct<ActeSurInformationInput, Avancement>({
    name,
    roles: ['crip'],
    scope: 'ip:traiter',
    controler: (c, { idempotencyKey }) => {
      c.longueur(['idempotencyKey'], idempotencyKey);
    },
    perform: async (tx, { informationId }, contexte) => {
      const information = await verrouiller(tx, informationId, contexte);
      return issueDe(information, await avancer(tx, information, name, contexte), contexte);
    },
  });
}

/** The same, which must say why. */
export function passageMotive(name: string) {
  return defineAct<ActeMotiveInput, Avancement>({
    name,
    roles: ['crip'],
    scope: 'ip:traiter',
    controler: (c, { idempotencyKey, motif }) => {
      c.longueur(['idempotencyKey'], idempotencyKey);
      c.texte(['motif'], motif, MOTIF_MAX);
    },
    perform: async (tx, { informationId, motif }, contexte) => {
      const information = await verrouiller(tx, informationId, contexte);
      return issueDe(information, await avancer(tx, information, name, contexte, { motif }), contexte);
    },
  });
}
