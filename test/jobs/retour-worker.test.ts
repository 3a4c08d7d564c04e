import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub, type Hub } from '../../src/hub';
import { movableClock } from '../../src/platform/clock';
import { readConfig, type Config } from '../../src/platform/config';
import { silentLogger } from '../../src/platform/logger';
import { accuse } from '../scenarios/attendus';
import { fiche, ordonnance } from '../scenarios/envois';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { cloneDatabase } from '../support/database';
import { until } from '../support/until';
import { backends } from './hub';

const MINUTE_MS = 60_000;
const HEURE_MIN = 60;
const ORDINAIRES = 240;
const URGENTES = 6;
const ECHUES = 3;
const APPELANTS = 6;
/** Attempts that one worker makes at once (jobs/start.ts). */
const EN_COURS = 64;

describe.each(backends(3))('a worker process stopped for 24 hours, its queue on $backend', ({ redisUrl }) => {
  const clock = movableClock();
  let config: Config;
  let monde: Monde;
  let worker: Hub | undefined;
  let nettoyer: () => Promise<void>;
  const anciennes: string[] = [];
  const ordinaires: string[] = [];
  /** Notified ten hours, twenty minutes and no time before the worker is back. */
  const urgentes = { vieilles: [] as string[], recentes: [] as string[], dernieres: [] as string[] };

  const demarrer = async () => {
    worker = await startHub({ config, role: 'worker', clock, logger: silentLogger });
  };
  const arreter = async () => {
    await worker?.close();
    worker = undefined;
  };
  const transmettre = async (nombre: number, ids: string[]) => {
    const restent = Array.from({ length: nombre }).entries();
    const appelant = async () => {
      for (const _ of restent) ids.push(accuse(await monde.demander('college', TRANSMETTRE, { input: fiche() })).id);
    };
    await Promise.all(Array.from({ length: APPELANTS }, appelant));
  };
  const notifier = async (nombre: number, ids: string[]) => {
    for (let i = 0; i < nombre; i += 1)
      ids.push(accuse(await monde.demander('parquet', NOTIFIER, { input: ordonnance() })).id);
  };
  const toutRemis = () =>
    until('everything delivered', async () => {
      const [{ n } = { n: NaN }] = await monde.database.query<{ n: number }>(
        `SELECT count(*)::int n FROM hub.livraison WHERE etat = 'EN_ATTENTE' AND canal IS NULL`,
      );
      return n === 0;
    });
  /** Events about these deadlines' subjects, by level. */
  const alertes = () =>
    monde.database.query<{ type: string; palier: string; nombre: number }>(
      `SELECT v.type, a.palier, count(*)::int nombre
       FROM hub.echeance e JOIN hub.alerte_echeance a ON a.echeance_id = e.id
       JOIN hub.evenement v ON v.sujet_id = e.id AND v.le = a.le
       WHERE e.regle = 'A1' AND e.sujet_id = ANY($1::uuid[]) GROUP BY 1, 2 ORDER BY min(a.le)`,
      [anciennes],
    );

  beforeAll(async () => {
    const { url, drop } = await cloneDatabase();
    const dossier = mkdtempSync(join(tmpdir(), 'retour-worker-'));
    config = readConfig({ PORT: '0', DATABASE_URL: url, REDIS_URL: redisUrl, HUB_DATA_DIR: dossier });
    monde = await ouvrirMonde({ config, role: 'api', clock });
    nettoyer = async () => {
      await arreter();
      await monde.fermer();
      await drop();
      await rm(dossier, { recursive: true });
    };
    await demarrer();
    await transmettre(ECHUES, anciennes);
    await toutRemis();
    const [{ limite } = { limite: clock.now() }] = await monde.database.query<{ limite: Date }>(
      `SELECT max(limite_le) limite FROM hub.echeance WHERE regle = 'A1' AND sujet_id = ANY($1::uuid[])`,
      [anciennes],
    );
    clock.advance(limite.getTime() - clock.now().getTime() - 12 * HEURE_MIN * MINUTE_MS);
    await monde.balayer();
    await toutRemis();
    await arreter();

    await transmettre(ORDINAIRES / 2, ordinaires);
    monde.avancer(14 * HEURE_MIN);
    await notifier(1, urgentes.vieilles);
    await transmettre(ORDINAIRES / 2, ordinaires);
    monde.avancer(10 * HEURE_MIN - 20);
    await notifier(1, urgentes.recentes);
    monde.avancer(20);
    await notifier(URGENTES - 2, urgentes.dernieres);
  }, 120_000);
  afterAll(() => nettoyer());

  test('while it is stopped nothing is told, and nothing is due to have been', async () => {
    const sujets = [...ordinaires, ...Object.values(urgentes).flat()];
    expect(new Set(sujets).size).toBe(ORDINAIRES + URGENTES);
    const dits = Object.values(monde.partenaires).flatMap(({ received }) => received.map(({ body }) => body.sujet.id));
    expect(dits.filter((id) => sujets.includes(id))).toEqual([]);
    expect(await alertes()).toEqual([{ type: 'echeance.proche', palier: 'J-1', nombre: ECHUES }]);
  });

  /**
   * The relay takes what is due by priority, so the urgent rows, fewer than one batch of it, are the first jobs handed over;
   * and the queue starts no job while a more urgent one waits. Every urgent attempt is therefore under way before the first
   * ordinary one starts: only those under way beside the last urgent one can still arrive before it. The CRIP answers late
   * meanwhile, so that no place is taken twice.
   */
  test('the urgent deliveries, written last, arrive before the ordinary ones', async () => {
    const { ase, crip } = monde.partenaires;
    const arrivees = (recus: typeof ase.received, type: string, ids: readonly string[]) =>
      ids.flatMap((id) => recus.find(({ body }) => body.type === type && body.sujet.id === id)?.at ?? []);
    const toutes = Object.values(urgentes).flat();
    const aLASE = () => arrivees(ase.received, 'mesure-urgente.notifiee', toutes);
    crip.behave({ kind: 'slow', ms: 1_000 });
    await demarrer();
    await until('the urgent ones', () => aLASE().length === URGENTES);
    crip.behave({ kind: 'accept' });
    await toutRemis();
    const aLaCRIP = arrivees(crip.received, 'information-preoccupante.recue', ordinaires);
    expect(aLaCRIP).toHaveLength(ORDINAIRES);
    const derniere = Math.max(...aLASE());
    expect(aLaCRIP.filter((arrivee) => arrivee < derniere).length).toBeLessThan(EN_COURS);
  });

  test('each deadline that passed meanwhile fires once, each ladder reaches its rung', async () => {
    // What a third and a fourth sweep would tell again.
    for (let i = 0; i < 4; i += 1) await monde.balayer();
    await toutRemis();
    expect(await alertes()).toEqual([
      { type: 'echeance.proche', palier: 'J-1', nombre: ECHUES },
      { type: 'echeance.depassee', palier: 'DEPASSEE', nombre: ECHUES },
    ]);
    const rangs = async (ids: readonly string[]) =>
      monde.database.query<{ rang: number; dits: number[]; evenements: number }>(
        `SELECT r.rang, array(SELECT e.rang FROM ase.escalade e WHERE e.sujet_id = r.sujet_id ORDER BY 1) dits,
           (SELECT count(*)::int FROM hub.evenement v WHERE v.sujet_id = r.sujet_id AND type = 'mesure-urgente.escaladee') evenements
         FROM ase.reception r WHERE r.sujet_id = ANY($1::uuid[])`,
        [ids],
      );
    // Repetitions that were missed do not pile up: the next one is half an hour away.
    expect(await rangs(urgentes.vieilles)).toEqual([{ rang: 2, dits: [1, 2], evenements: 2 }]);
    expect(await rangs(urgentes.recentes)).toEqual([{ rang: 1, dits: [1], evenements: 1 }]);
    expect(await rangs(urgentes.dernieres)).toEqual(
      urgentes.dernieres.map(() => ({ rang: 0, dits: [], evenements: 0 })),
    );
  });

  test('every delivery took effect once at its recipient', async () => {
    for (const [nom, institution] of [
      ['crip', 'crip-31'],
      ['ase', 'ase-31'],
    ] as const) {
      const { effects, rejected } = monde.partenaires[nom];
      const remises = await monde.database.query<{ id: string }>(
        `SELECT id FROM hub.livraison WHERE destinataire = $1 AND etat = 'REMISE'`,
        [institution],
      );
      expect([...effects].sort()).toEqual(remises.map(({ id }) => id).sort());
      expect(rejected).toBe(0);
    }
  });
});
