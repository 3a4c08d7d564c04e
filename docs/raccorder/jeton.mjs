// HUB=https://… node jeton.mjs CLIENT cle.jwk "mandat mandat" : un jeton, par private_key_jwt (RFC 7523).
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [client, fichier, scope] = process.argv.slice(2);
const { kid, ...jwk } = JSON.parse(readFileSync(fichier));
const decouverte = await fetch(`${process.env.HUB}/oidc/.well-known/openid-configuration`);
const { issuer } = await decouverte.json();

const maintenant = Math.floor(Date.now() / 1000);
const assertion = { iss: client, sub: client, aud: issuer, jti: randomUUID(), iat: maintenant, exp: maintenant + 50 };
const base64 = (objet) => Buffer.from(JSON.stringify(objet)).toString('base64url');
const signe = `${base64({ alg: 'ES256', kid })}.${base64(assertion)}`;
const cle = { key: createPrivateKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
const signature = sign('sha256', Buffer.from(signe), cle).toString('base64url');

const reponse = await fetch(`${process.env.HUB}/oidc/token`, {
  method: 'POST',
  body: new URLSearchParams({
    ...{ grant_type: 'client_credentials', scope, client_assertion: `${signe}.${signature}` },
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  }),
});
const { access_token, error, error_description } = await reponse.json();
if (!reponse.ok) {
  console.error(`${reponse.status} ${error} : ${error_description}`);
  process.exit(1);
}
console.log(access_token);
