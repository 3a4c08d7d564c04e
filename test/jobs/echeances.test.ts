import { randomUUID } from 'node:crypto';
import { movableClock } from '../../src/platform/clock';
import { cloreEcheances, ouvrirEcheance, type Ouverture } from '../../src/platform/echeances';
import { balayerEcheances } from '../../src/platform/echeances-balayage';
import { createMetrics } from '../../src/platform/metrics';
import { metriquesDeLaBase } from '../../src/platform/metriques-base';
import { freshDatabase, type TestDatabase } from '../support/database';
import { registerPartner, startHub } from './hub';
import { until } from '../support/until';

const JOUR_MS = 86_400_000;
const DEPART = new Date('2026-03-02T09:00:00Z');
/** A1 opened that day is missed at this instant. */
const LIMITE = new Date('2026-06-02T22:00:00Z');

let database: TestDatabase;
/** What Prometheus reads at that instant. */
const metriques = async (now: Date) => {
  const metrics = createMetrics();
  metriquesDeLaBase(metrics, database, { now: () => now });
  await Promise.all([...metrics.avantLecture].map((lire) => lire()));
  return metrics.registry.metrics();
};
beforeEach(async () => {
  database = await freshDatabase();
  await registerPartner(database, 'crip-31');
});
afterEach(() => database.drop());

const newId = () => randomUUID();

async function ouvrir(nombre: number, ouverture: Partial<Ouverture> = {}): Promise<void> {
  const lignes = Array.from({ length: nombre }, () =>
    ouvrirEcheance(newId, {
      ...{ regle: 'A1' as const, sujetId: randomUUID(), depart: DEPART, collectivite: '31', now: DEPART },
      ...ouverture,
    }),
  );
  await database.transaction((tx) => tx.insert(lignes.map(({ ecriture }) => ecriture)));
}

const balayer = (now: Date, lot?: number) =>
  balayerEcheances(database, { now, newId, ...(lot === undefined ? {} : { lot }) });

function notifications(): Promise<{ type: string; palier: string; destinataire: string; nombre: number }[]> {
  return database.query(
    `SELECT e.type, a.palier, l.destinataire, count(*)::int AS nombre
     FROM hub.alerte_echeance a
     JOIN hub.evenement e ON e.sujet_id = a.echeance_id AND e.le = a.le
     JOIN hub.livraison l ON l.evenement_id = e.id
     GROUP BY 1, 2, 3 ORDER BY min(a.le), 2`,
  );
}

async function tirees(): Promise<{ evenements: number; doublons: number }> {
  const [row] = await database.query<{ evenements: number; doublons: number }>(
    `SELECT count(*)::int AS evenements,
       (count(*) - count(DISTINCT (sujet_id, le)))::int AS doublons FROM hub.evenement`,
  );
  return row ?? { evenements: 0, doublons: 0 };
}

describe('one sweep after the other', () => {
  it('warns at each level once, then tells once that it is past', async () => {
    await ouvrir(1);
    for (let jour = -35; jour <= 5; jour += 1) {
      const now = new Date(LIMITE.getTime() + jour * JOUR_MS);
      await balayer(now);
      await balayer(now);
    }
    const crip = { destinataire: 'crip-31', nombre: 1 };
    expect(await notifications()).toEqual([
      ...['J-30', 'J-15', 'J-5', 'J-1'].map((palier) => ({ type: 'echeance.proche', palier, ...crip })),
      { type: 'echeance.depassee', palier: 'DEPASSEE', ...crip },
    ]);
  });

  it('says nothing of what is closed', async () => {
    const sujetId = randomUUID();
    await ouvrir(1, { sujetId });
    await database.transaction((tx) => cloreEcheances(tx, sujetId, ['A1'], DEPART, 'TENUE'));
    expect(await balayer(LIMITE)).toBe(0);
  });

  it('after a silence, only the latest level speaks', async () => {
    await ouvrir(1);
    expect(await balayer(new Date(LIMITE.getTime() - 3 * JOUR_MS))).toBe(1);
    expect((await notifications()).map(({ palier }) => palier)).toEqual(['J-5']);
  });

  it('tells nobody of the hub when nobody of the hub is concerned, and still fires', async () => {
    await ouvrir(1, { regle: 'J4', acteur: null, territoire: '31555' });
    expect(await balayer(new Date('2027-01-01T00:00:00Z'))).toBe(1);
    expect(await notifications()).toEqual([]);
  });

  it('writes no delivery for whoever is not registered, and still fires', async () => {
    await ouvrir(1);
    await ouvrir(1, { collectivite: '75' });
    expect(await balayer(LIMITE)).toBe(2);
    expect((await notifications()).map(({ destinataire }) => destinataire)).toEqual(['crip-31']);
    expect((await tirees()).evenements).toBe(2);
  });

  it.each([
    ['J13', 'an appeal lapses', { territoire: '31555' }],
    ['A8', 'silence is an agreement', {}],
    ['A13', 'silence is an agrément', {}],
  ] as const)('%s is closed at its term: %s', async (regle, _, ouverture) => {
    const sujetId = randomUUID();
    await ouvrir(1, { regle, sujetId, ...ouverture });
    const lire = async () =>
      (
        await database.query<{ etat: string; closeLe: Date | null; limiteLe: Date; depassee: boolean }>(
          `SELECT etat, close_le "closeLe", limite_le "limiteLe", EXISTS (SELECT 1 FROM hub.alerte_echeance a
             WHERE a.echeance_id = e.id AND palier = 'DEPASSEE') depassee
           FROM hub.echeance e WHERE sujet_id = $1`,
          [sujetId],
        )
      )[0]!;
    const { limiteLe } = await lire();
    await balayer(new Date(limiteLe.getTime() - JOUR_MS));
    expect(await lire()).toMatchObject({ etat: 'OUVERTE', closeLe: null, depassee: false });
    expect(await balayer(new Date(limiteLe.getTime() + 3 * JOUR_MS))).toBe(1);
    expect(await lire()).toMatchObject({ etat: 'CLOSE', closeLe: limiteLe, depassee: true });
  });

  it('what is still owed after its term stays open', async () => {
    await ouvrir(1);
    await balayer(LIMITE);
    expect(await database.query('SELECT etat FROM hub.echeance')).toEqual([{ etat: 'OUVERTE' }]);
  });

  it('a term past before it was opened is told at once', async () => {
    const now = new Date(LIMITE.getTime() + JOUR_MS);
    await ouvrir(1, { now });
    expect(await balayer(now)).toBe(1);
    expect((await notifications()).map(({ type }) => type)).toEqual(['echeance.depassee']);
    expect(await metriques(now)).toContain('hub_deadline_lateness_seconds_bucket{le="1"} 1\n');
  });
});

test('two sweepers at once: each fires once', async () => {
  await ouvrir(500);
  const totals = await Promise.all(Array.from({ length: 4 }, () => balayer(LIMITE, 20)));
  expect(totals.reduce((sum, one) => sum + one, 0)).toBe(500);
  expect(await tirees()).toEqual({ evenements: 500, doublons: 0 });
});

test('a sweep that fails leaves everything due', async () => {
  await ouvrir(3);
  const fails = () => {
    throw new Error('no more ids');
  };
  await expect(balayerEcheances(database, { now: LIMITE, newId: fails })).rejects.toThrow('no more ids');
  expect(await balayer(LIMITE)).toBe(3);
});

test('a worker stopped for 24 hours: every overdue deadline fires once, within 60 s of its return', async () => {
  const clock = movableClock();
  const avantTerme = 12 * 3_600_000;
  clock.advance(LIMITE.getTime() - avantTerme - Date.now());
  await ouvrir(200);
  const premier = await startHub({ database, clock });
  await until('the last warning of each', async () => (await tirees()).evenements === 200);
  await premier.stop();

  clock.advance(JOUR_MS);
  expect((await tirees()).evenements).toBe(200);
  const retour = Date.now();
  const second = await startHub({ database, clock });
  await until('every overdue one', async () => (await tirees()).evenements === 400, 60_000);
  expect(Date.now() - retour).toBeLessThan(60_000);
  await new Promise((done) => setTimeout(done, 4_500));
  await second.stop();

  expect(await tirees()).toEqual({ evenements: 400, doublons: 0 });
  expect(await notifications()).toEqual([
    { type: 'echeance.proche', palier: 'J-1', destinataire: 'crip-31', nombre: 200 },
    { type: 'echeance.depassee', palier: 'DEPASSEE', destinataire: 'crip-31', nombre: 200 },
  ]);
  const texte = await metriques(clock.now());
  expect(texte).toMatch(/^# TYPE hub_deadline_lateness_seconds histogram$/m);
  expect(texte).toContain('hub_deadline_lateness_seconds_count 400\n');
  expect(texte).toContain('hub_deadlines_overdue 200\n');
}, 90_000);

test('the rate of feedback sent in time is measured', async () => {
  const sujets = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const;
  for (const sujetId of sujets) await ouvrir(1, { regle: 'A2', sujetId });
  await database.transaction(async (tx) => {
    await cloreEcheances(tx, sujets[0], ['A2'], new Date('2026-05-01T00:00:00Z'), 'TENUE');
    await cloreEcheances(tx, sujets[1], ['A2'], new Date('2026-07-01T00:00:00Z'), 'TENUE');
    await cloreEcheances(tx, sujets[2], ['A2'], new Date('2026-05-01T00:00:00Z'), 'SANS_OBJET');
  });
  const texte = await metriques(new Date('2026-07-02T00:00:00Z'));
  expect(texte).toContain('hub_feedback_due 3\n');
  expect(texte).toContain('hub_feedback_in_time 1\n');
});
