import { defineAct } from '../../../act';
import { collectiviteAse } from '../../../domain/collectivites';
import { avancer, verrouiller } from './avancer';
import { issueDe, type Avancement } from './avancement';
import type { ReorienterInput } from './cycle.input';
import { MOTIF_MAX } from './passage';

/** Another collectivité is competent (CASF L221-3). The transfer of the information itself is an act of its own. */
export const reorienter = defineAct<ReorienterInput, Avancement>({
  name: 'reorienter',
  roles: ['crip'],
  scope: 'ip:traiter',
  controler: (c, { idempotencyKey, collectivite, motif }, actor) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['motif'], motif, MOTIF_MAX);
    if (!collectiviteAse(collectivite))
      c.refuser(['collectivite'], 'INCONNU', 'collectivite : aucune collectivité de ce code n’exerce l’ASE.');
    if (collectivite === actor.territoire)
      c.refuser(['collectivite'], 'VALEUR_INVALIDE', 'collectivite : la vôtre ne peut pas être celle de destination.');
  },
  perform: async (tx, { informationId, collectivite, motif }, contexte) => {
    const information = await verrouiller(tx, informationId, contexte);
    const avancee = await avancer(tx, information, 'reorienter', contexte, {
      motif: `${collectivite} : ${motif}`,
    });
    return issueDe(information, avancee, contexte);
  },
});
