import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Trousseau } from '../../src/audit/cles';
import { lireTrousseau, nouveauTrousseau } from '../../src/audit/trousseau';
import { demoClients } from '../../src/auth/demo-clients';
import type { HubRole } from '../../src/hub';
import { ouvrirCoffre } from '../../src/ouvrir-coffre';
import { ouvrirPieces } from '../../src/pieces/ouvrir';
import { systemClock } from '../../src/platform/clock';
import { readConfig } from '../../src/platform/config';
import type { Database } from '../../src/platform/database';
import { freePort } from '../../src/platform/free-port';
import { createLogger } from '../../src/platform/logger';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../../src/rows';
import { registres, TRANSFERABLES } from '../../src/subgraphs/registry';
import { lireClesEchange, type Carte, type ClesEchange } from '../../src/transferts/cles';
import { ouvrirTransferts, type Transferts } from '../../src/transferts/ouvrir';
import { admettre, carteDe } from './admettre';
import { ouvrirHub, ouvrirTerrain, VOISINS, type HubOuvert, type Json } from '../subgraphs/hub-ouvert';

export const LYON = {
  crip: VOISINS.crip69M,
  ase: { ...demoClients.ase, institution: 'ase-69M', territoire: '69M' },
} as const;

/** One deployment: its own database, keys, name and address. */
export interface HubDEssai {
  /** Name of its journal. */
  readonly nom: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly trousseau: Trousseau;
  readonly cles: ClesEchange;
  readonly carte: Carte;
  /** Its tables, as their owner sees them, its secrets open. */
  readonly database: Database;
  readonly demander: HubOuvert['demander'];
  readonly jeton: HubOuvert['jeton'];
  /** What its worker does of transfers, when the test says. */
  readonly transferts: Transferts;
  /** Everything that waits is due now, and taken as far as it goes. */
  conduire(): Promise<void>;
  /** Its API ends, and is there again at the same address. */
  arreter(): Promise<void>;
  demarrer(role?: HubRole): Promise<void>;
  admettre(autre: Pick<HubDEssai, 'url' | 'carte'>, collectivites: readonly string[]): Promise<void>;
  fermer(): Promise<void>;
}

type Partenaires = NonNullable<Parameters<typeof ouvrirHub>[1]>['partenaires'];

export async function ouvrirUnHub(
  nom: string,
  partenaires: NonNullable<Partenaires>,
  plus: Readonly<Record<string, string>> = {},
): Promise<HubDEssai> {
  const terrain = await ouvrirTerrain();
  const preuve = join(terrain.folder, 'preuve.json');
  writeFileSync(preuve, JSON.stringify(nouveauTrousseau(nom)));
  const port = await freePort();
  const env = { PORT: String(port), PREUVE_CLES: preuve, ...plus };
  const options = { env, partenaires };
  // Stopped, its address and its tokens stay: another process may take its place.
  let ouvert = await ouvrirHub(terrain, options);
  let debout = true;
  const config = readConfig({
    ...{ ...env, DATABASE_URL: terrain.databaseUrl, HUB_DATA_DIR: terrain.folder, AUTH_JWKS: terrain.jwks },
  });
  const cles = clesEnfants(await ouvrirCoffre(config));
  const database = await openHubDatabase(terrain.databaseUrl, { poolSize: 2, cles });
  const service = await openHubDatabase(terrain.databaseUrl, { qualite: 'travailleur', poolSize: 4, cles });
  const trousseau = lireTrousseau(preuve);
  const echange = lireClesEchange(join(terrain.folder, 'echange-cles.json'));
  const commun = { clock: systemClock, newId: v7, registres: registres(), committed: () => undefined };
  const transferts = ouvrirTransferts({
    ...{ ...commun, config, database: service, heure: systemClock, random: () => 0.5, trousseau },
    ...{ transferables: TRANSFERABLES, depot: ouvrirPieces(config)?.depot },
    logger: createLogger({ level: 'silent' }),
  }) as Transferts;
  return {
    ...{ nom, url: `http://127.0.0.1:${String(port)}`, trousseau, cles: echange, database, transferts },
    env: { ...env, DATABASE_URL: terrain.databaseUrl, HUB_DATA_DIR: terrain.folder, AUTH_JWKS: terrain.jwks },
    carte: carteDe(config),
    demander: (...demande) => ouvert.demander(...demande),
    jeton: (...porteur) => ouvert.jeton(...porteur),
    conduire: async () => {
      await database.query('UPDATE hub.transfert_sortant SET prochaine_le = ouvert_le WHERE prochaine_le IS NOT NULL');
      await transferts.conduire();
    },
    arreter: async () => {
      if (debout) await ouvert.fermer();
      debout = false;
    },
    demarrer: async (role = 'api') => {
      ouvert = await ouvrirHub(terrain, { ...options, role });
      debout = true;
    },
    admettre: (autre, collectivites) => admettre({ config, database: service }, autre, collectivites),
    fermer: async () => {
      await transferts.close();
      if (debout) await ouvert.fermer();
      await service.close();
      await database.close();
      await terrain.fermer();
    },
  };
}

/** Toulouse and Lyon, each of which has admitted the other. */
export async function ouvrirDeuxHubs(plus: Readonly<Record<string, string>> = {}) {
  const { college, hopital, crip, ase, exploitant } = demoClients;
  const toulouse = await ouvrirUnHub('hub.toulouse.example/journal', [college, hopital, crip, ase, exploitant], plus);
  const lyon = await ouvrirUnHub('hub.lyon.example/journal', [LYON.crip, LYON.ase], plus);
  await toulouse.admettre(lyon, ['69M', '69D']);
  await lyon.admettre(toulouse, ['31']);
  return {
    toulouse,
    lyon,
    fermer: async () => {
      await toulouse.fermer();
      await lyon.fermer();
    },
  };
}

export const TRANSIT = `query ($id: ID!) { informationPreoccupante(id: $id) {
  id reference etat recueLe transferts { de vers canal referenceDepart referenceArrivee }
  transfertsEntreHubs { id etat hub vers confirmeLe referenceArrivee refus { code message } recu { id jws charge } }
} }`;

/** What Lyon has opened that came from that information. */
export async function ouvertes(lyon: HubDEssai, informationId: string): Promise<Json[]> {
  return lyon.database.query(
    `SELECT i.id, i.reference, i.etat, i.recue_le "recueLe" FROM crip.transfert t
     JOIN crip.information_preoccupante i ON i.id = t.arrivee_id WHERE t.information_id = $1`,
    [informationId],
  );
}
