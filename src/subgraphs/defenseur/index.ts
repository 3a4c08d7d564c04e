import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { identifies, lus } from '../../published/references';
import { EnfantResolver, SaisineDefenseurResolver } from './defenseur.resolver';
import { saisines } from './lire-saisines';
import { SaisineRow } from './saisine.entity';

export const ENTITIES = [SaisineRow];

/** Défenseur des enfants: referrals to the département. */
export const defenseur = defineSubgraph<HubContext>({
  name: 'defenseur',
  resolvers: [EnfantResolver, SaisineDefenseurResolver],
  references: {
    Enfant: identifies,
    SaisineDefenseur: lus(saisines),
  },
});
