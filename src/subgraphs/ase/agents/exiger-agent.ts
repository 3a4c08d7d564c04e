import type { Actor } from '../../../auth/actor';
import type { HubContext } from '../../../context';
import { HubError } from '../../../domain/errors';
import type { Tx } from '../../../platform/database';
import { loader } from '../../../platform/loaders';

const EN_FONCTION = `
  SELECT agent FROM ase.agent_designe WHERE collectivite = $1 AND agent = ANY($2) AND retire_le IS NULL`;

interface Base {
  query<R>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

async function enFonction(base: Base, { territoire }: Actor, agents: readonly string[]): Promise<Map<string, true>> {
  const lus = await base.query<{ agent: string }>(EN_FONCTION, [territoire, agents]);
  return new Map(lus.map(({ agent }) => [agent, true]));
}

/**
 * Only an agent whom the président du conseil départemental designated by name reads what another collectivité sent, asks
 * it or answers it (CASF R221-8).
 * @throws HubError `AGENT_NON_DESIGNE`, whatever was asked for
 */
export async function exigerAgent(tx: Pick<Tx, 'query'>, actor: Actor): Promise<void> {
  if (!(await enFonction(tx, actor, [actor.sub])).has(actor.sub)) throw new HubError('AGENT_NON_DESIGNE');
}

/** The same of a reader, asked once for all that one operation reads. */
export async function exigerLecteur(context: HubContext): Promise<void> {
  const { actor, lecture } = context;
  const designes = loader<true>(context, 'ase.agents', (agents) => enFonction(lecture, actor, agents));
  if ((await designes.load(actor.sub)) !== true) throw new HubError('AGENT_NON_DESIGNE');
}
