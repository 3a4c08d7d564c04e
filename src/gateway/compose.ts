import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { composeServices, sortSDL } from '@theguild/federation-composition';
import { parse, print } from 'graphql';

/** What composition needs of a subgraph: a LocalSubgraph is one. */
export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
  readonly url?: string;
}

export interface Composition {
  readonly supergraphSdl: string;
  readonly apiSdl: string;
}

export class CompositionError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The subgraphs do not compose:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'CompositionError';
  }
}

/** Every possible problem, one sentence each, or the composed schemas. */
export function tryCompose(subgraphs: readonly SubgraphSdl[]): Composition | CompositionError {
  const ordered = [...subgraphs].sort((one, other) => (one.name < other.name ? -1 : 1));
  const result = composeServices(
    ordered.map(({ name, sdl, url }) => ({ name, typeDefs: parse(sdl), ...(url === undefined ? {} : { url }) })),
  );
  if (result.errors) return new CompositionError(result.errors.map(readable));
  return {
    supergraphSdl: `${print(sortSDL(parse(result.supergraphSdl)))}\n`,
    apiSdl: `${print(sortSDL(parse(result.publicSdl)))}\n`,
  };
}

export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const result = tryCompose(subgraphs);
  if (result instanceof CompositionError) throw result;
  return result;
}

function readable(error: {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}): string {
  const code = error.extensions?.['code'];
  return typeof code === 'string' ? `${code}: ${error.message}` : error.message;
}

/** Relative path under `schema/` → content. */
export function schemaFiles(subgraphs: readonly SubgraphSdl[]): ReadonlyMap<string, string> {
  const { supergraphSdl, apiSdl } = compose(subgraphs);
  const files = new Map(subgraphs.map(({ name, sdl }) => [join('subgraphs', `${name}.graphql`), sdl]));
  return files.set('supergraph.graphql', supergraphSdl).set('api.graphql', apiSdl);
}

export async function writeSchemaFiles(subgraphs: readonly SubgraphSdl[], directory: string): Promise<void> {
  const files = schemaFiles(subgraphs);
  for (const [path, content] of files) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  for (const path of await orphans(files, directory)) await rm(join(directory, path));
}

/** Files that are missing, out of date, or left behind by a subgraph that no longer exists. */
export async function schemaDrift(subgraphs: readonly SubgraphSdl[], directory: string): Promise<readonly string[]> {
  const files = schemaFiles(subgraphs);
  const differing: string[] = [];
  for (const [path, content] of files) {
    const committed = await readFile(join(directory, path), 'utf8').catch(() => undefined);
    if (committed !== content) differing.push(path);
  }
  return [...differing, ...(await orphans(files, directory))].sort();
}

async function orphans(files: ReadonlyMap<string, string>, directory: string): Promise<readonly string[]> {
  const folder = join(directory, 'subgraphs');
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .map((name) => relative(directory, join(folder, name)))
    .filter((path) => path.endsWith('.graphql') && !files.has(path));
}
