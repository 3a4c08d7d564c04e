import type { Page } from '../../entrant';
import { FHIR_JSON } from './repondre-message';
import { HUB } from './systemes';

/** What the hub understands of FHIR, for whoever connects to it (FHIR R4, RESTful API § capabilities). */
export const metadata: Page = {
  chemin: '/fhir/metadata',
  repondre: () => ({ statut: 200, type: FHIR_JSON, corps: JSON.stringify(ENONCE) }),
};

const ENONCE = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-23',
  kind: 'instance',
  software: { name: 'Passerelle Enfance' },
  implementation: { description: 'Hub de la protection de l’enfance : réception des informations préoccupantes.' },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  rest: [
    {
      mode: 'server',
      security: { description: 'OAuth 2.0, client_credentials, private_key_jwt ; jetons liés par DPoP ou mTLS.' },
      operation: [
        {
          name: 'process-message',
          definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message',
          documentation: `Bundle « message » portant sur une Communication ; événements de ${HUB.evenement} : information-preoccupante, signalement-copie.`,
        },
      ],
    },
  ],
};
