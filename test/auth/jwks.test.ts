import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remoteJwks, staticJwks } from '../../src/auth/jwks';
import { newIssuer } from './tokens';

const one = newIssuer('one');
const two = newIssuer('two');

describe('a key set', () => {
  it('leaves out what can never verify a token', async () => {
    const { publicKey: weak } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const { publicKey: ed } = generateKeyPairSync('ed25519');
    const { publicKey: p384 } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const jwks = staticJwks({
      keys: [
        { ...one.privateKey.export({ format: 'jwk' }), kid: 'private' },
        { ...one.jwk, kid: 'encryption', use: 'enc' },
        { ...one.jwk, kid: 'alg', alg: 'ES384' },
        { ...one.jwk, kid: undefined },
        { ...one.jwk, kid: 'broken', x: 'AAAA' },
        { ...p384.export({ format: 'jwk' }), kid: 'p384' },
        { ...ed.export({ format: 'jwk' }), kid: 'ed' },
        { ...weak.export({ format: 'jwk' }), kid: 'weak' },
        { kty: 'oct', k: 'c2VjcmV0', kid: 'oct' },
        one.jwk,
        { ...two.jwk, kid: 'one' },
      ],
    });
    for (const kid of ['private', 'encryption', 'alg', 'undefined', 'broken', 'p384', 'ed', 'weak', 'oct'])
      for (const algorithm of ['ES256', 'PS256'] as const)
        await expect(jwks.key(kid, algorithm)).resolves.toBeUndefined();
    expect((await jwks.key('one', 'ES256'))?.equals(one.publicKey)).toBe(true);
    await expect(jwks.key('one', 'PS256')).resolves.toBeUndefined();
  });

  it('that is not one is refused at once', () => {
    expect(() => staticJwks({ key: [] })).toThrow();
  });
});

describe('a published key set', () => {
  let server: Server;
  let url: string;
  let reads = 0;
  let answer: () => [number, string];

  beforeAll(async () => {
    server = createServer((_, response) => {
      reads += 1;
      const [status, body] = answer();
      setTimeout(() => response.writeHead(status, { location: '/elsewhere' }).end(body), 5);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  beforeEach(() => {
    reads = 0;
    answer = () => [200, JSON.stringify({ keys: [one.jwk] })];
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('is read once for many tokens', async () => {
    const jwks = remoteJwks(url);
    const keys = await Promise.all(Array.from({ length: 20 }, () => jwks.key('one', 'ES256')));
    expect(keys.every((key) => key !== undefined)).toBe(true);
    expect(reads).toBe(1);
  });

  it('is read again, once, when tokens name a new key', async () => {
    const jwks = remoteJwks(url, { unknownKidPauseMs: 1_000 });
    await jwks.key('one', 'ES256');
    answer = () => [200, JSON.stringify({ keys: [two.jwk] })];
    await expect(jwks.key('two', 'ES256')).resolves.toBeUndefined();
    await new Promise((done) => setTimeout(done, 1_100));
    const keys = await Promise.all(Array.from({ length: 10 }, () => jwks.key('two', 'ES256')));
    expect(keys.every((key) => key !== undefined)).toBe(true);
    expect(reads).toBe(2);
    await expect(jwks.key('one', 'ES256')).resolves.toBeUndefined();
  });

  it('is not read for each invented name', async () => {
    const jwks = remoteJwks(url);
    for (let index = 0; index < 20; index += 1) await jwks.key(`invented-${index}`, 'ES256');
    expect(reads).toBe(1);
  });

  it('is read again when it ages, so that a withdrawn key stops working', async () => {
    const jwks = remoteJwks(url, { maxAgeMs: 20 });
    await jwks.key('one', 'ES256');
    answer = () => [200, JSON.stringify({ keys: [two.jwk] })];
    await new Promise((done) => setTimeout(done, 30));
    await expect(jwks.key('one', 'ES256')).resolves.toBeUndefined();
  });

  it('stays in service while the issuer fails', async () => {
    const jwks = remoteJwks(url, { maxAgeMs: 10 });
    await jwks.key('one', 'ES256');
    answer = () => [500, 'down'];
    await new Promise((done) => setTimeout(done, 20));
    await expect(jwks.key('one', 'ES256')).resolves.toBeDefined();
  });

  it.each([
    ['fails', (): [number, string] => [500, '']],
    ['answers HTML', (): [number, string] => [200, '<html>']],
    ['redirects', (): [number, string] => [302, '']],
    ['never ends', (): [number, string] => [200, JSON.stringify({ keys: [], filler: 'x'.repeat(300_000) })]],
  ])('that %s on first need makes the hub unavailable, not the token wrong', async (_, first) => {
    answer = first;
    await expect(remoteJwks(url).key('one', 'ES256')).rejects.toMatchObject({ code: 'SERVICE_INDISPONIBLE' });
  });

  it('may be a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jwks-'));
    try {
      writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [one.jwk] }));
      await expect(remoteJwks(join(folder, 'jwks.json')).key('one', 'ES256')).resolves.toBeDefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
