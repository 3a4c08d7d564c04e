import { setTimeout as sleep } from 'node:timers/promises';
import type { PartnerSimulator } from '../connectors/webhook/simulator';
import { demoClients } from '../src/auth/demo-clients';
import type { Database } from '../src/platform/database';
import { freePort } from '../src/platform/free-port';
import { ordonnance } from '../test/scenarios/envois';
import { NOTIFIER } from '../test/scenarios/operations';
import { abonner } from '../test/subgraphs/abonne';
import { median, type Bench } from './bench';
import { envoyer } from './charge';
import { installer } from './installation';
import { processus } from './processus';

const REPLICAS = 3;
const CLIENTS = 33;
const SECONDS = 4;
const ROUNDS = 3;
const URGENT = 5;
const DRAIN_MS = 120_000;

/** Three API processes and three workers over one PostgreSQL and one Redis: what is added, and that nothing is doubled. */
export const replicas: Bench = {
  name: 'replicas',
  dessin: {
    titre: 'Actes reçus par trois API sur une base',
    unite: 'actes par seconde',
    barres: { 'one API': 'une API', '3 API': 'trois API' },
    rapport: 'Trois API / une',
    sens: 'au moins',
  },
  run: async ({ progress, cleanup }) => {
    const { env, jetons, database, abonnes } = await installer({ name: 'replicas', abonnes: ['crip'], cleanup });
    progress(`${String(REPLICAS)} API processes and ${String(REPLICAS)} workers start`);
    const urls: string[] = [];
    for (let i = 0; i < REPLICAS; i += 1)
      urls.push((await processus('hub-seul', { ...env, PORT: String(await freePort()) }, cleanup)).url);
    for (let i = 0; i < REPLICAS; i += 1) await processus('ouvrier-seul', env, cleanup);

    const avant = await compter(database);
    const vitesses = { une: [] as number[], toutes: [] as number[] };
    let acceptes = 0;
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const combien of ['une', 'toutes'] as const) {
        const vers = combien === 'une' ? urls.slice(0, 1) : urls;
        const charge = { clients: CLIENTS / vers.length, seconds: SECONDS };
        const parUrl = await Promise.all(vers.map((url) => envoyer(url, jetons.college, charge)));
        const vitesse = parUrl.reduce((somme, { vitesse }) => somme + vitesse, 0);
        acceptes += parUrl.reduce((somme, { acceptes }) => somme + acceptes, 0);
        progress(
          `round ${String(round)} of ${String(ROUNDS)}, ${String(vers.length)} API: ${vitesse.toFixed(0)} acts/s`,
        );
        if (round > 0) vitesses[combien].push(vitesse);
      }
    progress('urgent measures through each API, heard by the subscribers of all');
    const ecoutes = await ecouter(urls, jetons);
    progress('waiting for the workers to have told everyone');
    const remises = await vider(database, abonnes.crip);
    const ecrits = (await compter(database)) - avant;
    const une = Math.round(median(vitesses.une));
    const toutes = Math.round(median(vitesses.toutes));
    const ratio = Math.round((toutes / une) * 100) / 100;
    return {
      bench: 'replicas',
      what: `acts received by ${String(REPLICAS)} API processes, ${String(REPLICAS)} workers delivering, against one API process`,
      rounds: ROUNDS,
      unit: 'acts per second',
      medians: { 'one API': une, [`${String(REPLICAS)} API`]: toutes },
      ratios: { 'three / one': ratio },
      ratio,
      goal: 1,
      facts: { accepted: acceptes, written: ecrits, ...remises, ...ecoutes },
      promises: {
        'at least as much as one process': ratio >= 1,
        'each accepted act written once': ecrits === acceptes,
        'each notification took effect once': remises.effects === remises.owed,
        'each subscriber heard each measure once': ecoutes.heard === ecoutes.expected,
      },
    };
  },
};

async function compter(database: Database): Promise<number> {
  const [ligne] = await database.query<{ nombre: number }>(
    'SELECT count(*)::int nombre FROM crip.information_preoccupante',
  );
  return ligne?.nombre ?? NaN;
}

/** Every measure notified through any API, as each API's own subscriber hears it. */
async function ecouter(
  urls: readonly string[],
  jetons: { readonly parquet: string; readonly ase: string },
): Promise<{ heard: number; expected: number }> {
  const abonnes = urls.map((url) => abonner(`${url}/graphql`, jetons.ase));
  await Promise.all(abonnes.map(({ ouvert }) => ouvert));
  await sleep(500);
  const headers = { authorization: `Bearer ${jetons.parquet}`, 'content-type': 'application/json' };
  const ids: string[] = [];
  for (const url of urls)
    for (let i = 0; i < URGENT; i += 1) {
      const body = JSON.stringify({ query: NOTIFIER, variables: { input: ordonnance() } });
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      const { data } = (await answer.json()) as {
        data: { notifierMesureUrgente: { accuseReception: { id: string } } };
      };
      ids.push(data.notifierMesureUrgente.accuseReception.id);
    }
  const lus = (abonne: (typeof abonnes)[number]) =>
    abonne.recus.filter(({ sujet, type }) => type === 'mesure-urgente.notifiee' && ids.includes(sujet.id));
  await Promise.all(abonnes.flatMap((abonne) => ids.map((id) => abonne.attendre(id, ({ sujet }) => sujet.id === id))));
  // One too many would come after the others.
  await sleep(1_000);
  const heard = abonnes.reduce((somme, abonne) => somme + lus(abonne).length, 0);
  await Promise.all(abonnes.map((abonne) => abonne.fermer()));
  return { heard, expected: ids.length * urls.length };
}

/** Waits until nothing is left to deliver to the CRIP. */
async function vider(database: Database, crip: PartnerSimulator): Promise<{ owed: number; effects: number }> {
  const limite = performance.now() + DRAIN_MS;
  for (;;) {
    const [ligne] = await database.query<{ dues: number; restent: number }>(
      `SELECT count(*)::int dues, (count(*) FILTER (WHERE etat = 'EN_ATTENTE'))::int restent
       FROM hub.livraison WHERE destinataire = $1`,
      [demoClients.crip.institution],
    );
    if (ligne?.restent === 0 || performance.now() > limite)
      return { owed: ligne?.dues ?? NaN, effects: crip.effects.length };
    await sleep(500);
  }
}
