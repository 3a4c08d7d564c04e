import { defineSubgraph } from '../../gateway/subgraph';
import { identifies } from '../../published/references';
import { Enfant, EnfantResolver } from './enfant.reference';
import { PassageResolver } from './passage.resolver';
import { SuiviSanteRow } from './suivi-sante.entity';

export { declarerSuivi } from './declarer-suivi';
export const ENTITIES = [SuiviSanteRow];

/** Hospital: which hospital follows the child. */
export const sante = defineSubgraph({
  name: 'sante',
  resolvers: [EnfantResolver, PassageResolver],
  orphanedTypes: [Enfant],
  references: { Enfant: identifies },
});
