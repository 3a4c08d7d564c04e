import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { EnfantResolver, MesureUrgenteResolver } from './justice.resolver';
import { mesures } from './lire-mesures-urgentes';
import { MesureUrgenteRow } from './mesure-urgente.entity';

export const ENTITIES = [MesureUrgenteRow];

/** Parquet des mineurs: urgent measures. */
export const justice = defineSubgraph<HubContext>({
  name: 'justice',
  resolvers: [EnfantResolver, MesureUrgenteResolver],
  references: {
    Enfant: (representations: readonly { id: string }[]) => representations.map(({ id }) => ({ id })),
    MesureUrgente: (representations: readonly { id: string }[], context) =>
      Promise.all(representations.map(async ({ id }) => (await mesures(context).load(id)) ?? null)),
  },
});
