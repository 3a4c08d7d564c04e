import { defineAct } from '../../act';
import type { Role } from '../../auth/actor';
import type { Tx } from '../../platform/database';
import type { Inscription, Suite } from '../../registres';
import { accuser } from './accuser';
import type { AccuserInformationUrgenteInput } from './ase.input';

export interface AccuseInformation {
  readonly informationId: string;
  readonly accuseeLe: string;
  readonly fonction: string;
}

/** A person takes in hand an urgent information that reached a closed CRIP: the ladder stops, the CRIP is told. */
function accuserPar(role: 'ase' | 'crip', scope: string) {
  return defineAct<AccuserInformationUrgenteInput, AccuseInformation>({
    name: 'accuserInformationUrgente',
    roles: [role],
    scope,
    controler: (c, { fonction, idempotencyKey }) => {
      c.longueur(['idempotencyKey'], idempotencyKey);
      c.texte(['fonction'], fonction);
    },
    perform: async (tx, { informationId, fonction }, { actor, now }) => {
      const collectivite = actor.territoire ?? '';
      const sujet = { type: 'InformationPreoccupante', id: informationId, collectivite } as const;
      const accuse = await accuser(tx, sujet, { fonction, now });
      const reponse = { informationId, accuseeLe: accuse.accuseeLe.toISOString(), fonction: accuse.fonction };
      if (!accuse.nouveau) return { reponse, ecritures: [], evenements: [] };
      return {
        ...{ reponse, ecritures: [], evenements: [accusee(informationId, collectivite)] },
        objet: { type: 'InformationPreoccupante', id: informationId },
      };
    },
  });
}

const ase = accuserPar('ase', 'mesure:accuser');
const crip = accuserPar('crip', 'ip:traiter');

/** Each with its own mandate: the duty of the ASE, or the CRIP itself. */
export function accuserInformationUrgente(role: Role) {
  return role === 'crip' ? crip : ase;
}

/** The CRIP takes the information in hand by acting on it: nobody else is to be called. */
export async function cesserAstreinte(
  tx: Tx,
  informationId: string,
  collectivite: string,
  { now }: Inscription,
): Promise<Suite> {
  const cessees = await tx.query(
    `UPDATE ase.reception SET accusee_le = $3, accusee_par = 'CRIP'
     WHERE sujet_id = $1 AND collectivite = $2 AND accusee_le IS NULL RETURNING 1`,
    [informationId, collectivite, now],
  );
  return { ecritures: [], evenements: cessees.length === 0 ? [] : [accusee(informationId, collectivite)] };
}

function accusee(sujetId: string, collectivite: string) {
  return { type: 'information-preoccupante.accusee' as const, sujetId, portee: { collectivite } };
}
