import { defineAct } from '../../../act';
import { RefusError } from '../../../domain/errors';
import { ETATS_INFORMATION, estOuverte } from '../../../domain/lifecycle';
import type { Tx } from '../../../platform/database';
import { avancer, verrouiller, type Information } from './avancer';
import { issueDe, type Avancement } from './avancement';
import type { JoindreInput } from './cycle.input';
import { avancerEvaluationDue } from './horloges';

/** Same child, evaluated with it, or the same address: no two of them when the address is not known. */
const MEME_FOYER = `
  SELECT 1 FROM crip.information_preoccupante une, crip.information_preoccupante autre
  WHERE une.id = $1 AND autre.id = $2 AND (
    une.enfant_id = autre.enfant_id
    OR EXISTS (SELECT 1 FROM crip.evaluation e WHERE e.information_id = autre.id AND une.enfant_id = ANY(e.enfant_ids))
    OR (lower(une.contenu #>> '{residence,adresse}') = lower(autre.contenu #>> '{residence,adresse}')
        AND une.contenu #>> '{residence,commune}' = autre.contenu #>> '{residence,commune}'))`;

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
    await exigerCible(tx, jointe, cible);
    const avancee = await avancer(tx, jointe, 'joindre', contexte);
    await tx.query('UPDATE crip.information_preoccupante SET rattachee_a = $2 WHERE id = $1 OR rattachee_a = $1', [
      jointe.id,
      cible.id,
    ]);
    const issue = issueDe(jointe, avancee, contexte);
    if (jointe.recueLe >= cible.recueLe) return issue;
    return {
      ...issue,
      ecritures: [...issue.ecritures, ...(await avancerEvaluationDue(tx, cible, jointe.recueLe, contexte))],
    };
  },
});

async function exigerCible(tx: Tx, jointe: Information, cible: Information): Promise<void> {
  const path = ['aInformationId'];
  if (!estOuverte(cible.etat)) {
    const message = `L'information à laquelle joindre est à l'état « ${ETATS_INFORMATION[cible.etat]} » : elle n'est plus ouverte.`;
    throw new RefusError([{ path, code: 'ETAT_INCOMPATIBLE', message }]);
  }
  const [meme] = await tx.query(MEME_FOYER, [jointe.id, cible.id]);
  if (meme) return;
  const message = 'aInformationId : cette information ne concerne ni le même enfant ni le même foyer.';
  throw new RefusError([{ path, code: 'VALEUR_INVALIDE', message }]);
}
