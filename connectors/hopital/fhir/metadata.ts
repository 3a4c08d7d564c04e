import type { Page } from '../../entrant';
import { FHIR_JSON } from './bilan';
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
  implementation: {
    description: 'Hub de la protection de l’enfance : réception des informations préoccupantes et des séjours.',
  },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  rest: [
    {
      mode: 'server',
      security: { description: 'OAuth 2.0, client_credentials, private_key_jwt ; jetons liés par DPoP ou mTLS.' },
      resource: [
        {
          type: 'CommunicationRequest',
          interaction: [
            {
              code: 'create',
              documentation:
                'Notification d’évènements (CI-SIS, 3.0.0-ballot), flux 3 : ADM, SOR ; DOC et NOT sont reçus, rien n’en est fait. Un identifiant est requis. La ressource n’est ni conservée ni rendue : un OperationOutcome (200), le même pour tout enfant.',
            },
          ],
        },
      ],
      operation: [
        {
          name: 'process-message',
          definition: 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message',
          documentation: `Bundle « message » portant sur une Communication ; événements de ${HUB.evenement} : information-preoccupante, signalement-copie. Pièces : DocumentReference ou « contentAttachment » de son « payload », octets dans le message.`,
        },
      ],
    },
  ],
};
