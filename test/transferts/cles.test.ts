import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publiques } from '../../src/audit/cles';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import {
  carte,
  carteSchema,
  lireClesEchange,
  nouvellesCles,
  ouvrirClesEchange,
  tournerEchange,
} from '../../src/transferts/cles';
import { chiffrer, dechiffrer, kidDe, signee, signer } from '../../src/transferts/sceau';

let dossier: string;
beforeAll(() => {
  dossier = mkdtempSync(join(tmpdir(), 'cles-echange-'));
});
afterAll(() => {
  rmSync(dossier, { recursive: true });
});
const ecrire = (quoi: unknown): string => {
  const fichier = join(dossier, 'cles.json');
  writeFileSync(fichier, typeof quoi === 'string' ? quoi : JSON.stringify(quoi));
  return fichier;
};

test('tournée, la clé de chiffrement d’avant ouvre encore ; celle de signature ne signe plus', async () => {
  const avant = nouvellesCles();
  const [signe, chiffre] = avant.keys;
  const { kid, kty, crv, x } = chiffre!;
  const lettre = await chiffrer(Buffer.from('un dossier'), { kid, jwk: { kty, crv, x } });
  const apres = tournerEchange(tournerEchange(avant, 'chiffrer'), 'signer');
  expect((await dechiffrer(lettre, apres))?.toString()).toBe('un dossier');
  expect(await dechiffrer(lettre, nouvellesCles())).toBeUndefined();
  const jws = await signer('octets', apres);
  expect(await kidDe(jws)).toBe(apres.keys[0]!.kid);
  expect(await kidDe(jws)).not.toBe(signe!.kid);
  const neuve = { kty: 'OKP', crv: 'Ed25519', x: apres.keys[0]!.x };
  expect(await signee(Buffer.from('octets'), jws, neuve)).toBe(true);
  expect(await signee(Buffer.from('octet'), jws, neuve)).toBe(false);
});

test('la carte n’a rien de privé, et il lui faut tout', () => {
  const preuve = publiques(nouveauTrousseau('hub.lyon.example/journal'));
  const dite = carte(nouvellesCles(), preuve);
  expect(JSON.stringify(dite)).not.toContain('"d"');
  expect(carteSchema.safeParse(dite).success).toBe(true);
  expect(carteSchema.safeParse({ ...dite, echange: { keys: dite.echange.keys.slice(1) } }).success).toBe(false);
  expect(carteSchema.safeParse({ ...dite, preuve: { ...preuve, keys: [] } }).success).toBe(false);
  const [une, autre] = dite.echange.keys;
  const echangees = { keys: [{ ...une!, x: autre!.x }, autre] };
  expect(carteSchema.safeParse({ ...dite, echange: echangees }).success).toBe(false);
});

test('un fichier qui n’est pas celui des clés est refusé sans citer ce qu’il contient', () => {
  const cles = nouvellesCles();
  expect(lireClesEchange(ecrire(cles))).toEqual(cles);
  const { d } = cles.keys[0]!;
  for (const faux of [{ keys: [cles.keys[0]] }, carte(cles, nouveauTrousseau('a')).echange, `{"d":"${d!}"`, ''])
    expect(() => lireClesEchange(ecrire(faux))).toThrow(
      /^The keys of ECHANGE_CLES are not those that [^"]+cles\.json\.$/,
    );
});

test('en production, sans clés : aucun échange ; en essai, les siennes, une fois pour toutes', () => {
  expect(ouvrirClesEchange({ NODE_ENV: 'production', HUB_DATA_DIR: dossier })).toBeUndefined();
  const siennes = ouvrirClesEchange({ NODE_ENV: 'test', HUB_DATA_DIR: dossier });
  expect(ouvrirClesEchange({ NODE_ENV: 'test', HUB_DATA_DIR: dossier })).toEqual(siennes);
  const cles = nouvellesCles();
  expect(ouvrirClesEchange({ NODE_ENV: 'production', HUB_DATA_DIR: dossier, ECHANGE_CLES: ecrire(cles) })).toEqual(
    cles,
  );
});
