import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import { objetsVises } from '../objets-vises';
import { clore } from './decisions';
import { controlerDeuxFiches, issueDe, lireDeuxFiches } from './deux-fiches';
import type { DeuxFichesInput } from './rapprochement.type';

/** A person says that two sheets are of two children, twins perhaps: never proposed again, whatever the rules become. */
export const confirmerDistincts = defineAct<DeuxFichesInput, string>({
  name: 'confirmerDistincts',
  roles: ['crip'],
  scope: 'ip:traiter',
  sensible: ({ enfantId, autreId }) => [...objetsVises('Enfant', enfantId), ...objetsVises('Enfant', autreId)],
  controler: controlerDeuxFiches,
  perform: async (tx, input, contexte) => {
    const { decision, reunies, rapprochement } = await lireDeuxFiches(tx, input, contexte);
    const { enfantId, autreId, motif } = input;
    if (decision?.etat === 'DISTINCTS')
      throw refus('autreId', 'DEJA_FAIT', 'ces deux fiches ont déjà été dites de deux enfants.');
    if (reunies)
      throw refus(
        'autreId',
        'ETAT_INCOMPATIBLE',
        'ces deux fiches ont aujourd’hui une seule histoire : c’est `separer` qui défait un rapprochement.',
      );
    if (decision) await clore(tx, [decision.id], contexte.now);
    return issueDe([enfantId, autreId], rapprochement, { etat: 'DISTINCTS', motif }, contexte);
  },
});
