import 'reflect-metadata';
import { v7 } from 'uuid';
import { enregistrerPartenairesDemo } from '../src/partners';
import type { Database } from '../src/platform/database';
import { ouvrirEcheance } from '../src/platform/echeances';
import { balayerEcheances } from '../src/platform/echeances-balayage';
import { migrerHub, openHubDatabase } from '../src/rows';
import { median, timed, type Bench, type Report } from './bench';
import { serveur } from './serveur';

const ROWS = 100_000;
const ROUNDS = 5;
const LOT = 1_000;
const SWEEP_MAX_MS = 10_000;
const MEMORY_MAX_MB = 128;
const DEPART = new Date('2026-03-02T09:00:00Z');
const NOW = new Date('2026-06-03T00:00:00Z');

/** 100,000 open deadlines, every one of them due: the worst pass there is, against a plain scan of the same index. */
export const echeances: Bench = {
  name: 'echeances',
  dessin: {
    titre: 'Relever 100 000 délais légaux échus',
    unite: 'ms',
    barres: { sweep: 'relève complète', indexedScan: 'lecture des mêmes lignes', idleSweep: 'relève sans rien d’échu' },
    rapport: 'Durée de la relève, en secondes',
    sens: 'au plus',
  },
  run: async ({ progress, cleanup }) => {
    const { url } = await serveur('echeances', cleanup);
    await migrerHub(url, url);
    const database = await openHubDatabase(url);
    try {
      return await measure(database, progress);
    } finally {
      await database.close();
    }
  },
};

async function measure(database: Database, progress: (step: string) => void): Promise<Report> {
  progress(`writing ${String(ROWS)} open deadlines`);
  await fill(database);
  const scans: number[] = [];
  const sweeps: number[] = [];
  const idles: number[] = [];
  const growths: number[] = [];
  let fired = 0;
  // The first round warms both up and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    await reset(database);
    const scan = await timed(() => scanAll(database));
    const memory = watchMemory();
    const sweep = await timed(async () => {
      fired = await balayerEcheances(database, { now: NOW, newId: v7, lot: LOT });
    });
    const growth = memory.stop();
    const idle = await timed(() => balayerEcheances(database, { now: NOW, newId: v7, lot: LOT }));
    progress(
      `round ${String(round)} of ${String(ROUNDS)}: scan ${scan.toFixed(0)} ms, sweep ${sweep.toFixed(0)} ms, ` +
        `idle sweep ${idle.toFixed(1)} ms, +${growth.toFixed(0)} MB`,
    );
    if (round === 0) continue;
    scans.push(scan);
    sweeps.push(sweep);
    idles.push(idle);
    growths.push(growth);
  }
  const [told] = await database.query<{ alerts: number; twice: number; deliveries: number }>(
    `SELECT count(*)::int AS alerts, (count(*) - count(DISTINCT sujet_id))::int AS twice,
       (SELECT count(*)::int FROM hub.livraison) AS deliveries FROM hub.evenement`,
  );
  const { alerts, twice, deliveries } = told ?? { alerts: 0, twice: 0, deliveries: 0 };
  const memoryMb = Math.round(Math.max(...growths));
  const sweepMs = Math.round(median(sweeps));
  return {
    bench: 'echeances',
    what: `${String(ROWS)} open deadlines, all due, swept in one pass in batches of ${String(LOT)}`,
    rounds: ROUNDS,
    medians: { sweep: sweepMs, indexedScan: Math.round(median(scans)), idleSweep: Number(median(idles).toFixed(1)) },
    ratios: { sweepToIndexedScan: Number(median(sweeps.map((sweep, i) => sweep / (scans[i] ?? NaN))).toFixed(1)) },
    ratio: sweepMs / 1_000,
    goal: SWEEP_MAX_MS / 1_000,
    facts: { fired, alerts, twice, deliveries, memoryGrowthMb: memoryMb },
    promises: {
      'every deadline fires once': fired === ROWS && alerts === ROWS && twice === 0,
      'every alert is owed to the CRIP': deliveries === ROWS,
      'under 10 s': sweepMs < SWEEP_MAX_MS,
      [`memory grows by less than ${String(MEMORY_MAX_MB)} MB`]: memoryMb < MEMORY_MAX_MB,
    },
  };
}

/** One row as the act writes it, copied by the database with other identifiers, for partners who can be told. */
async function fill(database: Database): Promise<void> {
  await enregistrerPartenairesDemo(database);
  const { ecriture } = ouvrirEcheance(v7, {
    regle: 'A1',
    sujetId: v7(),
    depart: DEPART,
    collectivite: '31',
    now: DEPART,
  });
  await database.transaction((tx) => tx.insert([ecriture]));
  const columns = database.dataSource
    .getMetadata(ecriture.entity)
    .columns.map(({ databaseName }) => databaseName)
    .filter((name) => name !== 'id' && name !== 'sujet_id')
    .join(', ');
  await database.query(
    `INSERT INTO hub.echeance (id, sujet_id, ${columns})
     SELECT uuidv7(), uuidv7(), ${columns} FROM hub.echeance, generate_series(2, ${String(ROWS)})`,
  );
}

/** Every row is due again, and nothing was told. */
async function reset(database: Database): Promise<void> {
  await database.query('TRUNCATE hub.alerte_echeance, hub.evenement, hub.livraison');
  await database.query('UPDATE hub.echeance SET prochaine_alerte_le = alertes[1]');
  await database.query('VACUUM (ANALYZE) hub.echeance');
  await database.query('CHECKPOINT');
}

/** Reads what a sweep reads, by the same index, in batches of the same size; writes nothing. */
async function scanAll(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(
      `DECLARE plain NO SCROLL CURSOR FOR
       SELECT id, paliers[1] AS palier, collectivite, avertie FROM hub.echeance
       WHERE etat = 'OUVERTE' AND prochaine_alerte_le <= '${NOW.toISOString()}' ORDER BY prochaine_alerte_le`,
    );
    while ((await tx.query(`FETCH ${String(LOT)} FROM plain`)).length === LOT);
  });
}

/** How far the resident memory rose above where it was, at its highest. */
function watchMemory(): { stop: () => number } {
  const before = process.memoryUsage.rss();
  let highest = before;
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 10);
  return {
    stop: () => {
      clearInterval(timer);
      return (highest - before) / 1_048_576;
    },
  };
}
