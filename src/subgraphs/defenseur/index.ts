import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { EnfantResolver, SaisineDefenseurResolver } from './defenseur.resolver';
import { saisines } from './lire-saisines';
import { SaisineRow } from './saisine.entity';

export const ENTITIES = [SaisineRow];

/** Défenseur des enfants: referrals to the département. */
export const defenseur = defineSubgraph<HubContext>({
  name: 'defenseur',
  resolvers: [EnfantResolver, SaisineDefenseurResolver],
  references: {
    Enfant: (representations: readonly { id: string }[]) => representations.map(({ id }) => ({ id })),
    SaisineDefenseur: (representations: readonly { id: string }[], context) =>
      Promise.all(representations.map(async ({ id }) => (await saisines(context).load(id)) ?? null)),
  },
});
