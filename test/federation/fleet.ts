import { SUBGRAPH_NAMES, type SubgraphName } from '../../src/platform/config';
import {
  ouvrirHub,
  ouvrirTerrain,
  type HubOuvert,
  type HubOptions,
  type Reponse,
  type Terrain,
} from '../subgraphs/hub-ouvert';

export const FACONS = ['fusionné', 'une moitié distante', "l'autre moitié distante", 'tout distant'] as const;
export type Facon = (typeof FACONS)[number];

const DISTANTS: Readonly<Record<Facon, readonly SubgraphName[]>> = {
  fusionné: [],
  'une moitié distante': ['crip', 'justice', 'sante'],
  "l'autre moitié distante": ['ase', 'education', 'defenseur', 'administration'],
  'tout distant': SUBGRAPH_NAMES,
};

// That of jest comes from outside its realm: the gateway would take no copy of its for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

/** Hubs over the same tables, whose subgraphs live here or in hubs of their own. */
export interface Flotte {
  readonly terrain: Terrain;
  readonly hubs: Readonly<Record<Facon, HubOuvert>>;
  readonly seuls: Readonly<Record<SubgraphName, HubOuvert>>;
  ouvrir(options: HubOptions): Promise<HubOuvert>;
  fermer(): Promise<void>;
}

export interface FlotteOptions {
  /** The fused one, and which of the others. */
  readonly facons?: readonly Facon[];
  /** The fused hub also runs the queue, which live events come from. */
  readonly avecFile?: boolean;
}

// A generated query asks for all that a root field reaches, which is more than a partner may ask for at once.
const LIMITES = { LIMIT_FIELDS: '3000' };

export async function ouvrirFlotte({ facons = FACONS, avecFile = false }: FlotteOptions = {}): Promise<Flotte> {
  const terrain = await ouvrirTerrain();
  const ouverts: HubOuvert[] = [];
  const ouvrir = async (options: HubOptions) => {
    const hub = await ouvrirHub(terrain, { env: LIMITES, ...options });
    ouverts.unshift(hub);
    return hub;
  };
  const seuls = {} as Record<SubgraphName, HubOuvert>;
  for (const subgraph of SUBGRAPH_NAMES) seuls[subgraph] = await ouvrir({ subgraph });
  const hubs = {} as Record<Facon, HubOuvert>;
  for (const facon of facons) {
    const remotes = Object.fromEntries(DISTANTS[facon].map((name) => [name, seuls[name].url]));
    hubs[facon] = await ouvrir({ remotes, role: avecFile && facon === 'fusionné' ? 'all' : 'api' });
  }
  return {
    terrain,
    hubs,
    seuls,
    ouvrir,
    fermer: async () => {
      for (const hub of ouverts) await hub.fermer();
      await terrain.fermer();
    },
  };
}

/** What a partner's software reads of an answer, whatever the order in which errors and withheld values came. */
export function lisible({ status, body }: Reponse): object {
  const errors = (body.errors ?? []).map(({ message, path, extensions }) => ({ message, path, code: extensions.code }));
  const parChemin = <T extends { path?: unknown }>(lignes: readonly T[]) =>
    [...lignes].sort((a, b) => (String(a.path) < String(b.path) ? -1 : 1));
  const occultations = parChemin(body.extensions?.occultations ?? []);
  return {
    status,
    data: body.data ?? null,
    errors: parChemin(errors),
    ...(occultations.length > 0 ? { occultations } : {}),
  };
}
