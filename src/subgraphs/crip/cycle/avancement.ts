import type { Contexte, Issue } from '../../../act';
import type { EtatInformation } from '../../../domain/lifecycle';
import type { Avancee, Information } from './avancer';

/** What an act that moves an information answers. */
export interface Avancement {
  readonly informationId: string;
  readonly reference: string;
  readonly etat: EtatInformation;
  readonly le: string;
}

export function avancement({ id, reference }: Information, etat: EtatInformation, now: Date): Avancement {
  return { informationId: id, reference, etat, le: now.toISOString() };
}

/** The whole issue of an act that does nothing more than moving an information. */
export function issueDe(information: Information, avancee: Avancee, { now }: Contexte): Issue<Avancement> {
  const { etat, ecritures, evenements, objet } = avancee;
  return { reponse: avancement(information, etat, now), ecritures, evenements, objet };
}
