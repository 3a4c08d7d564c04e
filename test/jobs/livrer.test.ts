import { Writable } from 'node:stream';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';
import { compterMortes, mortes, rejouer, relivrer } from '../../src/platform/dead-deliveries';
import { marquerRemises } from '../../src/platform/deliveries';
import { createLogger } from '../../src/platform/logger';
import { freshDatabase, type TestDatabase } from '../support/database';
import { backends, etatDe, registerPartner, SECRET, startHub, writeDeliveries, type Hub } from './hub';
import { emptyTables } from '../support/empty-queue';
import { until } from '../support/until';

const HOUR = 3_600_000;

describe.each(backends(1))('delivering on $backend', ({ redisUrl }) => {
  let database: TestDatabase;
  let partner: PartnerSimulator;
  let hub: Hub;
  const logs: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logs.push(chunk.toString());
      done();
    },
  });

  beforeAll(async () => {
    database = await freshDatabase();
    hub = await startHub({
      database,
      redisUrl,
      concurrency: 32,
      logger: createLogger({ level: 'debug', destination }),
    });
  });
  beforeEach(async () => {
    partner = await startPartnerSimulator({ secret: SECRET });
    await emptyTables(database, 'hub.livraison, hub.evenement, hub.partenaire, hub.panne');
    await registerPartner(database, 'ase-31', partner);
  });
  afterEach(() => partner.close());
  afterAll(async () => {
    await hub.stop();
    await database.drop();
  });

  const send = async () => {
    const [id] = await writeDeliveries(database, 'ase-31', { now: hub.clock.now() });
    hub.relay.wake();
    return id!;
  };
  const settled = (id: string, etat: string) => until(etat, async () => (await etatDe(database, id)).etat === etat);
  const failed = (id: string, tentatives: number) =>
    until(`${String(tentatives)} attempts`, async () => (await etatDe(database, id)).tentatives === tentatives);

  test('a partner receives a signed, thin webhook, and the ledger says so', async () => {
    const id = await send();
    await settled(id, 'REMISE');
    expect(partner.received).toHaveLength(1);
    const { body, webhookId, raw } = partner.received[0]!;
    expect(webhookId).toBe(id);
    expect(Object.keys(body).sort()).toEqual(['id', 'le', 'sujet', 'type']);
    expect(body).toMatchObject({ id, type: 'mesure-urgente.notifiee', sujet: { type: 'MesureUrgente' } });
    expect(Buffer.byteLength(raw)).toBeLessThan(500);
    expect(await etatDe(database, id)).toMatchObject({ canal: 'WEBHOOK', tentatives: 1, remiseLe: expect.any(Date) });
  });

  test('a partner that answers 503 is tried again, with the same webhook-id', async () => {
    partner.behave({ kind: 'refuse', status: 503 }, 1);
    const id = await send();
    await failed(id, 1);
    const after = await etatDe(database, id);
    expect(after).toMatchObject({ etat: 'EN_ATTENTE', dernierEchec: '503' });
    expect(after.prochaineLe.getTime() - hub.clock.now().getTime()).toBeGreaterThan(3_000);
    hub.clock.advance(6_000);
    await settled(id, 'REMISE');
    expect(partner.received.map(({ webhookId }) => webhookId)).toEqual([id, id]);
  });

  test('Retry-After lengthens the wait, within the longest one', async () => {
    partner.behave({ kind: 'refuse', status: 429, retryAfter: '120' }, 1);
    partner.behave({ kind: 'refuse', status: 429, retryAfter: '99999999' }, 1);
    const polite = await send();
    await failed(polite, 1);
    const greedy = await send();
    await failed(greedy, 1);
    const waitOf = async (id: string) => (await etatDe(database, id)).prochaineLe.getTime() - hub.clock.now().getTime();
    expect(Math.round((await waitOf(polite)) / 10_000)).toBe(12);
    expect(Math.round((await waitOf(greedy)) / HOUR)).toBe(12);
  });

  test('410 stops at once; 16 refusals are needed otherwise; what is dead is shown and can be replayed', async () => {
    partner.behave({ kind: 'refuse', status: 410 }, 1);
    const gone = await send();
    await settled(gone, 'MORTE');
    partner.behave({ kind: 'refuse', status: 500 });
    const refused = await send();
    for (let attempt = 1; attempt <= 16; attempt += 1) {
      await failed(refused, attempt);
      hub.clock.advance(14 * HOUR);
      hub.relay.wake();
    }
    expect(await etatDe(database, refused)).toMatchObject({ etat: 'MORTE', dernierEchec: '500' });
    const dead = await mortes(database, { destinataire: 'ase-31', nombre: 10 });
    expect(dead.map(({ id }) => id).sort()).toEqual([gone, refused].sort());
    const [first, second] = [...dead].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(await mortes(database, { apres: first!.id, nombre: 10 })).toEqual([second]);

    partner.behave({ kind: 'accept' });
    expect(await compterMortes(database, 'ase-31')).toBe(2);
    await database.transaction((tx) => rejouer(tx, { destinataire: 'ase-31' }, hub.clock.now()));
    hub.relay.wake();
    await settled(gone, 'REMISE');
    await settled(refused, 'REMISE');
    expect(await compterMortes(database)).toBe(0);
  });

  test('a partner that treats then fails is told again under the same id: one effect', async () => {
    partner.behave({ kind: 'treatThenRefuse', status: 500 }, 1);
    const id = await send();
    await failed(id, 1);
    hub.clock.advance(10_000);
    await settled(id, 'REMISE');
    expect(partner.received).toHaveLength(2);
    expect(partner.effects).toEqual([id]);
  });

  test('a connection that is reset is a network code, never a message', async () => {
    partner.behave({ kind: 'reset' }, 1);
    const id = await send();
    await failed(id, 1);
    expect((await etatDe(database, id)).dernierEchec).toMatch(/^[A-Z_]+$/);
    hub.clock.advance(10_000);
    await settled(id, 'REMISE');
  });

  test('a line without webhook waits in the inbox without looping, and is handed over by the first pull', async () => {
    await registerPartner(database, 'crip-31');
    const [id] = await writeDeliveries(database, 'crip-31', { now: hub.clock.now() });
    hub.relay.wake();
    await until('BOITE', async () => (await etatDe(database, id!)).canal === 'BOITE');
    const waiting = await etatDe(database, id!);
    hub.clock.advance(HOUR);
    hub.relay.wake();
    await new Promise((done) => setTimeout(done, 100));
    expect(await etatDe(database, id!)).toEqual(waiting);
    expect(waiting).toMatchObject({ etat: 'EN_ATTENTE', tentatives: 0 });
    const pull = (destinataire: string) =>
      database.transaction((tx) => marquerRemises(tx, destinataire, [id!], hub.clock.now()));
    expect(await pull('ase-31')).toEqual([]);
    expect(await pull('crip-31')).toEqual([id]);
    expect(await pull('crip-31')).toEqual([]);
    expect(await etatDe(database, id!)).toMatchObject({ etat: 'REMISE', canal: 'BOITE' });
  });

  test('what was pulled while its push failed is not pushed again', async () => {
    partner.behave({ kind: 'refuse', status: 503 }, 1);
    const id = await send();
    await failed(id, 1);
    await database.transaction((tx) => marquerRemises(tx, 'ase-31', [id], hub.clock.now()));
    hub.clock.advance(HOUR);
    hub.relay.wake();
    await new Promise((done) => setTimeout(done, 100));
    expect(partner.received).toHaveLength(1);
    expect((await etatDe(database, id)).canal).toBe('BOITE');
  });

  test('delivered again, by push or by pull, a line keeps the date of its first hand-over', async () => {
    const id = await send();
    await settled(id, 'REMISE');
    const { remiseLe } = await etatDe(database, id);
    const again = async () => {
      hub.clock.advance(HOUR);
      expect(await relivrer(database, 'ase-31', [id], hub.clock.now())).toEqual([id]);
      expect(await etatDe(database, id)).toMatchObject({ etat: 'EN_ATTENTE', remiseLe });
    };
    await again();
    hub.relay.wake();
    await settled(id, 'REMISE');
    expect(partner.received).toHaveLength(2);
    expect((await etatDe(database, id)).remiseLe).toEqual(remiseLe);
    await again();
    await marquerRemises(database, 'ase-31', [id], hub.clock.now());
    expect((await etatDe(database, id)).remiseLe).toEqual(remiseLe);
  });

  test('its institution is told once that its software does not answer, once that it does again', async () => {
    await registerPartner(database, 'crip-31', partner);
    const evenements = (type: string) =>
      database.query('SELECT FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id WHERE e.type = $1', [
        type,
      ]);
    partner.behave({ kind: 'refuse', status: 500 });
    const ids = await writeDeliveries(database, 'ase-31', { count: 6, now: hub.clock.now() });
    hub.relay.wake();
    await Promise.all(ids.map((id) => failed(id, 1)));
    await until('told', async () => (await evenements('voie.degradee')).length > 0);
    expect(await database.query('SELECT institution, echec FROM hub.panne')).toEqual([
      { institution: 'ase-31', echec: '500' },
    ]);

    partner.behave({ kind: 'accept' });
    hub.clock.advance(60_000);
    hub.relay.wake();
    await Promise.all(ids.map((id) => settled(id, 'REMISE')));
    await until('told', async () => (await evenements('voie.retablie')).length > 0);
    expect(await database.query('SELECT FROM hub.panne')).toEqual([]);
    expect(await evenements('voie.degradee')).toHaveLength(1);
    expect(await evenements('voie.retablie')).toHaveLength(1);
  });

  test('a partner that hangs does not hold up the others, and is served as soon as it answers again', async () => {
    const other = await startPartnerSimulator({ secret: SECRET });
    await registerPartner(database, 'ase-75', other);
    partner.behave({ kind: 'slow', ms: 2_300 }, 32);
    await writeDeliveries(database, 'ase-31', { count: 150, now: hub.clock.now() });
    hub.relay.wake();
    await until('it hangs', () => partner.received.length >= 32);
    const [urgent] = await writeDeliveries(database, 'ase-75', { now: hub.clock.now(), priorite: () => 1 });
    hub.relay.wake();
    await settled(urgent!, 'REMISE');
    await partner.effectsReached(150, 15_000);
    await other.close();
  });

  test('logs name deliveries, institutions and codes, nothing else', () => {
    expect(logs.length).toBeGreaterThan(0);
    const known = /^(level|time|event|livraisonId|destinataire|tentative|statut|echec|dureeMs|composant|error|job)$/;
    for (const line of logs) {
      expect(Object.keys(JSON.parse(line) as object).filter((key) => !known.test(key))).toEqual([]);
      expect(line).not.toContain(SECRET);
      expect(line).not.toContain('/hub');
    }
  });
});
