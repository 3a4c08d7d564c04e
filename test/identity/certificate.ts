import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A DER element: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const ECDSA_SHA256 = der(SEQUENCE, oid('2a8648ce3d040302'));
const COMMON_NAME = oid('550403');

function utc(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}

interface Choix {
  /** A key of P-256; a new one by default. */
  readonly privateKey?: KeyObject;
  /** From when to when, in hours from now. */
  readonly heures?: readonly [number, number];
}

/** A self-signed certificate of P-256, valid for a day: neither OpenSSL nor a file is needed. PEM. */
export function selfSigned(name: string, choix: Choix = {}): { key: string; cert: string } {
  const { privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, heures = [-1, 23] } = choix;
  const publicKey = createPublicKey(privateKey);
  const who = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const [from, to] = heures.map((hours) => utc(new Date(Date.now() + hours * 3_600_000))) as [Buffer, Buffer];
  const serial = der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const body = der(SEQUENCE, serial, ECDSA_SHA256, who, der(SEQUENCE, from, to), who, spki);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const base64 = der(SEQUENCE, body, ECDSA_SHA256, signature).toString('base64');
  const lines = base64.match(/.{1,64}/g)!.join('\n');
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
