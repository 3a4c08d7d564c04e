import type { VoieEntrante } from '../entrant';
import { lireMessage } from './fhir/lire-message';
import { repondreMessage } from './fhir/repondre-message';

/** FHIR R4 messages of a hospital (CASF L226-2-1). JSON alone: what reads its XML loses numbers. */
export const message: VoieEntrante = {
  nom: 'hopital-message',
  roles: ['hopital'],
  limiteOctets: 5_242_880,
  http: { chemin: '/fhir/$process-message', types: ['application/fhir+json', 'application/json'] },
  lire: lireMessage,
  repondre: repondreMessage,
};
