// node cle.mjs cle.pem nom : la clé privée d'OpenSSL en JWK sur la sortie ; --publique : sa part publique, à envoyer.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [fichier, kid, publique] = process.argv.slice(2);
const cle = createPrivateKey(readFileSync(fichier));
const jwk = (publique === '--publique' ? createPublicKey(cle) : cle).export({ format: 'jwk' });
console.log(JSON.stringify({ ...jwk, kid }));
