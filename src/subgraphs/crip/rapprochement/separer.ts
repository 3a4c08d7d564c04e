import { defineAct } from '../../../act';
import { HubError, refus } from '../../../domain/errors';
import { histoires } from '../../../domain/identite';
import type { Tx } from '../../../platform/database';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { clore, recomposer } from './decisions';
import { issueDe, lireDeuxFiches, MOTIF_MAX } from './deux-fiches';
import type { SeparerInput } from './rapprochement.type';

export interface Separees {
  readonly id: string;
  /** Informations of one child that were joined to one of the other. */
  readonly informationsARevoir: readonly string[];
}

const LIRE = `
  SELECT enfant_id "enfantId", autre_id "autreId" FROM crip.rapprochement
  WHERE id = $1 AND collectivite = $2 AND etat = 'MEME' AND clos_le IS NULL`;
const JOINTES = `
  SELECT j.id FROM crip.information_preoccupante j JOIN crip.information_preoccupante a ON a.id = j.rattachee_a
  JOIN unnest($1::uuid[], $2::uuid[]) AS de(enfant_id, histoire_id) ON de.enfant_id = j.enfant_id
  JOIN unnest($1::uuid[], $2::uuid[]) AS vers(enfant_id, histoire_id) ON vers.enfant_id = a.enfant_id
  WHERE de.histoire_id <> vers.histoire_id ORDER BY j.id`;

/**
 * Two sheets were brought together wrongly: each has its own history again, as it was, since no row of either had moved.
 * They are never proposed again.
 */
export const separer = defineAct<SeparerInput, Separees>({
  name: 'separer',
  roles: ['crip'],
  scope: 'ip:traiter',
  sensible: ({ rapprochementId }) => objetsVises('Rapprochement', rapprochementId),
  controler: (c, { idempotencyKey, motif }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['motif'], motif, MOTIF_MAX);
  },
  perform: async (tx, { rapprochementId, motif }, contexte) => {
    const { enfantId, autreId } = await lire(tx, rapprochementId, contexte.actor.territoire);
    const lues = await lireDeuxFiches(tx, { enfantId, autreId }, contexte);
    const { collectivite, rapprochement, decisions, decision } = lues;
    // Another may have closed it while this one waited for its turn.
    if (decision?.id !== rapprochementId) throw dejaDefait();
    const liens = decisions
      .filter(({ etat, id }) => etat === 'MEME' && id !== rapprochementId)
      .map((une) => [une.enfantId, une.autreId] as const);
    const apres = histoires(lues.histoires.keys(), liens);
    if (apres.get(enfantId) === apres.get(autreId))
      throw refus(
        'rapprochementId',
        'ETAT_INCOMPATIBLE',
        'ces deux fiches restent réunies par une troisième : séparez d’abord celle-ci de l’une ou de l’autre.',
      );
    await clore(tx, [rapprochementId], contexte.now);
    await recomposer(tx, collectivite, apres);
    const jointes = await tx.query<{ id: string }>(JOINTES, [[...apres.keys()], [...apres.values()]]);
    const { reponse: id, ...issue } = issueDe(
      [enfantId, autreId],
      rapprochement,
      { etat: 'DISTINCTS', motif },
      contexte,
    );
    return { ...issue, reponse: { id, informationsARevoir: jointes.map((jointe) => jointe.id) } };
  },
});

async function lire(tx: Tx, id: string, collectivite: string | null) {
  type Paire = { readonly enfantId: string; readonly autreId: string };
  const [paire] = isUuid(id) ? await tx.query<Paire>(LIRE, [id, collectivite]) : [];
  if (!paire) throw new HubError('NOT_FOUND');
  return paire;
}

function dejaDefait() {
  return refus('rapprochementId', 'DEJA_FAIT', 'ce rapprochement vient d’être défait, ou remplacé par un autre.');
}
