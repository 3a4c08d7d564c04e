import { createServer, type AddressInfo } from 'node:net';

/** A port of the loopback that nobody listens on: the one wanted, or any. Rejects when the one wanted is taken. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((done, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        done(port);
      });
    });
  });
}
