import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { actRunner } from '../../src/act';
import { publiques, signataire } from '../../src/audit/cles';
import { lireTrousseau, trousseauDemo } from '../../src/audit/trousseau';
import { demoClients } from '../../src/auth/demo-clients';
import { systemClock } from '../../src/platform/clock';
import { outgoingPolicy, type Config } from '../../src/platform/config';
import type { Database } from '../../src/platform/database';
import { outgoing } from '../../src/platform/http-client';
import { lireRaccordees } from '../../src/platform/raccordement';
import { enregistrerHub } from '../../src/subgraphs/administration';
import { registres } from '../../src/subgraphs/registry';
import { carte, ouvrirClesEchange, type Carte, type ClesEchange } from '../../src/transferts/cles';

const trousseauDe = ({ PREUVE_CLES, HUB_DATA_DIR }: Config) =>
  PREUVE_CLES === undefined ? trousseauDemo(HUB_DATA_DIR) : lireTrousseau(PREUVE_CLES);

/** What the operator of that hub gives to others. */
export function carteDe(config: Config): Carte {
  return carte(ouvrirClesEchange(config) as ClesEchange, publiques(trousseauDe(config)));
}

/** The operator of that hub admits another one, by the act of `hub -- hubs add`. */
export async function admettre(
  { config, database }: { readonly config: Config; readonly database: Database },
  autre: { readonly url: string; readonly carte: Carte },
  collectivites: readonly string[],
): Promise<void> {
  const { echange, preuve } = autre.carte;
  const run = actRunner({
    ...{ database, clock: systemClock, newId: v7, registres: registres(), raccordees: lireRaccordees },
    signataire: signataire(trousseauDe(config), 'recus', new Date()),
    ...{ production: false, committed: () => undefined, refusInscriptible: () => Promise.resolve(true) },
  });
  const exploitant = { ...demoClients.exploitant, clientId: 'hub', sub: 'hub', expiresAt: Infinity, liaison: null };
  await run(enregistrerHub, exploitant, {
    ...{ idempotencyKey: randomUUID(), hub: preuve.origine, preuve, collectivites },
    url: await outgoing(outgoingPolicy(config)).admit(autre.url),
    cles: echange.keys.map(({ kid, emploi, kty, crv, x }) => ({ kid, emploi, jwk: { kty, crv, x } })),
  });
}
