import { peut, type Actor } from '../auth/actor';
import { HubError } from '../domain/errors';

const MANDATS = {
  enfant: 'enfant:lire',
  information: 'ip:lire',
  mesure: 'mesure:lire',
  saisine: 'saisine:lire',
} as const;
export type Lecture = keyof typeof MANDATS;

/**
 * Whether the caller's token allows this kind of reading at all; its role and its relation to the record are checked
 * besides. A CRIP that treats informations reads the measures of its collectivité with them (CASF L226-4 I).
 */
export function peutLire(actor: Actor, lecture: Lecture): boolean {
  return peut(actor, MANDATS[lecture]) || (lecture === 'mesure' && actor.role === 'crip' && peut(actor, 'ip:traiter'));
}

/** For a root field. A nested one is left empty instead. @throws HubError `FORBIDDEN` */
export function exigerLecture(actor: Actor, lecture: Lecture): void {
  if (!peutLire(actor, lecture)) throw new HubError('FORBIDDEN');
}
