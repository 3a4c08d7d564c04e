import type { Actor } from '../auth/actor';
import { droitsDe, type Droits } from '../domain/access';
import type { Lecteur } from '../domain/access-conditions';
import type { Finalite } from '../domain/access-finalites';
import type { Lecture } from '../platform/lecture';
import { lecteurDe } from './lecteur';

/** What access needs of the context of a request. */
export interface ContexteAcces {
  readonly actor: Actor;
  /** What the operation reads for, once it is known (`finalite.ts`). */
  readonly finalite: Finalite | undefined;
  readonly lecture: Lecture;
}

export interface AccesDuLecteur {
  readonly lecteur: Lecteur;
  readonly droits: Droits;
}

const MAX_COLONNES = 500;
const colonnes = new Map<string, Droits>();

/** The column of a token is worked out once for all the tokens that say the same. */
function colonneDe(lecteur: Lecteur): Droits {
  const cle = `${lecteur.acteur} ${[...lecteur.mandats].sort().join(' ')}`;
  let droits = colonnes.get(cle);
  if (!droits) {
    if (colonnes.size >= MAX_COLONNES) colonnes.clear();
    colonnes.set(cle, (droits = droitsDe(lecteur)));
  }
  return droits;
}

const parRequete = new WeakMap<object, AccesDuLecteur>();

export function accesDe(context: ContexteAcces): AccesDuLecteur {
  let acces = parRequete.get(context);
  if (!acces) {
    const lecteur = lecteurDe(context.actor, context.finalite);
    parRequete.set(context, (acces = { lecteur, droits: colonneDe(lecteur) }));
  }
  return acces;
}
