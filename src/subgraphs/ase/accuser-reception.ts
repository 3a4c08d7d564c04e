import { defineAct } from '../../act';
import { accuser } from './accuser';
import type { AccuserReceptionInput } from './ase.input';

export interface Accuse {
  readonly mesureId: string;
  readonly accuseeLe: string;
  readonly fonction: string;
}

/**
 * A person of the ASE acknowledges an urgent measure: the ladder stops and the parquet is told. Said twice, it is
 * the first acknowledgement that stands.
 */
export const accuserReception = defineAct<AccuserReceptionInput, Accuse>({
  name: 'accuserReception',
  roles: ['ase'],
  scope: 'mesure:accuser',
  controler: (c, { fonction, idempotencyKey }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['fonction'], fonction);
  },
  perform: async (tx, { mesureId, fonction }, { actor, now }) => {
    const collectivite = actor.territoire ?? '';
    const sujet = { type: 'MesureUrgente', id: mesureId, collectivite } as const;
    const accuse = await accuser(tx, sujet, { fonction, now });
    const reponse = { mesureId, accuseeLe: accuse.accuseeLe.toISOString(), fonction: accuse.fonction };
    if (!accuse.nouveau) return { reponse, ecritures: [], evenements: [] };
    const portee = { collectivite, ...(accuse.tribunal === null ? {} : { tribunal: accuse.tribunal }) };
    return {
      reponse,
      ecritures: [],
      evenements: [{ type: 'mesure-urgente.accusee', sujetId: mesureId, portee }],
      objet: { type: 'MesureUrgente', id: mesureId },
    };
  },
});
