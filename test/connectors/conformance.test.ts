import { createConnectors } from '../../connectors/registry';
import { outgoing } from '../../src/platform/http-client';
import type { Connector, Evenement } from '../../connectors/connector';
import { startPartnerSimulator, type PartnerSimulator } from '../../connectors/webhook/simulator';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const EVENEMENT: Evenement = {
  id: '0190a7c8-5b5e-7c5a-9a53-0a3f5c1d2e4f',
  type: 'saisine-defenseur.transmise',
  le: new Date('2026-01-05T09:00:00Z'),
  sujet: { type: 'SaisineDefenseur', id: '0190a7c8-5b5e-7c5a-9a53-0a3f5c1d2e50' },
};
const connectors: Record<string, Connector> = createConnectors({
  outgoing: outgoing({ trial: true, hosts: [], networks: [] }),
});

/** What every connector promises, whatever it speaks. */
describe.each(Object.entries(connectors))('connector %s', (key, connector) => {
  let partner: PartnerSimulator;
  beforeEach(async () => {
    partner = await startPartnerSimulator({ secret: SECRET });
  });
  afterEach(() => partner.close());
  afterAll(() => connector.close());
  const subscription = () => ({ url: partner.url, secret: SECRET });

  test('is registered under its name', () => {
    expect(connector.name).toBe(key);
  });

  test('told twice of one event, the partner acts once', async () => {
    partner.behave({ kind: 'treatThenRefuse', status: 500 }, 1);
    expect(await connector.deliver(EVENEMENT, subscription())).toMatchObject({ remis: false });
    expect(await connector.deliver(EVENEMENT, subscription())).toMatchObject({ remis: true });
    expect(partner.effects).toEqual([EVENEMENT.id]);
  });

  test('a failing partner is a receipt, not a throw, and the receipt is a short code', async () => {
    for (const behaviour of [{ kind: 'refuse', status: 503 }, { kind: 'reset' }] as const) {
      partner.behave(behaviour, 1);
      const receipt = await connector.deliver(EVENEMENT, subscription());
      expect(receipt).toMatchObject({ remis: false, echec: expect.stringMatching(/^[A-Z0-9_]{3,40}$/) });
    }
  });

  test('gives up when asked to', async () => {
    partner.behave({ kind: 'hang' });
    const receipt = await connector.deliver(EVENEMENT, subscription(), AbortSignal.timeout(100));
    expect(receipt).toMatchObject({ remis: false, echec: 'DELAI_DEPASSE' });
  });

  test('probes without telling anything', async () => {
    expect(await connector.probe(subscription())).toBeUndefined();
    expect(await connector.probe({ url: 'http://127.0.0.1:1/', secret: SECRET })).toBe('ECONNREFUSED');
    expect(partner.effects).toEqual([]);
  });
});
