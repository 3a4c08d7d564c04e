import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose, type Composition, type SubgraphSdl } from './compose';

const SCHEMA = join(process.cwd(), 'schema');

/**
 * What these subgraphs compose to: read from `schema/` when it was composed from these very subgraphs, since composing
 * takes longer than everything else that a hub does to start.
 */
export function composed(subgraphs: readonly SubgraphSdl[], directory = SCHEMA): Composition {
  return committed(subgraphs, directory) ?? compose(subgraphs);
}

function committed(subgraphs: readonly SubgraphSdl[], directory: string): Composition | undefined {
  const read = (path: string) => {
    const file = join(directory, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const [supergraphSdl, apiSdl] = [read('supergraph.graphql'), read('api.graphql')];
  if (supergraphSdl === undefined || apiSdl === undefined) return undefined;
  const same = subgraphs.every(
    ({ name, sdl, url }) => url === undefined && read(join('subgraphs', `${name}.graphql`)) === sdl,
  );
  return same && subgraphs.length === joined(supergraphSdl) ? { supergraphSdl, apiSdl } : undefined;
}

function joined(supergraphSdl: string): number {
  return supergraphSdl.match(/^ +\w+ @join__graph\(/gm)?.length ?? 0;
}
