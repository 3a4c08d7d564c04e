import type { Database } from '../../src/platform/database';
import { livraisonsEnLot } from '../../src/platform/deliveries-batch';
import { openHubDatabase } from '../../src/rows';
import { clesDEssai } from '../support/coffre';
import { freshDatabase, type TestDatabase } from '../support/database';
import { etatDe, registerPartner, SECRET, writeDeliveries } from './hub';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';

describe('the ledger, for the attempts of one process', () => {
  let base: TestDatabase;
  let database: Database;
  let partner: PartnerSimulator;
  let statements = 0;

  beforeAll(async () => {
    base = await freshDatabase();
    database = await openHubDatabase(base.url, { qualite: 'travailleur', cles: clesDEssai() });
    partner = await startPartnerSimulator({ secret: SECRET });
    await registerPartner(base, 'ase-31', partner);
    await registerPartner(base, 'crip-31', partner, null);
  });
  afterAll(async () => {
    await partner.close();
    await database.close();
    await base.drop();
  });

  const livraisons = () => {
    statements = 0;
    const query: Database['query'] = (text, values) => {
      statements += 1;
      return database.query(text, values);
    };
    return livraisonsEnLot({ query, ouvrir: (...of) => database.ouvrir(...of) });
  };

  test('fifty attempts at once are read by one statement, each with its own partner’s secret, and settled by one', async () => {
    const ids = await writeDeliveries(base, 'ase-31', { count: 49 });
    const [sansSecret = ''] = await writeDeliveries(base, 'crip-31');
    const lot = livraisons();
    const lues = await Promise.all([...ids, sansSecret].map((id) => lot.aFaire({ id, tentative: 0 })));
    expect(statements).toBe(1);
    expect(lues.map((lue) => lue?.id)).toEqual([...ids, sansSecret]);
    expect(lues.map((lue) => lue?.webhookSecret)).toEqual([...ids.map(() => SECRET), null]);
    await Promise.all(ids.map((id) => lot.remise(id, new Date('2026-01-05T09:00:00Z'))));
    expect(statements).toBe(2);
    for (const id of ids) expect(await etatDe(base, id)).toMatchObject({ etat: 'REMISE', tentatives: 1 });
    expect(await etatDe(base, sansSecret)).toMatchObject({ etat: 'EN_ATTENTE' });
  });

  test('an attempt already counted has nothing left to do, beside one of the same delivery that has', async () => {
    const [id = ''] = await writeDeliveries(base, 'ase-31');
    await base.query('UPDATE hub.livraison SET tentatives = 1 WHERE id = $1', [id]);
    const lot = livraisons();
    const [passee, presente] = await Promise.all([0, 1].map((tentative) => lot.aFaire({ id, tentative })));
    expect(passee).toBeUndefined();
    expect(presente).toMatchObject({ id, tentative: 1 });
  });

  test('a base that fails fails each attempt of the batch, and the next ones are asked again', async () => {
    const [id = ''] = await writeDeliveries(base, 'ase-31');
    let panne = true;
    const lot = livraisonsEnLot({
      query: (text, values) => (panne ? Promise.reject(new Error('away')) : database.query(text, values)),
      ouvrir: (...of) => database.ouvrir(...of),
    });
    const issues = await Promise.allSettled([lot.remise(id, new Date()), lot.remise(id, new Date())]);
    expect(issues.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    panne = false;
    await lot.remise(id, new Date());
    expect(await etatDe(base, id)).toMatchObject({ etat: 'REMISE', tentatives: 1 });
  });
});
