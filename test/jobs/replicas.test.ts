import { setTimeout as sleep } from 'node:timers/promises';
import { fiche, ordonnance } from '../scenarios/envois';
import { INFORMATIONS, NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { abonner } from '../subgraphs/abonne';
import { startHubProcesses } from '../support/hub-processes';
import { until } from '../support/until';
import { ownRedis } from './redis-server';

const withRedis = process.env['TEST_REDIS_URL'] === undefined ? describe.skip : describe;

const ENVOIS = 120;
const APPELANTS = 12;
const URGENTES = 4;

withRedis('three APIs and three workers, processes over one PostgreSQL and one Redis', () => {
  let redis: Awaited<ReturnType<typeof ownRedis>>;
  let hub: Awaited<ReturnType<typeof startHubProcesses<'ase' | 'crip'>>>;

  beforeAll(async () => {
    redis = await ownRedis();
    hub = await startHubProcesses({
      ...{ apis: 3, workers: 3, abonnes: ['crip', 'ase'] },
      env: { REDIS_URL: redis.url },
    });
  }, 120_000);
  afterAll(async () => {
    await hub.close();
    await redis.kill();
  });

  const nombre = async (sql: string) => (await hub.database.query<{ nombre: number }>(sql))[0]?.nombre;
  const toutRemis = () =>
    until('everything delivered', async () => {
      const attente = `SELECT count(*)::int nombre FROM hub.livraison WHERE etat = 'EN_ATTENTE' AND canal IS NULL`;
      return (await nombre(attente)) === 0;
    });

  test('what any API commits is heard once by the subscribers of each', async () => {
    const abonnes = await Promise.all(
      hub.apis.map(async ({ url }) => abonner(url + '/graphql', await hub.jeton('ase'))),
    );
    await Promise.all(abonnes.map(({ ouvert }) => ouvert));
    await sleep(500);
    const ids: string[] = [];
    for (const api of hub.apis)
      for (let i = 0; i < URGENTES; i += 1) {
        const { data } = await hub.demander(api, 'parquet', NOTIFIER, { input: ordonnance() });
        ids.push(data.notifierMesureUrgente.accuseReception.id);
      }
    for (const abonne of abonnes) for (const id of ids) await abonne.attendre(id, ({ sujet }) => sujet.id === id);
    // One too many would come after the others.
    await sleep(1_000);
    for (const { recus } of abonnes) {
      const entendus = recus.filter(({ type }) => type === 'mesure-urgente.notifiee').map(({ sujet }) => sujet.id);
      expect(entendus.sort()).toEqual([...ids].sort());
    }
    await Promise.all(abonnes.map((abonne) => abonne.fermer()));
  });

  test('a worker is killed and an API is stopped in the middle: each act once, each notification once', async () => {
    const [premiere, deuxieme, troisieme] = hub.apis as [(typeof hub.apis)[0], ...(typeof hub.apis)[0][]];
    const avant = (await nombre('SELECT count(*)::int nombre FROM crip.information_preoccupante')) ?? NaN;
    const envois = Array.from({ length: ENVOIS }, () => fiche());
    const accuses = new Map<string, Set<string>>();
    let faits = 0;
    /** Sends again, elsewhere, what was not answered; and one in five that was, to another API. */
    const envoyer = async (input: (typeof envois)[number], rang: number) => {
      for (let essai = 0; essai < 20; essai += 1) {
        const api = [premiere, deuxieme, troisieme][(rang + essai) % 3] ?? premiere;
        const reponse = await hub.demander(api, 'college', TRANSMETTRE, { input }).catch(() => undefined);
        const id = reponse?.data?.transmettreInformationPreoccupante?.accuseReception?.id as string | undefined;
        if (id === undefined) continue;
        accuses.set(input.idempotencyKey, (accuses.get(input.idempotencyKey) ?? new Set()).add(id));
        if (rang % 5 !== 0 || essai > 2) break;
      }
      faits += 1;
      if (faits === 30) void hub.workers[0]?.stop('SIGKILL');
      if (faits === 60) void troisieme?.stop('SIGTERM');
    };
    const suite = envois.entries();
    const appelant = async () => {
      for (const [rang, input] of suite) await envoyer(input, rang);
    };
    await Promise.all(Array.from({ length: APPELANTS }, appelant));

    expect(accuses.size).toBe(ENVOIS);
    for (const ids of accuses.values()) expect(ids.size).toBe(1);
    expect(await nombre('SELECT count(*)::int nombre FROM crip.information_preoccupante')).toBe(avant + ENVOIS);
    expect(await troisieme?.stop()).toBe(0);
    await toutRemis();
    for (const [nom, institution] of [
      ['crip', 'crip-31'],
      ['ase', 'ase-31'],
    ] as const) {
      const { effects, rejected } = hub.simulateurs[nom];
      const remises = await hub.database.query<{ id: string }>(
        `SELECT id FROM hub.livraison WHERE destinataire = $1 AND etat = 'REMISE'`,
        [institution],
      );
      expect([...effects].sort()).toEqual(remises.map(({ id }) => id).sort());
      expect(rejected).toBe(0);
    }
  });

  test('Redis is killed: acts and reads are answered as before; it comes back empty, and what is owed is delivered', async () => {
    const [api] = hub.apis as [(typeof hub.apis)[0]];
    const avant = hub.simulateurs.crip.effects.length;
    await redis.kill();
    for (let i = 0; i < 10; i += 1) {
      const { data } = await hub.demander(api, 'college', TRANSMETTRE, { input: fiche() });
      const { reference } = data.transmettreInformationPreoccupante.accuseReception;
      const lue = await hub.demander(api, 'crip', INFORMATIONS, { reference });
      expect(lue.data.informationsPreoccupantes.edges).toHaveLength(1);
    }
    expect(hub.simulateurs.crip.effects).toHaveLength(avant);
    await redis.start();
    await toutRemis();
    expect(hub.simulateurs.crip.effects).toHaveLength(avant + 10);
  });
});
