import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { decoupeur, encadrer, VT } from '../../src/reception/trames';

const MESSAGE = 'MSH|^~\\&|A\rPID|1||Éloïse\r';

/** Cuts every `pas` bytes. */
function lire(octets: Buffer, pas: number, limite = 1_000) {
  const decouper = decoupeur(limite);
  const trames: string[] = [];
  for (let place = 0; place < octets.length; place += pas) {
    const { trames: lues, faute } = decouper(octets.subarray(place, place + pas));
    trames.push(...lues.map((lue) => lue.toString()));
    if (faute !== undefined) return { trames, faute };
  }
  return { trames };
}

test.each([1, 2, 3, 7, 10_000])('three frames, cut every %i bytes', (pas) => {
  const octets = Buffer.concat([MESSAGE, '', 'second'].map(encadrer));
  expect(lire(octets, pas)).toEqual({ trames: [MESSAGE, '', 'second'] });
});

test.each([
  ['before the first frame', 'x', []],
  ['between two frames', `${encadrer('un').toString()}\r\n${encadrer('deux').toString()}`, ['un']],
  ['an HTTP request', 'POST /hl7 HTTP/1.1\r\n', []],
  ['an end without its CR', '\x0bun\x1cx', []],
  ['a frame broken off by the next', `\x0bun${encadrer('deux').toString()}`, []],
])('garbage: %s', (_, texte, trames) => {
  for (const pas of [1, 1_000]) expect(lire(Buffer.from(texte), pas)).toEqual({ trames, faute: 'BRUIT' });
});

test.each([1, 9, 1_000])('a frame holds what its lane takes, not a byte more, cut every %i bytes', (pas) => {
  expect(lire(encadrer('x'.repeat(100)), pas, 100)).toEqual({ trames: ['x'.repeat(100)] });
  const suite = Buffer.concat([encadrer('un'), encadrer('x'.repeat(101)), encadrer('deux')]);
  expect(lire(suite, pas, 100)).toEqual({ trames: ['un'], faute: 'TROP_LONGUE' });
});

test('it is known to be too long before it ends, and nothing is read after a fault', () => {
  const decouper = decoupeur(100);
  expect(decouper(Buffer.concat([Buffer.from([VT]), Buffer.alloc(101, 'x')]))).toEqual({
    trames: [],
    faute: 'TROP_LONGUE',
  });
  expect(decouper(encadrer('un'))).toEqual({ trames: [] });
});

test('a frame that comes byte by byte keeps its bytes alone', () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const decouper = decoupeur(1_048_576);
  decouper(Buffer.from([VT]));
  gc();
  const avant = process.memoryUsage().heapUsed;
  for (let i = 0; i < 300_000; i += 1) decouper(Buffer.alloc(1, 'x'));
  gc();
  expect(process.memoryUsage().heapUsed - avant).toBeLessThan(5_000_000);
  expect(decouper(Buffer.from([0x1c, 0x0d])).trames[0]).toHaveLength(300_000);
});

test('any cutting gives the same frames', () => {
  const octet = fc.integer({ min: 0, max: 255 }).filter((un) => un !== 0x0b && un !== 0x1c);
  const message = fc.array(octet, { maxLength: 40 }).map((octets) => Buffer.from(octets));
  fc.assert(
    fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(300), { maxLength: 12 }), (messages, coupes) => {
      const suite = Buffer.concat(
        messages.map((un) => Buffer.concat([Buffer.from([VT]), un, Buffer.from([0x1c, 0x0d])])),
      );
      const decouper = decoupeur(40);
      const bornes = [0, ...coupes.map((une) => Math.min(une, suite.length)).sort((a, b) => a - b), suite.length];
      const lues = bornes.slice(1).flatMap((fin, i) => {
        const { trames, faute } = decouper(suite.subarray(bornes[i], fin));
        expect(faute).toBeUndefined();
        return trames;
      });
      expect(lues.map((une) => une.toString('hex'))).toEqual(messages.map((un) => un.toString('hex')));
    }),
    { numRuns: 500 },
  );
});
