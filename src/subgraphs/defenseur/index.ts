import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { echeancesDuType } from '../../published/echeances.resolver';
import { identifies, lus } from '../../published/references';
import { EnfantResolver, SaisineDefenseurResolver } from './defenseur.resolver';
import { saisines } from './lire-saisines';
import { SaisineRow } from './saisine.entity';
import { SaisineDefenseur } from './saisine.type';

export const ENTITIES = [SaisineRow];

/** Défenseur des enfants: referrals to the département. */
export const defenseur = defineSubgraph<HubContext>({
  name: 'defenseur',
  resolvers: [
    ...[EnfantResolver, SaisineDefenseurResolver],
    echeancesDuType(SaisineDefenseur, { description: 'Délais ouverts par cette saisine.' }),
  ],
  references: {
    Enfant: identifies,
    SaisineDefenseur: lus(saisines),
  },
});
