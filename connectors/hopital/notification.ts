import type { VoieEntrante } from '../entrant';
import { lireNotification } from './fhir/lire-notification';
import { repondreNotification } from './fhir/repondre-notification';

/** Admissions and discharges of a hospital, FHIR R4 (CI-SIS, Notification d'évènements): kept only of children in the ASE's charge. */
export const notification: VoieEntrante = {
  nom: 'hopital-notification',
  roles: ['hopital'],
  limiteOctets: 1_048_576,
  http: { chemin: '/fhir/CommunicationRequest', types: ['application/fhir+json', 'application/json'] },
  lire: lireNotification,
  repondre: repondreNotification,
};
