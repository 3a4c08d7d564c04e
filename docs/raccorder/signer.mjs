// node signer.mjs cle.jwk < message : son JWS détaché (RFC 7797). Un événement JSON est signé sous sa forme RFC 8785,
// un fichier (--octets) tel qu'il est.
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

// Assez pour des textes et des entiers : clés dans l'ordre, aucun espace.
const canonique = (valeur) =>
  JSON.stringify(valeur, (_, v) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(
          Object.keys(v)
            .sort()
            .map((cle) => [cle, v[cle]]),
        )
      : v,
  );

const [fichier, octets] = process.argv.slice(2);
const { kid, ...jwk } = JSON.parse(readFileSync(fichier));
const lu = readFileSync(0);
const corps = octets === '--octets' ? lu : Buffer.from(canonique(JSON.parse(lu)));
const entete = Buffer.from(JSON.stringify({ alg: 'ES256', b64: false, crit: ['b64'], kid })).toString('base64url');
const cle = { key: createPrivateKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
console.log(
  `${entete}..${sign('sha256', Buffer.concat([Buffer.from(`${entete}.`), corps]), cle).toString('base64url')}`,
);
