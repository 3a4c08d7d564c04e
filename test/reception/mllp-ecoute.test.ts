import { connect as connecter } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { VoieEntrante } from '../../connectors/entrant';
import type { Actor } from '../../src/auth/actor';
import { silentLogger } from '../../src/platform/logger';
import { ouvrirMllp, type MllpDeps } from '../../src/reception/mllp';
import { encadrer } from '../../src/reception/trames';
import { selfSigned } from '../identity/certificate';
import { until } from '../support/until';
import { appeler } from './client-mllp';

const serveur = selfSigned('hub');
const client = selfSigned('client');
const voie = {
  ...{ nom: 'essai', roles: ['hopital'], limiteOctets: 1_000, mllp: true },
  lire: () => ({ cle: '', demandes: [] }),
  repondre: () => ({ statut: 200, type: '', corps: '' }),
} as VoieEntrante;
const hopital = { institution: '310781406', role: 'hopital' } as Actor;
const ouvertes: { close: () => Promise<void> }[] = [];

/** A listener whose reception answers what it was sent, after what `faire` does. */
async function ecouter({
  faire = () => Promise.resolve(),
  ...changes
}: Partial<MllpDeps> & { readonly faire?: (corps: string) => Promise<unknown> } = {}) {
  const ecoute = await ouvrirMllp({
    ...{ port: 0, host: '127.0.0.1', tls: serveur, voies: [voie], logger: silentLogger, drainMs: 5_000 },
    machine: () => Promise.resolve(hopital),
    reception: {
      recevoir: async (_, { corps }) => {
        await faire(corps.toString());
        return { statut: 200, type: '', corps: `ACK ${corps.toString()}` };
      },
      refuser: (_, refus) => ({ statut: 0, type: '', corps: refus.etat === 'REFUSE' ? refus.erreur.code : '' }),
    },
    ...changes,
  });
  ouvertes.push(ecoute);
  return ecoute;
}
afterEach(async () => {
  for (const une of ouvertes.splice(0)) await une.close();
});

test('frames of one connection are done one at a time, in order; what comes meanwhile waits', async () => {
  const encours = new Set<string>();
  let ensemble = 0;
  const faire = async (corps: string) => {
    encours.add(corps);
    ensemble = Math.max(ensemble, encours.size);
    await pause(corps === '0' ? 100 : 1);
    encours.delete(corps);
  };
  const { port } = await ecouter({ faire });
  const un = await appeler(port, client);
  un.socket.write(Buffer.concat(Array.from({ length: 50 }, (_, i) => encadrer(String(i)))));
  expect(await un.recevoir(50)).toEqual(Array.from({ length: 50 }, (_, i) => `ACK ${String(i)}`));
  expect(ensemble).toBe(1);
});

test('a sender that does not wait is held back, however much it sends', async () => {
  let faits = 0;
  const { port } = await ecouter({ faire: () => pause(20).then(() => (faits += 1)) });
  const un = await appeler(port, client);
  const trame = encadrer('x'.repeat(900));
  un.socket.write(Buffer.concat(Array.from({ length: 20_000 }, () => trame)));
  await until('some are done', () => faits > 20);
  // Of 18 MB, most is still with the sender.
  expect(un.socket.writableLength).toBeGreaterThan(0);
  un.socket.destroy();
});

test.each([
  ['that says nothing', () => Promise.resolve()],
  [
    'that sends a byte from time to time',
    async ({ socket }: Awaited<ReturnType<typeof appeler>>) => {
      socket.write(Buffer.from([0x0b]));
      for (let i = 0; i < 100 && !socket.destroyed; i += 1) {
        socket.write('x');
        await pause(50);
      }
    },
  ],
])('a connection %s is closed', async (_, parler) => {
  const { port } = await ecouter({ inactiviteMs: 400 });
  const un = await appeler(port, client);
  un.socket.write(encadrer('un'));
  await un.recevoir(1);
  const debut = performance.now();
  void parler(un);
  await until('closed', un.ferme);
  expect(performance.now() - debut).toBeLessThan(2_000);
  expect(un.reponses).toEqual(['ACK un']);
});

test('a frame that takes longer than an idle time is not cut', async () => {
  const { port } = await ecouter({ inactiviteMs: 200, faire: () => pause(800) });
  const un = await appeler(port, client);
  un.socket.write(encadrer('un'));
  expect(await un.recevoir(1)).toEqual(['ACK un']);
});

test('stopping: the frame in hand is answered, the next ones are left to the sender, nobody new comes in', async () => {
  const recus: string[] = [];
  const ecoute = await ecouter({ faire: (corps) => pause(500).then(() => recus.push(corps)) });
  const [un, oisif] = [await appeler(ecoute.port, client), await appeler(ecoute.port, client)];
  // Handshake never made: it must not hold the stop.
  const muet = connecter(ecoute.port, '127.0.0.1');
  muet.on('error', () => undefined);
  un.socket.write(Buffer.concat([encadrer('un'), encadrer('deux')]));
  await pause(150);
  const debut = performance.now();
  await ecoute.close();
  expect(performance.now() - debut).toBeLessThan(3_000);
  await until('all are closed', () => un.ferme() && oisif.ferme() && muet.destroyed);
  expect([un.reponses, oisif.reponses, recus]).toEqual([['ACK un'], [], ['un']]);
  expect((await appeler(ecoute.port, client)).ferme()).toBe(true);
});

test('stopping does not wait for ever for a frame that does not end', async () => {
  const ecoute = await ecouter({ drainMs: 300, faire: () => pause(3_000) });
  const un = await appeler(ecoute.port, client);
  un.socket.write(encadrer('un'));
  await pause(100);
  const debut = performance.now();
  await ecoute.close();
  expect(performance.now() - debut).toBeLessThan(2_000);
  await until('closed', un.ferme);
  expect(un.reponses).toEqual([]);
});

test('who closes its side once all is sent has all its answers', async () => {
  const { port } = await ecouter({ faire: () => pause(100) });
  const un = await appeler(port, client, { allowHalfOpen: true } as object);
  un.socket.end(Buffer.concat([encadrer('un'), encadrer('deux')]));
  await until('closed', un.ferme);
  expect(un.reponses).toEqual(['ACK un', 'ACK deux']);
});

test('twenty connections of one institution, and no more; one that leaves makes room', async () => {
  const { port } = await ecouter();
  const toutes = [];
  for (let i = 0; i < 20; i += 1) {
    const une = await appeler(port, client);
    une.socket.write(encadrer('un'));
    await une.recevoir(1);
    toutes.push(une);
  }
  const deTrop = await appeler(port, client);
  await until('refused', deTrop.ferme);
  toutes[0]?.socket.end();
  await until('room', toutes[0]!.ferme);
  const apres = await appeler(port, client);
  apres.socket.write(encadrer('un'));
  expect(await apres.recevoir(1)).toEqual(['ACK un']);
  for (const une of toutes) une.socket.destroy();
});

test('connections that break anywhere leave the listener as it was', async () => {
  const { port } = await ecouter({ faire: () => pause(20) });
  for (const octets of [encadrer('un'), Buffer.from([0x0b]), Buffer.alloc(0), Buffer.from('bruit')]) {
    const un = await appeler(port, client);
    un.socket.write(octets);
    un.socket.destroy();
    const brute = connecter(port, '127.0.0.1');
    brute.on('error', () => undefined);
    brute.write('GET / HTTP/1.1\r\n\r\n');
    await pause(20);
    brute.destroy();
  }
  const apres = await appeler(port, client);
  apres.socket.write(encadrer('un'));
  expect(await apres.recevoir(1)).toEqual(['ACK un']);
});

test('TLS 1.1 is refused', async () => {
  const { port } = await ecouter();
  const vieux = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await until('refused', (await appeler(port, client, vieux)).ferme);
  expect((await appeler(port, client, { maxVersion: 'TLSv1.2' })).socket.getProtocol()).toBe('TLSv1.2');
});

test('without a certificate, or when the register cannot be read, nothing is read', async () => {
  const faits: string[] = [];
  const { port } = await ecouter({
    machine: () => Promise.reject(new Error('away')),
    faire: (corps) => Promise.resolve(faits.push(corps)),
  });
  for (const certificat of [undefined, client]) {
    const un = await appeler(port, certificat);
    un.socket.write(encadrer('un'));
    await until('closed', un.ferme);
    expect(un.reponses).toEqual([]);
  }
  expect(faits).toEqual([]);
});
