import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import { Pool } from 'undici';
import { readConfig } from '../src/platform/config';
import { freePort } from '../src/platform/free-port';
import { fiche, ordonnance, saisine } from '../test/scenarios/envois';
import { ouvrirMonde } from '../test/scenarios/monde';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../test/scenarios/operations';
import { arrondi, median, type Bench } from './bench';
import { SANS_LIMITE } from './charge';
import { cpuDePostgres } from './cpu';
import { processus } from './processus';
import { environnement, serveur } from './serveur';

const ENFANTS = 30;
const INFORMATIONS = 3;
const LECTURES = 150;
const ROUNDS = 7;
const CLIENTS = 4;
const GOAL = 0.5;

const LIRE = `query ($id: ID!) { enfant(id: $id, finalite: EVALUATION) {
  id nomNaissance prenoms dateNaissance scolarite { uai classe } suiviSante { finess }
  informationsPreoccupantes { reference recueLe emetteur { nom personne } faits { recit parolesEnfant } echeances { regle dateLimite } }
  mesuresUrgentes { reference motifs } saisinesDefenseur { reference faits } } }`;

type Qui = 'hub' | 'direct';
const QUI: readonly Qui[] = ['hub', 'direct'];

/** A child's file read by a CRIP through the whole hub, and by hand in the same process: same token, rows, table, secrets and audit. */
export const federationReal: Bench = {
  name: 'federation-real',
  dessin: {
    titre: 'Fiche d’enfant sur PostgreSQL, avec tous les contrôles',
    unite: 'ms de processeur par lecture',
    barres: {
      hub: 'hub',
      direct: 'SQL et JSON écrits à la main',
      'hub, PostgreSQL': 'hub, PostgreSQL',
      'direct, PostgreSQL': 'à la main, PostgreSQL',
    },
    rapport: 'Vitesse du hub / d’un point d’accès écrit à la main',
    sens: 'au moins',
  },
  run: async ({ progress, cleanup }) => {
    const base = await serveur('federation-real', cleanup);
    const port = await freePort();
    const env = {
      ...(await environnement(base)),
      ...SANS_LIMITE,
      NODE_ENV: 'development',
      DIRECT_PORT: String(port),
    };
    progress(`writing ${String(ENFANTS)} files`);
    const jeton = await peupler(env);
    const un = await processus('federation/direct', env, cleanup);
    const pool = new Pool(new URL(un.url).origin, { connections: CLIENTS });
    const aLaMain = new Pool(`http://127.0.0.1:${String(port)}`, { connections: CLIENTS });
    for (const ouvert of [pool, aLaMain]) cleanup(() => ouvert.close());
    const headers = { authorization: `Bearer ${jeton}`, 'content-type': 'application/json' };
    const lire: Readonly<Record<Qui, (id: string) => Promise<unknown>>> = {
      hub: async (id) => {
        const body = JSON.stringify({ query: LIRE, variables: { id } });
        return donnees(await (await pool.request({ path: '/graphql', method: 'POST', headers, body })).body.text());
      },
      direct: async (id) =>
        donnees(await (await aLaMain.request({ path: `/enfants/${id}`, method: 'GET', headers })).body.text()),
    };

    const client = new Client({ connectionString: base.url });
    await client.connect();
    cleanup(() => client.end());
    const { rows } = await client.query<{ id: string }>('SELECT id FROM crip.enfant ORDER BY id');
    const ids = rows.map(({ id }) => id);
    progress(`comparing ${String(ids.length)} files and what is written of their reading`);
    for (const id of ids) {
      const [parHub, auditHub] = [await lire.hub(id), await dernierAcces(client)];
      const [parMain, auditMain] = [await lire.direct(id), await dernierAcces(client)];
      if (!isDeepStrictEqual(parHub, parMain))
        throw new Error(`Not the same file:\n${JSON.stringify(parHub)}\n${JSON.stringify(parMain)}`);
      if (!isDeepStrictEqual(auditHub, auditMain))
        throw new Error(`Not the same audit:\n${JSON.stringify(auditHub)}\n${JSON.stringify(auditMain)}`);
    }

    const postgres = await cpuDePostgres(base.url);
    const mesures = Object.fromEntries(
      QUI.map((qui) => [qui, { hub: [], postgres: [], parSeconde: [] }]),
    ) as unknown as Record<Qui, Record<'hub' | 'postgres' | 'parSeconde', number[]>>;
    // The first round compiles, plans and fills caches: it is not counted.
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const qui of QUI) {
        const [cpu, base, debut] = [await un.cpu(), postgres(), performance.now()];
        const suite = Array.from({ length: LECTURES }, (_, n) => ids[(n * 7 + round) % ids.length] ?? '').values();
        const appeler = async () => {
          for (const id of suite) await lire[qui](id);
        };
        await Promise.all(Array.from({ length: CLIENTS }, appeler));
        const duree = performance.now() - debut;
        const ms = ((await un.cpu()) - cpu) / LECTURES;
        progress(`round ${String(round)} of ${String(ROUNDS)}, ${qui}: ${ms.toFixed(2)} ms of CPU each`);
        if (round === 0) continue;
        mesures[qui].hub.push(ms);
        mesures[qui].postgres.push((postgres() - base) / LECTURES);
        mesures[qui].parSeconde.push((LECTURES * 1_000) / duree);
      }
    const de = (qui: Qui, quoi: 'hub' | 'postgres' | 'parSeconde') => arrondi(median(mesures[qui][quoi]));
    const ratio = arrondi(de('direct', 'hub') / de('hub', 'hub'));
    const tout = (qui: Qui) => de(qui, 'hub') + de(qui, 'postgres');
    return {
      bench: 'federation-real',
      what: `CPU of a child's file read by a CRIP across five subgraphs on PostgreSQL, ${String(CLIENTS)} callers`,
      rounds: ROUNDS,
      unit: 'ms of CPU per reading',
      medians: {
        hub: de('hub', 'hub'),
        direct: de('direct', 'hub'),
        'hub, PostgreSQL': de('hub', 'postgres'),
        'direct, PostgreSQL': de('direct', 'postgres'),
      },
      ratios: {
        'direct / hub': ratio,
        'direct / hub, PostgreSQL counted': arrondi(tout('direct') / tout('hub')),
        'hub / direct, readings per second': arrondi(de('hub', 'parSeconde') / de('direct', 'parSeconde')),
      },
      ratio,
      goal: GOAL,
      facts: { 'files compared': ids.length, 'hub, readings per second': de('hub', 'parSeconde') },
      promises: { [`at least ${String(GOAL)} of a hand-written endpoint`]: ratio >= GOAL },
    };
  },
};

function donnees(texte: string): unknown {
  const { data, errors } = JSON.parse(texte) as { data: unknown; errors?: unknown };
  if (errors !== undefined || !data) throw new Error(texte.slice(0, 500));
  return data;
}

/** What the last reading wrote of itself, whatever the order of the records. */
async function dernierAcces(client: Client): Promise<unknown> {
  const { rows } = await client.query<object>(
    `SELECT institution, acteur, finalite, enfant_id, ARRAY(SELECT t || ' ' || i FROM unnest(objet_types, objet_ids) AS o(t, i) ORDER BY 1) objets
     FROM hub.acces WHERE operation = (SELECT operation FROM hub.acces ORDER BY id DESC LIMIT 1) ORDER BY enfant_id`,
  );
  return rows;
}

async function peupler(env: NodeJS.ProcessEnv): Promise<string> {
  const monde = await ouvrirMonde({ config: readConfig(env) });
  try {
    for (let rang = 0; rang < ENFANTS; rang += 1) {
      const { enfant } = fiche();
      for (let n = 0; n < INFORMATIONS; n += 1)
        await monde.demander('college', TRANSMETTRE, { input: fiche({ enfant }) });
      await monde.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) });
      await monde.demander('defenseur', SAISIR, { input: saisine({ enfant }) });
    }
    return await monde.jeton('crip');
  } finally {
    await monde.fermer();
  }
}
