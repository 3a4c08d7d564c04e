import { defineAct } from '../../../act';
import { refus } from '../../../domain/errors';
import { ecrire } from '../../../platform/database';
import { AgentDesigneRow } from './agent.entity';
import type { DesignerAgentInput } from './agent.type';

const EN_FONCTION = `
  SELECT id FROM ase.agent_designe WHERE collectivite = $1 AND agent = $2 AND retire_le IS NULL FOR UPDATE`;
const RETIRER = 'UPDATE ase.agent_designe SET retire_par = $2, retire_le = $3 WHERE id = $1';

export interface Designation {
  readonly agent: string;
  readonly enFonction: boolean;
}

/**
 * The président du conseil départemental designates an agent by name to exchange with other collectivités, or ends it
 * (CASF R221-8): both services of a collectivité are his. Whoever records it is someone else, and answers for its being one
 * person's own account.
 */
export const designerAgent = defineAct<DesignerAgentInput, Designation>({
  name: 'designerAgent',
  roles: ['crip', 'ase'],
  scope: 'agents:designer',
  controler: (c, { idempotencyKey, agent }, { sub }) => {
    c.longueur(['idempotencyKey'], idempotencyKey);
    c.texte(['agent'], agent, 255);
    if (agent === sub) c.refuser(['agent'], 'ARTICLE_CONTRAIRE', 'agent : nul ne se désigne soi-même (CASF R221-8).');
  },
  perform: async (tx, { agent, enFonction }, { actor, newId, now }) => {
    const [actuelle] = await tx.query<{ id: string }>(EN_FONCTION, [actor.territoire, agent]);
    if (enFonction === (actuelle !== undefined))
      throw refus(['agent'], 'DEJA_FAIT', enFonction ? 'cet agent est déjà désigné.' : "cet agent n'est pas désigné.");
    const id = actuelle?.id ?? newId();
    if (actuelle !== undefined) await tx.query(RETIRER, [actuelle.id, actor.sub, now]);
    return {
      reponse: { agent, enFonction },
      ecritures:
        actuelle === undefined
          ? [
              ecrire(AgentDesigneRow, {
                ...{ id, collectivite: actor.territoire ?? '', agent, designePar: actor.sub, designeLe: now },
                ...{ retirePar: null, retireLe: null },
              }),
            ]
          : [],
      evenements: [],
      objet: { type: 'AgentDesigne', id },
    };
  },
});
