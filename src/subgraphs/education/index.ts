import { defineSubgraph } from '../../gateway/subgraph';
import { identifies } from '../../published/references';
import { Enfant, EnfantResolver } from './enfant.reference';
import { ScolariteRow } from './scolarite.entity';

export { declarerScolarite } from './declarer-scolarite';
export { ecolesDesEnfants } from './ecoles-des-enfants';
export const ENTITIES = [ScolariteRow];

/** Éducation nationale: where the child goes to school. */
export const education = defineSubgraph({
  name: 'education',
  resolvers: [EnfantResolver],
  orphanedTypes: [Enfant],
  references: { Enfant: identifies },
});
