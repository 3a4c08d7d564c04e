import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Simulator } from '../../connectors/simulator';

/** What several connectors share, and no partner. */
const PARTAGE = 'hub-env';

/** The folders of connectors. */
export const DOSSIERS = readdirSync('connectors', { withFileTypes: true })
  .filter((entree) => entree.isDirectory() && entree.name !== PARTAGE)
  .map(({ name }) => name);

const charger = createRequire(__filename);

/** What its `simulator.ts` exports. @throws when it has none */
export const simulateurDe = (dossier: string) =>
  charger(join(__dirname, '../../connectors', dossier, 'simulator')) as Readonly<Record<string, unknown>>;

/** The partners that write or read in their own format, found by their folder: there is no list of them. */
export const SIMULATORS: readonly Simulator[] = DOSSIERS.flatMap((dossier) => {
  const { simulator } = simulateurDe(dossier);
  return simulator === undefined ? [] : [simulator as Simulator];
});
