import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';
import { demoClients, type DemoClientName } from '../../src/auth/demo-clients';
import { closers } from '../../src/closers';
import { ouvrirCoffre } from '../../src/ouvrir-coffre';
import { enregistrerPartenaire } from '../../src/partners';
import { outgoingPolicy, readConfig } from '../../src/platform/config';
import { freePort } from '../../src/platform/free-port';
import { outgoing } from '../../src/platform/http-client';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../../src/rows';
import { demandeurDeJetons } from '../scenarios/jetons';
import { freshDatabase } from './database';
import { startHubProcess, type HubProcess } from './hub-process';

export interface HubProcessesOptions<A extends DemoClientName> {
  readonly apis: number;
  readonly workers: number;
  /** Partners whose software listens. */
  readonly abonnes: readonly A[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A hub spread over processes of its own, over one database, and what its partners need to speak to it. */
export async function startHubProcesses<A extends DemoClientName>(options: HubProcessesOptions<A>) {
  const closing = closers();
  const base = await freshDatabase();
  closing.add(() => base.drop());
  const dossier = mkdtempSync(join(tmpdir(), 'hub-processes-'));
  closing.add(() => rm(dossier, { recursive: true }));
  const ports = await Promise.all(Array.from({ length: options.apis }, () => freePort()));
  const env = {
    ...{ DATABASE_URL: base.url, PUBLIC_URL: `http://127.0.0.1:${String(ports[0])}` },
    ...options.env,
  };
  const start = async (role: 'api' | 'worker', port = 0): Promise<HubProcess> => {
    const started = await startHubProcess(role, dossier, { ...env, PORT: String(port) });
    closing.add(() => started.stop().then(() => undefined));
    return started;
  };
  // The first one makes the keys and the tables; the others find them.
  const apis = [await start('api', ports[0])];
  apis.push(...(await Promise.all(ports.slice(1).map((port) => start('api', port)))));
  const config = readConfig({ HUB_DATA_DIR: dossier, ...env, PORT: String(ports[0]) });
  const cles = clesEnfants(await ouvrirCoffre(config));
  const database = await openHubDatabase(base.url, { poolSize: 2, cles });
  closing.add(() => database.close());
  const simulateurs = {} as Record<A, PartnerSimulator>;
  for (const nom of options.abonnes) {
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const simulateur = await startPartnerSimulator({ secret });
    closing.add(() => simulateur.close());
    simulateurs[nom] = simulateur;
    const url = await outgoing(outgoingPolicy(config)).admit(simulateur.url);
    await enregistrerPartenaire(database, { ...demoClients[nom], webhook: { url, secret } });
  }
  const workers = await Promise.all(Array.from({ length: options.workers }, () => start('worker')));
  const { jeton } = demandeurDeJetons({ config, database, url: `http://127.0.0.1:${String(ports[0])}` });
  return {
    ...{ base, database, apis, workers, simulateurs, jeton, start },
    /** One GraphQL request to that API. */
    demander: async (api: HubProcess, client: DemoClientName, query: string, variables: object, entetes = {}) => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await jeton(client)}`, 'content-type': 'application/json', ...entetes },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as any;
    },
    close: () => closing.close(),
  };
}
