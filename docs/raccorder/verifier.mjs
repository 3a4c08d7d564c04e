// HUB=https://… node verifier.mjs entetes.txt < corps : le hub a-t-il signé ces octets ? Code de sortie 0 si oui, 1 sinon.
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [, jws = ''] = /^x-jws-signature: *(\S+)/im.exec(readFileSync(process.argv[2], 'utf8')) ?? [];
const [entete = '', , signature = ''] = jws.split('.');
const { keys } = await (await fetch(`${process.env.HUB}/.well-known/hub-keys.json`)).json();
const { kid } = entete === '' ? {} : JSON.parse(Buffer.from(entete, 'base64url'));
const jwk = keys.find((cle) => cle.kid === kid);
const octets = Buffer.concat([Buffer.from(`${entete}.`), readFileSync(0)]);
const juste =
  jwk && verify(null, octets, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url'));
console.log(juste ? `signé par le hub, clé ${kid}` : 'ce n’est pas ce que le hub a signé');
process.exit(juste ? 0 : 1);
