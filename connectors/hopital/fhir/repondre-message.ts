import type { Envoi, Issue, Reponse } from '../../entrant';
import { uuidDuMessage } from '../../uuid-du-message';
import { bilanDe, FHIR_JSON } from './bilan';
import { HUB } from './systemes';

/** A message Bundle in return: `MessageHeader.response`, and what there is to say with the hub's own references. */
export function repondreMessage({ corps, recuLe }: Pick<Envoi, 'corps' | 'recuLe'>, issue: Issue): Reponse {
  const { statut, code, issues } = bilanDe(issue, 'Bundle.identifier');
  const details = { resourceType: 'OperationOutcome', id: uuidDuMessage(corps, 'details'), issue: issues };
  const entete = {
    ...{ resourceType: 'MessageHeader', id: uuidDuMessage(corps, 'message') },
    eventCoding: { system: HUB.evenement, code: 'reponse' },
    source: { name: 'Passerelle Enfance', endpoint: 'urn:passerelle-enfance' },
    response: {
      identifier: 'lecture' in issue ? issue.lecture.cle : 'inconnu',
      code,
      details: { reference: `urn:uuid:${details.id}` },
    },
  };
  const bundle = {
    ...{ resourceType: 'Bundle', type: 'message', timestamp: recuLe.toISOString() },
    entry: [entete, details].map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  };
  return { statut, type: FHIR_JSON, corps: JSON.stringify(bundle) };
}
