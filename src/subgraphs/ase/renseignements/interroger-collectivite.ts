import { defineAct } from '../../../act';
import { HubError, refus } from '../../../domain/errors';
import { RECIT_MAX } from '../../../domain/controle';
import { finDeLecture } from '../../../domain/retention';
import { ecrire } from '../../../platform/database';
import { newReference } from '../../../platform/reference';
import type { AccuseReception } from '../../../published/accuse-reception.type';
import { isUuid } from '../../../published/connection';
import { exigerAgent } from '../agents/exiger-agent';
import { jourDe } from '../mesures/inscrire-mesure';
import { controlerDestination } from '../transfert/controler-transfert';
import { DemandeRenseignementsRow } from './renseignements.entity';
import type { InterrogerCollectiviteInput } from './renseignements.input';

const EN_ATTENTE = `
  SELECT reference FROM ase.demande_renseignements
  WHERE de = $1 AND vers = $2 AND enfant_id = $3 AND repondue_le IS NULL`;

/**
 * A CRIP or an ASE asks another collectivité what it knew of a child and its family, without any move (CASF L221-3 al. 3).
 * Nothing here looks at what that collectivité has: the act does the same, in the same time, whether the child is known
 * there or not, and only a designated agent of it will say. The text gives it no delay: there is no clock.
 */
export const interrogerCollectivite = defineAct<InterrogerCollectiviteInput, AccuseReception>({
  name: 'interrogerCollectivite',
  roles: ['crip', 'ase'],
  scope: 'renseignements:echanger',
  controler: (c, { idempotencyKey, collectivite, precision, famille }, actor) => {
    c.texte(['idempotencyKey'], idempotencyKey);
    c.texte(['precision'], precision, RECIT_MAX);
    c.longueur(['famille'], famille, RECIT_MAX);
    controlerDestination(c, collectivite, actor);
  },
  perform: async (tx, input, contexte) => {
    const { actor, newId, now, empreinte, registres } = contexte;
    const { enfantId, collectivite: vers, motif, precision, famille } = input;
    await exigerAgent(tx, actor);
    const identite = isUuid(enfantId) ? await registres.identiteConnue(tx, enfantId, contexte) : undefined;
    if (identite === undefined) throw new HubError('NOT_FOUND');
    const de = actor.territoire ?? '';
    const [attendue] = await tx.query<{ reference: string }>(EN_ATTENTE, [de, vers, enfantId]);
    if (attendue)
      throw refus(['collectivite'], 'DEJA_FAIT', `sa réponse à la demande ${attendue.reference} est attendue.`);
    const [id, reference] = [newId(), newReference('DR')];
    return {
      reponse: { id, reference, recueLe: now.toISOString(), empreinte, echeances: [] },
      ecritures: [
        ecrire(DemandeRenseignementsRow, {
          ...{ id, reference, enfantId, de, vers, motif, precision, identite, famille: famille ?? null },
          ...{ demandeePar: actor.institution, agent: actor.sub, le: now },
          ...{ reponse: null, reponduePar: null, repondant: null, repondueLe: null, contenu: null },
          lisibleJusquAu: finDeLecture(jourDe(now, de)),
        }),
      ],
      evenements: [{ type: 'renseignements.demandes', sujetId: id, portee: { collectivite: vers } }],
      objet: [
        { type: 'DemandeRenseignements', id },
        { type: 'Enfant', id: enfantId },
      ],
    };
  },
});
