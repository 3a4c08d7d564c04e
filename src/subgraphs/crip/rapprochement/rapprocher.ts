import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import { histoires } from '../../../domain/identite';
import { objetsVises } from '../objets-vises';
import { clore, recomposer } from './decisions';
import { controlerDeuxFiches, exigerNonSeparees, issueDe, lireDeuxFiches } from './deux-fiches';
import type { DeuxFichesInput } from './rapprochement.type';

/**
 * A person says that two sheets are of one child: one history from then on (CASF D226-2-3 IV 3°). No row moves, and no
 * change of the rules undoes it.
 */
export const rapprocher = defineAct<DeuxFichesInput, string>({
  name: 'rapprocher',
  roles: ['crip'],
  scope: 'ip:traiter',
  sensible: ({ enfantId, autreId }) => [...objetsVises('Enfant', enfantId), ...objetsVises('Enfant', autreId)],
  controler: controlerDeuxFiches,
  perform: async (tx, input, contexte) => {
    const lues = await lireDeuxFiches(tx, input, contexte);
    const { collectivite, rapprochement, decisions, decision } = lues;
    const { enfantId, autreId, motif } = input;
    if (decision?.etat === 'MEME' && decision.origine === 'MANUELLE')
      throw refus('autreId', 'DEJA_FAIT', 'ces deux fiches ont déjà été réunies par une personne.');
    exigerNonSeparees(lues, input);
    if (decision) await clore(tx, [decision.id], contexte.now);
    const liens = decisions.filter(({ etat }) => etat === 'MEME').map((une) => [une.enfantId, une.autreId] as const);
    await recomposer(tx, collectivite, histoires(lues.histoires.keys(), [...liens, [enfantId, autreId]]));
    return issueDe([enfantId, autreId], rapprochement, { etat: 'MEME', motif }, contexte);
  },
});
