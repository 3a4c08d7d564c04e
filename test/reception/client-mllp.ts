import { createServer, type AddressInfo } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { decoupeur } from '../../src/reception/trames';
import { until } from '../support/until';

export interface Certificat {
  readonly key: string;
  readonly cert: string;
}

export interface ClientMllp {
  readonly socket: TLSSocket;
  /** What was answered, without its frame. */
  readonly reponses: readonly string[];
  readonly ferme: () => boolean;
  /** Waits for so many answers in all. */
  recevoir(nombre: number): Promise<readonly string[]>;
}

const options = (port: number, certificat?: Certificat): ConnectionOptions => ({
  ...{ host: '127.0.0.1', port, rejectUnauthorized: false },
  ...certificat,
});

export async function appeler(port: number, certificat?: Certificat, plus?: ConnectionOptions): Promise<ClientMllp> {
  const reponses: string[] = [];
  const decouper = decoupeur(1_048_576);
  const socket = connect({ ...options(port, certificat), ...plus });
  let [ferme, connecte] = [false, false];
  socket.setNoDelay(true);
  socket.on('data', (morceau: Buffer) => {
    reponses.push(...decouper(morceau).trames.map((une) => une.toString()));
  });
  socket.on('secureConnect', () => (connecte = true));
  socket.on('close', () => (ferme = true));
  // A refused certificate is felt after the handshake (TLS 1.3), as any closing.
  socket.on('error', () => undefined);
  await until('connected', () => ferme || connecte);
  return {
    ...{ socket, reponses, ferme: () => ferme },
    recevoir: async (nombre) => {
      await until(`${String(nombre)} answers`, () => reponses.length >= nombre);
      return reponses;
    },
  };
}

/** For a client that knows no certificate: what listens in clear on this machine, and goes on over TLS. */
export async function tunnel(port: number, certificat: Certificat) {
  const server = createServer((clair) => {
    const chiffre = connect(options(port, certificat));
    for (const [un, autre] of [
      [clair, chiffre],
      [chiffre, clair],
    ] as const) {
      un.pipe(autre);
      un.on('error', () => undefined);
      un.on('close', () => autre.destroy());
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    fermer: () =>
      new Promise<void>((done) => {
        server.close(() => {
          done();
        });
      }),
  };
}
