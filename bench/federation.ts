import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Pool } from 'undici';
import { compose } from '../src/gateway/compose';
import { arrondi, median, type Bench, type BenchContext } from './bench';
import { installerHive, ouvrirHive } from './federation/hive';
import { requetes, textes, type Requete } from './federation/requetes';
import { NOMS, sdlDe } from './federation/sous-graphes';
import { processus, type Processus } from './processus';

const TEXTES = 120;
const REQUETES = 200;
const ROUNDS = 7;
const CLIENTS = 8;
const GOAL_UNI = 0.9;
const GOAL_HIVE = 5;

type Rival = 'fused' | 'unfederated' | 'hive' | 'hive rust';

/** Child files and pages of 30 to 70 lines across six institutions, in memory: fused, in one schema, and by a gateway over HTTP. */
export const federation: Bench = {
  name: 'federation',
  dessin: {
    titre: 'Fiche d’enfant à travers six sous-graphes, en mémoire',
    unite: 'ms de processeur par demande',
    barres: {
      fused: 'fusionnés (le hub)',
      unfederated: 'un seul schéma, Apollo Server',
      hive: 'Hive Gateway par HTTP',
      'hive rust': 'Hive Gateway, planificateur Rust',
    },
    rapport: 'Vitesse des sous-graphes fusionnés / du même schéma non fédéré',
    sens: 'au moins',
  },
  run: async ({ progress, cleanup }) => {
    const env = (rival: string) => ({ ...process.env, NODE_ENV: 'production', RIVAL: rival });
    const rivaux = new Map<Rival, Pick<Processus, 'url' | 'cpu'>>();
    for (const [rival, nom] of [
      ['fused', 'fusionne'],
      ['unfederated', 'uni'],
    ] as const)
      rivaux.set(rival, await processus('federation/serveur', env(nom), cleanup));
    const sansHive = await ouvrirLesHive(rivaux, { progress, cleanup });

    const lesTextes = textes(TEXTES);
    progress(`comparing ${String(TEXTES)} answers of ${[...rivaux.keys()].join(', ')}`);
    const demander = new Map([...rivaux].map(([rival, { url }]) => [rival, client(url, cleanup)]));
    const octets = await comparer(demander, lesTextes);

    const cout = new Map([...rivaux.keys()].map((rival) => [rival, [] as number[]]));
    const vitesse = new Map([...rivaux.keys()].map((rival) => [rival, [] as number[]]));
    // The first round compiles, plans and fills caches: it is not counted.
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const [rival, { cpu }] of rivaux) {
        const suite = requetes(lesTextes, REQUETES, round);
        const [avant, debut] = [await cpu(), performance.now()];
        await envoyer(demander.get(rival), suite);
        const duree = performance.now() - debut;
        const ms = ((await cpu()) - avant) / REQUETES;
        progress(
          `round ${String(round)} of ${String(ROUNDS)}, ${rival}: ${ms.toFixed(2)} ms of CPU each, ${((REQUETES * 1_000) / duree).toFixed(0)} a second`,
        );
        if (round === 0) continue;
        cout.get(rival)?.push(ms);
        vitesse.get(rival)?.push((REQUETES * 1_000) / duree);
      }
    const ms = (rival: Rival) => arrondi(median(cout.get(rival) ?? []));
    const contre = (rival: Rival) => arrondi(ms(rival) / ms('fused'));
    const hives = [...rivaux.keys()].filter((rival) => rival.startsWith('hive'));
    const contreHive = Math.min(...hives.map(contre));
    return {
      bench: 'federation',
      what: `CPU of a child file or of a page of 30 to 70 children across six subgraphs in memory, ${String(CLIENTS)} callers${sansHive}`,
      rounds: ROUNDS,
      unit: 'ms of CPU per request',
      medians: Object.fromEntries([...rivaux.keys()].map((rival) => [rival, ms(rival)])),
      ratios: Object.fromEntries([...rivaux.keys()].slice(1).map((rival) => [`${rival} / fused`, contre(rival)])),
      ratio: contre('unfederated'),
      goal: GOAL_UNI,
      facts: {
        'bytes of an answer': octets,
        ...Object.fromEntries(
          [...vitesse].map(([rival, vues]) => [`${rival}, requests per second`, Math.round(median(vues))]),
        ),
      },
      promises: {
        [`at least ${String(GOAL_UNI)} of the same schema unfederated`]: contre('unfederated') >= GOAL_UNI,
        [`at least ${String(GOAL_HIVE)} times Hive Gateway over HTTP, its own process alone counted`]:
          hives.length === 0 ? null : contreHive >= GOAL_HIVE,
      },
    };
  },
};

/** Hive Gateway as it comes, and with its Rust planner. @returns what to say when it is not there */
async function ouvrirLesHive(
  rivaux: Map<Rival, Pick<Processus, 'url' | 'cpu'>>,
  { progress, cleanup }: BenchContext,
): Promise<string> {
  let commande: string;
  try {
    commande = await installerHive(progress);
  } catch (error) {
    progress(`Hive Gateway cannot be installed, it is not compared: ${error instanceof Error ? error.message : ''}`);
    return ' (Hive Gateway could not be installed: not compared)';
  }
  const distants = await processus('federation/distants', { ...process.env, NODE_ENV: 'production' }, cleanup);
  const dossier = mkdtempSync(join(tmpdir(), 'bench-federation-'));
  cleanup(() => {
    rmSync(dossier, { recursive: true, force: true });
    return Promise.resolve();
  });
  const supergraph = join(dossier, 'supergraph.graphql');
  const { supergraphSdl } = compose(NOMS.map((name) => ({ name, sdl: sdlDe(name), url: `${distants.url}/${name}` })));
  writeFileSync(supergraph, supergraphSdl);
  rivaux.set('hive', await ouvrirHive(commande, supergraph, [], cleanup));
  rivaux.set('hive rust', await ouvrirHive(commande, supergraph, ['--hive-router-runtime'], cleanup));
  return '';
}

type Demander = (requete: Requete) => Promise<string>;

function client(url: string, cleanup: BenchContext['cleanup']): Demander {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: CLIENTS });
  cleanup(() => pool.close());
  const headers = { 'content-type': 'application/json' };
  return async (requete) => {
    const { body } = await pool.request({ path: pathname, method: 'POST', headers, body: JSON.stringify(requete) });
    const texte = await body.text();
    if (!texte.startsWith('{"data":{') || texte.includes('"errors":[')) throw new Error(texte.slice(0, 500));
    return texte;
  };
}

/** Every text once to every rival, who must answer the same. @returns the median length of an answer */
async function comparer(rivaux: ReadonlyMap<Rival, Demander>, lesTextes: readonly string[]): Promise<number> {
  const longueurs: number[] = [];
  for (const lu of lesTextes)
    for (const requete of requetes([lu], 2, longueurs.length)) {
      const reponses = await Promise.all(
        [...rivaux].map(async ([rival, demander]) => ({ rival, texte: await demander(requete) })),
      );
      const [premiere] = reponses.map((une) => JSON.parse(une.texte) as unknown);
      longueurs.push(reponses[0]?.texte.length ?? NaN);
      for (const une of reponses)
        if (!isDeepStrictEqual(JSON.parse(une.texte), premiere))
          throw new Error(`${une.rival} does not answer as the fused subgraphs do: ${JSON.stringify(requete)}`);
    }
  return median(longueurs);
}

async function envoyer(demander: Demander | undefined, suite: readonly Requete[]): Promise<void> {
  const reste = suite.values();
  const appeler = async () => {
    for (const requete of reste) await demander?.(requete);
  };
  await Promise.all(Array.from({ length: CLIENTS }, appeler));
}
