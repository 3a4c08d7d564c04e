import type { Envoi, Issue, Reponse } from '../../entrant';
import { bilanDe, FHIR_JSON } from './bilan';

/** Nothing to say: the event is not one that the hub follows, or a trait of the child is missing. */
const RECUE = { severity: 'information', code: 'informational', details: { text: 'Reçue.' } };

/**
 * An OperationOutcome. 200: nothing is created that a `Location` could name, and the resource is not sent back as the
 * profile would have it, for the hub does not keep it; the answer is the same for any child.
 */
export function repondreNotification(_: Pick<Envoi, 'corps' | 'recuLe'>, issue: Issue): Reponse {
  const { statut, issues } = bilanDe(issue, 'CommunicationRequest.identifier');
  const outcome = { resourceType: 'OperationOutcome', issue: issues.length > 0 ? issues : [RECUE] };
  return { statut, type: FHIR_JSON, corps: JSON.stringify(outcome) };
}
