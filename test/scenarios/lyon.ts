import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import { demoClients } from '../../src/auth/demo-clients';
import { enregistrerPartenaire } from '../../src/partners';
import { readConfig } from '../../src/platform/config';
import { freePort } from '../../src/platform/free-port';
import { openHubDatabase } from '../../src/rows';
import { admettre, carteDe } from '../transferts/admettre';
import { lancer } from '../transferts/hub-tuable';
import { demandeurDeJetons } from './jetons';
import type { Monde, Reponse } from './monde';

export const CRIP_LYON = {
  ...demoClients.crip,
  institution: 'crip-69M',
  nom: 'CRIP de la Métropole de Lyon',
  territoire: '69M',
};
const ASE_LYON = { ...demoClients.ase, institution: 'ase-69M', nom: 'ASE de la Métropole de Lyon', territoire: '69M' };

/** Another hub: a process of its own, with its own database, keys and partners; each has admitted the other. */
export interface HubDeLyon {
  readonly carte: ReturnType<typeof carteDe>;
  /** Starts it; it dies by `kill -9` where it is told to, if it is. */
  demarrer(tuer?: string): Promise<void>;
  /** The signal by which it died. */
  mort(): Promise<NodeJS.Signals | null>;
  demander(query: string, variables: object): Promise<Reponse['body']>;
  fermer(): Promise<void>;
}

export async function ouvrirLyon(monde: Monde): Promise<HubDeLyon> {
  const base = `lyon_${randomUUID().slice(0, 8)}`;
  await monde.database.query(`CREATE DATABASE ${base}`);
  const adresse = new URL(monde.hub.databaseUrl);
  adresse.pathname = `/${base}`;
  const dossier = mkdtempSync(join(tmpdir(), 'hub-lyon-'));
  const preuve = join(dossier, 'preuve.json');
  writeFileSync(preuve, JSON.stringify(nouveauTrousseau('hub.lyon.example/journal')));
  const port = await freePort();
  const env = { DATABASE_URL: adresse.href, HUB_DATA_DIR: dossier, PREUVE_CLES: preuve, PORT: String(port) };
  const config = readConfig(env);
  const url = `http://127.0.0.1:${env.PORT}`;
  let processus = await lancer({ env }, 'api', '');
  const database = await openHubDatabase(env.DATABASE_URL, { poolSize: 2 });
  // A trial has the partners of Toulouse: they are not those of Lyon.
  await database.query('UPDATE hub.partenaire SET revoque_le = now()');
  for (const une of [CRIP_LYON, ASE_LYON]) await enregistrerPartenaire(database, une);
  const carte = carteDe(config);
  await admettre({ config, database }, { url: new URL(monde.url).origin, carte: carteDe(monde.config) }, ['31']);
  await admettre(monde, { url, carte }, ['69M', '69D']);
  await processus.arreter();
  const { jetonDe } = demandeurDeJetons({ config, database, url });
  return {
    carte,
    demarrer: async (tuer = '') => {
      processus = await lancer({ env }, 'api', tuer);
    },
    mort: () => processus.mort(),
    demander: async (query, variables) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await jetonDe(CRIP_LYON)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Reponse['body'];
    },
    fermer: async () => {
      await processus.arreter();
      await database.close();
      await monde.database.query('UPDATE hub.hub_distant SET revoque_le = now()');
      await monde.database.query(`DROP DATABASE ${base} WITH (FORCE)`);
      rmSync(dossier, { recursive: true });
    },
  };
}
