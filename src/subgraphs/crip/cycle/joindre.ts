import { defineAct } from '../../../act';
import { RefusError } from '../../../domain/errors';
import { ETATS_INFORMATION, estOuverte } from '../../../domain/lifecycle';
import { avancer, verrouiller, type Information } from './avancer';
import { issueDe, type Avancement } from './avancement';
import type { JoindreInput } from './cycle.input';
import { exigerMemeFoyer } from './exiger-meme-foyer';
import { avancerEvaluationDue, premieresReceptions } from './horloges';

/** The evaluation in progress is that of all the minors of the home (CASF L226-3 al. 3). */
const EVALUER_AUSSI = `
  UPDATE crip.evaluation SET enfant_ids = array_append(enfant_ids, $2::uuid)
  WHERE information_id = $1 AND rendue_le IS NULL AND $2::uuid <> ALL (enfant_ids)`;

/**
 * A second information on the same facts follows the first one. The evaluation keeps the earliest reception; each
 * sender keeps its own feedback clock (CASF L226-5).
 */
export const joindre = defineAct<JoindreInput, Avancement>({
  name: 'joindre',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, informationId, aInformationId }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    if (informationId === aInformationId)
      c.refuser(['aInformationId'], 'VALEUR_INVALIDE', 'aInformationId : une information ne se joint pas à elle-même.');
  },
  perform: async (tx, { informationId, aInformationId }, contexte) => {
    // Always in the same order: two CRIP agents who join each other's choice must not wait for one another.
    const parId = new Map<string, Information>();
    for (const id of [informationId, aInformationId].sort()) parId.set(id, await verrouiller(tx, id, contexte));
    const jointe = parId.get(informationId) as Information;
    const cible = parId.get(aInformationId) as Information;
    exigerOuverte(cible);
    // Its state first: one that is joined already is of the same home, by way of another.
    const avancee = await avancer(tx, jointe, 'joindre', contexte);
    await exigerMemeFoyer(tx, jointe.id, cible.id);
    const [deLaJointe, deLaCible] = (await premieresReceptions(tx, [jointe.id, cible.id])) as [Date, Date];
    await tx.query('UPDATE crip.information_preoccupante SET rattachee_a = $2 WHERE id = $1 OR rattachee_a = $1', [
      jointe.id,
      cible.id,
    ]);
    await tx.query(EVALUER_AUSSI, [cible.id, jointe.enfantId]);
    const issue = issueDe(jointe, avancee, contexte);
    if (deLaJointe >= deLaCible) return issue;
    return {
      ...issue,
      ecritures: [...issue.ecritures, ...(await avancerEvaluationDue(tx, cible, deLaJointe, contexte))],
    };
  },
});

function exigerOuverte({ etat }: Information): void {
  if (estOuverte(etat)) return;
  const message = `aInformationId : l'information à laquelle joindre est à l'état « ${ETATS_INFORMATION[etat]} » ; seule une information encore ouverte en reçoit une autre, pour qu'une seule évaluation, depuis la réception la plus ancienne, réponde aux deux (CASF D226-2-4 II).`;
  throw new RefusError([{ path: ['aInformationId'], code: 'ETAT_INCOMPATIBLE', message }]);
}
