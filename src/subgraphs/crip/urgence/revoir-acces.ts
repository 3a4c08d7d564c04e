import { defineAct } from '../../../act';
import { refusDeRevue } from '../../../domain/acces-urgence';
import { HubError, RefusError } from '../../../domain/errors';
import { cloreEcheances } from '../../../platform/echeances';
import { isUuid } from '../../../published/connection';
import { objetsVises } from '../objets-vises';
import { AccesUrgenceRow } from './acces-urgence.entity';
import type { RevoirAccesInput } from './acces-urgence.input';

const VERROUILLER = `
  SELECT enfant_id "enfantId", institution, collectivite, ouvert_par "ouvertPar", revu_le "revuLe"
  FROM crip.acces_urgence WHERE id = $1 AND (institution = $2 OR collectivite = $3) FOR UPDATE`;

const REVOIR = `
  UPDATE crip.acces_urgence SET revu_le = $2, revu_par = $3, conclusion = $4, observation = $5 WHERE id = $1`;

/** The CRIP that opened it, or the one whose child it is, reviews an emergency access; never the agent that opened it. */
export const revoirAcces = defineAct<RevoirAccesInput, string>({
  name: 'revoirAcces',
  roles: ['crip'],
  scope: 'acces:revoir',
  sensible: ({ accesId }) => objetsVises('AccesUrgence', accesId),
  controler: (c, { conclusion, observation }) => {
    c.longueur(['observation'], observation, 2_000);
    if (conclusion === 'INJUSTIFIE' && !observation?.trim())
      c.refuser(['observation'], 'MOTIF_REQUIS', 'observation : un accès injustifié appelle une suite, à dire ici.');
  },
  perform: async (tx, { accesId, conclusion, observation = null }, { actor, now }) => {
    const values = [accesId, actor.institution, actor.territoire];
    const [acces] = isUuid(accesId) ? await tx.query<AccesUrgenceRow>(VERROUILLER, values) : [];
    if (!acces) throw new HubError('NOT_FOUND');
    const refus = refusDeRevue(acces, actor.sub);
    if (refus) throw new RefusError([{ path: ['accesId'], code: refus.code, message: `accesId : ${refus.message}` }]);
    const dite = await tx.sceller(AccesUrgenceRow, { id: accesId, observation }, acces.enfantId);
    await tx.query(REVOIR, [accesId, now, actor.sub, conclusion, dite.observation]);
    await cloreEcheances(tx, accesId, ['U1'], now, 'TENUE');
    const { collectivite, institution } = acces;
    return {
      reponse: accesId,
      ecritures: [],
      evenements: [
        { type: 'acces-urgence.revu', sujetId: accesId, portee: { collectivite, destinataire: institution } },
      ],
      objet: { type: 'AccesUrgence', id: accesId },
    };
  },
});
