import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * AES-256-GCM by blocks (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): a block is read once
 * its own tag is verified, and no block may be moved, repeated or left out, the last one neither. The key serves one
 * file, so a counter is nonce enough.
 */
const ALGORITHME = 'aes-256-gcm';
export const BLOC = 65_536;
const TAG = 16;
const SCELLE = BLOC + TAG;

function nonce(rang: number, dernier: boolean): Buffer {
  const octets = Buffer.alloc(12);
  octets.writeUInt32BE(rang, 7);
  octets[11] = dernier ? 1 : 0;
  return octets;
}

type Flux = AsyncIterable<Buffer>;

/** The bytes again, by `taille`; the last one is shorter, or empty when there is nothing. */
async function* parBlocs(source: Flux, taille: number): AsyncGenerator<{ bloc: Buffer; dernier: boolean }> {
  let reste: Buffer = Buffer.alloc(0);
  for await (const octets of source) {
    reste = reste.length === 0 ? octets : Buffer.concat([reste, octets]);
    // A whole block is held back: it is the last one if nothing follows.
    for (; reste.length > taille; reste = reste.subarray(taille))
      yield { bloc: reste.subarray(0, taille), dernier: false };
  }
  yield { bloc: reste, dernier: true };
}

/** @param lieu what the file is; authenticated with each block, not stored */
export async function* scellerFlux(cle: Buffer, lieu: string, clair: Flux): AsyncGenerator<Buffer> {
  let rang = 0;
  for await (const { bloc, dernier } of parBlocs(clair, BLOC)) {
    const chiffre = createCipheriv(ALGORITHME, cle, nonce(rang, dernier), { authTagLength: TAG });
    chiffre.setAAD(Buffer.from(lieu));
    yield Buffer.concat([chiffre.update(bloc), chiffre.final(), chiffre.getAuthTag()]);
    rang += 1;
  }
}

/** @throws Error when a byte, the key, the place or the order is not the one that it was sealed with */
export async function* descellerFlux(cle: Buffer, lieu: string, scelle: Flux): AsyncGenerator<Buffer> {
  let rang = 0;
  for await (const { bloc, dernier } of parBlocs(scelle, SCELLE)) {
    if (bloc.length < TAG) throw new Error('sealed file cut short');
    const dechiffre = createDecipheriv(ALGORITHME, cle, nonce(rang, dernier), { authTagLength: TAG });
    dechiffre.setAAD(Buffer.from(lieu));
    dechiffre.setAuthTag(bloc.subarray(-TAG));
    yield Buffer.concat([dechiffre.update(bloc.subarray(0, -TAG)), dechiffre.final()]);
    rang += 1;
  }
}
