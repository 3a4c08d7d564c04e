import type { HubContext } from '../../context';
import { defineSubgraph } from '../../gateway/subgraph';
import { PreuveResolver } from './preuve.resolver';

export { purgerEchus } from './purger-echus';
export { surveillerLectures } from './surveiller-lectures';

/** What the hub proves of itself. It holds the journal, so it never moves behind a URL. */
export const preuve = defineSubgraph<HubContext>({ name: 'preuve', resolvers: [PreuveResolver] });
