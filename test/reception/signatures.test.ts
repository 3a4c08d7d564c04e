import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { verificateur } from '../../src/reception/signatures';
import { signerOctets } from '../../connectors/software';

const octets = Buffer.from('{"id":"1","type":"essai"}');
const clock = { now: () => new Date('2026-11-23T10:00:00Z') };
const paire = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const jwkDe = (cle: KeyObject) => createPublicKey(cle).export({ format: 'jwk' });
const b64 = (texte: string) => Buffer.from(texte).toString('base64url');

/** A register of one institution; what it is asked is kept. */
function registre(jwk: object | undefined) {
  const demandes: unknown[][] = [];
  const query = (_: string, parametres: unknown[] = []) => {
    demandes.push(parametres);
    return Promise.resolve(jwk ? [{ jwk }] : []);
  };
  return { demandes, verifier: verificateur({ query } as any, clock) };
}

describe('la signature d’un message', () => {
  const privee = paire();
  const cle = { kid: 'k1', privateKey: privee, publicJwk: jwkDe(privee) } as any;

  test('d’une clé en vigueur de l’institution : admise', async () => {
    const { verifier, demandes } = registre(jwkDe(privee));
    expect(await verifier('tj31555', await signerOctets(octets, cle), octets)).toBeUndefined();
    expect(demandes).toEqual([['tj31555', 'k1', clock.now()]]);
  });

  const enTete = (changes: object) =>
    b64(JSON.stringify({ alg: 'ES256', b64: false, crit: ['b64'], kid: 'k1', ...changes }));
  const signeAvec = (entete: string) => {
    const valeur = sign('sha256', Buffer.concat([Buffer.from(`${entete}.`), octets]), {
      key: privee,
      dsaEncoding: 'ieee-p1363',
    });
    return `${entete}..${valeur.toString('base64url')}`;
  };
  const signee = signeAvec(enTete({}));

  test.each([
    ['vide', ''],
    ['sans points', 'abc'],
    ['en-tête illisible', `${b64('pas du json')}..${signee.split('..')[1] ?? ''}`],
    ['contenu joint', signee.replace('..', `.${octets.toString('base64url')}.`)],
    ['un point de trop', `${signee}.x`],
    ['contenu encodé (b64 absent)', signeAvec(b64(JSON.stringify({ alg: 'ES256', kid: 'k1' })))],
    ['extension critique inconnue', signeAvec(enTete({ crit: ['b64', 'exp'], exp: 1 }))],
    ['b64 sans crit', signeAvec(enTete({ crit: undefined }))],
    ['un kid que PostgreSQL ne lit pas', signeAvec(enTete({ kid: 'a\u0000' }))],
    ['un kid qui n’est pas un nom', signeAvec(enTete({ kid: { a: 1 } }))],
    ['sans kid', signeAvec(enTete({ kid: undefined }))],
    ['alg none', signeAvec(enTete({ alg: 'none' }))],
    ['alg HS256 avec la clé publique', signeAvec(enTete({ alg: 'HS256' }))],
    ['une autre clé portée par l’en-tête', signeAvec(enTete({ kid: 'k1', jwk: jwkDe(paire()), alg: 'ES384' }))],
    ['signature tronquée', signee.slice(0, -4)],
  ])('%s : refusée', async (_, jws) => {
    const { verifier } = registre(jwkDe(privee));
    expect(await verifier('tj31555', jws, octets)).toMatchObject({ code: 'SIGNATURE_INVALIDE' });
  });

  test('un octet changé, une autre clé du registre : refusée', async () => {
    const change = Buffer.from(octets);
    change[3] = 0;
    expect(await registre(jwkDe(privee)).verifier('tj31555', signee, change)).toMatchObject({
      code: 'SIGNATURE_INVALIDE',
    });
    expect(await registre(jwkDe(paire())).verifier('tj31555', signee, octets)).toMatchObject({
      code: 'SIGNATURE_INVALIDE',
    });
  });

  test('absente, ou d’une clé que l’institution n’a pas : refusée par son nom', async () => {
    expect(await registre(undefined).verifier('tj31555', signee, octets)).toMatchObject({ code: 'CLE_INCONNUE' });
    expect(await registre(undefined).verifier('tj31555', undefined, octets)).toMatchObject({
      code: 'SIGNATURE_ABSENTE',
    });
  });

  test('la base absente n’est pas une mauvaise signature', async () => {
    const panne = new Error('ECONNREFUSED');
    const verifier = verificateur({ query: () => Promise.reject(panne) }, clock);
    await expect(verifier('tj31555', signee, octets)).rejects.toBe(panne);
  });
});
