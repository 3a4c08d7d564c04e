import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { trousseauDemo } from '../src/audit/trousseau';
import { mettreAJour } from '../src/bases';
import { ouvrirCoffre } from '../src/ouvrir-coffre';
import { readConfig } from '../src/platform/config';
import { freePort } from '../src/platform/free-port';
import { clesEnfants } from '../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../src/rows';
import { demandeurDeJetons } from '../test/scenarios/jetons';
import { arrondi, centile, median, type Bench, type BenchContext } from './bench';
import { SANS_LIMITE } from './charge';
import { GESTES, echantillon, type Geste } from './growth-gestes';
import { peupler } from './population/peupler';
import { processus } from './processus';
import { serveur } from './serveur';

const TAILLES = ['petit', 'grand'] as const;
const PETIT = 20_000;
const GRAND = Number(process.env['GROWTH_INFORMATIONS'] ?? 2_000_000);
const ANNEES = 4;
const ROUNDS = 200;
const CHAUFFE = 20;
const RATIO_MAX = 1.3;
/** The server of a département: what fits in memory at 20,000 does not at two million. */
const REGLAGES = ['shared_buffers=512MB', 'max_wal_size=8GB', 'maintenance_work_mem=512MB', 'fsync=off'];

/** What a CRIP does all day, with a few months of one country in the tables, then with years of it. */
export const growth: Bench = {
  name: 'growth',
  dessin: {
    titre: 'La journée d’une CRIP, avec des mois puis des années d’un pays',
    unite: 'ms',
    mesure: '95e centile',
    barres: Object.fromEntries(
      GESTES.flatMap(({ nom }) => TAILLES.map((taille) => [`${nom}, p95, ${taille}`, `${nom}, ${taille}`])),
    ),
    rapport: 'Pire rapport des 95es centiles',
    sens: 'au plus',
  },
  run: async ({ progress, cleanup }) => {
    const { url, folder } = await serveur('growth', cleanup, REGLAGES);
    const proprietaire = await openHubDatabase(url, { poolSize: 1 });
    for (const nom of ['petit', 'grand']) await proprietaire.query(`CREATE DATABASE ${nom}`);
    await proprietaire.close();
    const ouverts = {
      petit: await ouvrir({ nom: 'petit', informations: PETIT, url, folder }, { progress, cleanup }),
      grand: await ouvrir({ nom: 'grand', informations: GRAND, url, folder }, { progress, cleanup }),
    };
    const durees = Object.fromEntries(GESTES.map(({ nom }) => [nom, { petit: [] as number[], grand: [] as number[] }]));
    for (let round = -CHAUFFE; round < ROUNDS; round += 1) {
      if (round % 50 === 0) progress(`round ${String(round)} of ${String(ROUNDS)}`);
      for (const geste of GESTES)
        // In turn first: what a pause of the machine costs falls on both.
        for (const qui of round % 2 === 0 ? (['petit', 'grand'] as const) : (['grand', 'petit'] as const)) {
          const ms = await ouverts[qui].jouer(geste, round + CHAUFFE);
          if (round >= 0) durees[geste.nom]?.[qui].push(ms);
        }
    }
    const ratios = Object.entries(durees).map(
      ([nom, { petit, grand }]) => [nom, arrondi(p95(grand) / p95(petit))] as const,
    );
    const pire = Math.max(...ratios.map(([, ratio]) => ratio));
    const dire = (quel: (values: readonly number[]) => number, dit: string) =>
      Object.entries(durees).flatMap(([nom, { petit, grand }]) => [
        [`${nom}, ${dit}, petit`, arrondi(quel(petit))] as const,
        [`${nom}, ${dit}, grand`, arrondi(quel(grand))] as const,
      ]);
    return {
      bench: 'growth',
      what: `what a CRIP does all day, with ${String(PETIT)} informations préoccupantes and with ${String(GRAND)}`,
      rounds: ROUNDS,
      medians: Object.fromEntries([...dire(median, 'médiane'), ...dire(p95, 'p95')]),
      ratios: Object.fromEntries(ratios),
      ratio: pire,
      goal: RATIO_MAX,
      facts: { petit: ouverts.petit.informations, grand: ouverts.grand.informations, ...ouverts.grand.faits },
      promises: Object.fromEntries(
        ratios.map(([nom, ratio]) => [`${nom}: p95 at most ${String(RATIO_MAX)} times`, ratio <= RATIO_MAX]),
      ),
    };
  },
};

interface AOuvrir {
  readonly nom: string;
  readonly informations: number;
  readonly url: string;
  readonly folder: string;
}

async function ouvrir({ nom, informations, ...serveur }: AOuvrir, { progress, cleanup }: BenchContext) {
  const url = serveur.url.replace(/\/hub$/, `/${nom}`);
  const env = {
    ...{ ...process.env, ...SANS_LIMITE, DATABASE_URL: url, HUB_DATA_DIR: join(serveur.folder, nom) },
    ...{ PORT: String(await freePort()), LIMIT_OPERATION_MS: '60000' },
  };
  const config = readConfig(env);
  const coffre = await ouvrirCoffre(config);
  const cles = clesEnfants(coffre);
  await mettreAJour(url, url, cles);
  const database = await openHubDatabase(url, { poolSize: 2, cles });
  cleanup(() => database.close());
  const debut = performance.now();
  const ecrites = await peupler({
    ...{ database, url, coffre, trousseau: trousseauDemo(config.HUB_DATA_DIR) },
    ...{ informations, annees: ANNEES, graine: 1, jusqua: new Date() },
    avancer: (faites) => {
      progress(`${nom}: ${String(faites)} of ${String(informations)} informations`);
    },
  });
  await database.query('VACUUM (ANALYZE)');
  await database.query('CHECKPOINT');
  const [taille] = await database.query<{ mo: number }>(
    'SELECT (pg_database_size(current_database()) / 1048576)::int mo',
  );
  const un = await processus('hub-seul', env, cleanup);
  // Asked again when it expires: the other size may take an hour to write.
  const { jeton } = demandeurDeJetons({ config, database, url: un.url });
  const sujets = await echantillon(database);
  return {
    informations: ecrites.get('crip.information_preoccupante') ?? 0,
    faits: {
      ...Object.fromEntries([...ecrites].map(([table, lignes]) => [table, lignes])),
      tailleMo: taille?.mo ?? NaN,
      peupleEnSecondes: Math.round((performance.now() - debut) / 1_000),
    },
    jouer: async ({ query, variables, finalite }: Geste, rang: number): Promise<number> => {
      const body = JSON.stringify({ query, variables: variables(sujets, rang, randomUUID()) });
      const headers = {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${await jeton('crip')}` },
        ...(finalite === undefined ? {} : { finalite }),
      };
      const depart = performance.now();
      const reponse = await fetch(new URL('/graphql', un.url), { method: 'POST', headers, body });
      const texte = await reponse.text();
      const ms = performance.now() - depart;
      if (texte.includes('"errors"') || /"userErrors":\[\{/.test(texte)) throw new Error(texte.slice(0, 500));
      return ms;
    },
  };
}

const p95 = (values: readonly number[]) => centile(values, 0.95);
