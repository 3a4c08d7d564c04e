import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publiques } from '../../src/audit/cles';
import { trousseauDemo } from '../../src/audit/trousseau';
import { sceau } from '../audit/atelier';
import { demoClients } from '../../src/auth/demo-clients';
import { loadDemoKeys } from '../../src/auth/demo-keys';
import { lancer } from '../../src/cli/main';
import { PartenaireRow } from '../../src/platform/partenaire.entity';
import { coffreDemo } from '../../src/platform/secret/coffre';
import { garderSecret } from '../../src/platform/webhook-secret';
import { enregistrerPartenairesDemo, refuserLesTracesDEssai } from '../../src/partners';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'passerelle-partner-'));
const avant = process.env;
beforeAll(async () => {
  database = await freshDatabase(coffreDemo(folder));
  process.env = { ...avant, DATABASE_URL: database.url, HUB_DATA_DIR: folder };
});
afterAll(async () => {
  process.env = avant;
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Words are separated by spaces; `_` stands for one inside a word. */
const partner = (line: string) => lancer(['partner', ...line.split(' ').map((mot) => mot.replaceAll('_', ' '))]);
async function fait(line: string): Promise<string> {
  const { stdout, stderr, code } = await partner(line);
  expect([stderr, code]).toEqual(['', 0]);
  return stdout;
}
async function refuse(line: string): Promise<string> {
  const { stdout, stderr, code } = await partner(line);
  expect([stdout, code]).toEqual(['', 2]);
  return stderr.trimEnd();
}
const cles = (clientId: string) =>
  database.query<{ kid: string; jwk: Record<string, string>; vive: boolean }>(
    `SELECT kid, jwk, retiree_le IS NULL OR retiree_le > now() AS vive FROM hub.cle_client
     WHERE client_id = $1 ORDER BY cree_le`,
    [clientId],
  );

const CRIP = 'add crip-64 --role crip --nom CRIP_du_64 --territoire 64';

test('add engendre une clé, la montre une fois, et n’en garde que la part publique', async () => {
  const dit = await fait(`${CRIP} --client crip-64-logiciel --contrainte dpop`);
  expect(dit).toMatch(
    /^crip-64 est enregistré\. Machine crip-64-logiciel, clé [\w-]+\.\nClé privée, montrée cette seule fois/,
  );
  const privee = JSON.parse(dit.split('\n').find((ligne) => ligne.includes('"d"'))!) as { d: string; kid: string };
  const recu = JSON.parse(dit.trimEnd().split('\n').at(-1)!) as { jws: string; charge: string };
  expect(JSON.parse(recu.charge)).toMatchObject({ acte: 'enregistrerPartenaire', institution: 'hub' });
  expect(createPrivateKey({ key: privee, format: 'jwk' }).asymmetricKeyType).toBe('ec');
  const [cle] = await cles('crip-64-logiciel');
  expect(cle!.kid).toBe(privee.kid);
  expect(cle!.jwk).not.toHaveProperty('d');
  expect(JSON.stringify(await database.query('SELECT * FROM hub.audit'))).not.toContain(privee.d);
  const [client] = await database.query<{ scopes: string[]; contrainte: string }>('SELECT * FROM hub.client');
  expect(client).toMatchObject({ scopes: demoClients.crip.scopes, contrainte: 'DPOP' });
});

test('add prend une clé publique d’un fichier, un webhook, et se répète', async () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const [cle, secret] = [join(folder, 'cle.json'), join(folder, 'secret')];
  writeFileSync(cle, JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid: 'la-mienne' }));
  writeFileSync(secret, `whsec_${randomBytes(24).toString('base64')}\n`);
  const college = 'add 0319003T --role college --nom Collège --territoire 31 --client c-0319003T';
  const recu = join(folder, 'recu.json');
  const webhook = `--webhook http://127.0.0.1:9/ --webhook-secret ${secret}`;
  expect(await fait(`${college} --cle ${cle} ${webhook} --recu ${recu}`)).toBe(
    `0319003T est enregistré. Machine c-0319003T, clé la-mienne.\nReçu signé écrit dans ${recu}.\n`,
  );
  expect(await refuse(`${college} --recu ${recu}`)).toMatch(/--recu : le fichier .* existe déjà/);
  expect(await fait(`${college} --scopes ip:transmettre`)).toMatch(
    /^0319003T est enregistré\. Machine c-0319003T\.\nReçu signé de cet acte, à garder .*\n\{.*\}\n$/,
  );
  expect(await cles('c-0319003T')).toHaveLength(1);
  const [row] = await database.ouvrir(
    PartenaireRow,
    await database.query<{ id: string; url: string; webhookSecret: string }>(
      `SELECT id, webhook_url AS url, webhook_secret AS "webhookSecret" FROM hub.partenaire WHERE id = '0319003T'`,
    ),
  );
  expect(row).toMatchObject({ url: 'http://127.0.0.1:9/', webhookSecret: readFileSync(secret, 'utf8').trim() });
});

test('le reçu d’un acte de la ligne de commande se vérifie hors ligne', async () => {
  const cles = join(folder, 'cles.json');
  writeFileSync(cles, JSON.stringify(publiques(trousseauDemo(folder))));
  const { stdout, code } = await lancer(['verify', join(folder, 'recu.json'), '--cle', cles]);
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/Le hub a accepté l'acte « enregistrerPartenaire » de hub/),
  ]);
});

test('rotate écrit la nouvelle clé dans un fichier que personne d’autre ne lit, et retire l’ancienne', async () => {
  const vers = join(folder, 'nouvelle.json');
  expect(await fait(`rotate crip-64-logiciel --vers ${vers} --recouvrement 0`)).toMatch(
    /^Machine crip-64-logiciel : nouvelle clé/,
  );
  expect(statSync(vers).mode & 0o777).toBe(0o600);
  const { kid } = JSON.parse(readFileSync(vers, 'utf8')) as { kid: string };
  const lues = await cles('crip-64-logiciel');
  expect(lues.map(({ vive }) => vive)).toEqual([false, true]);
  expect(lues[1]!.kid).toBe(kid);
  expect(await refuse(`rotate crip-64-logiciel --vers ${vers}`)).toMatch(/existe déjà/);
  expect(await cles('crip-64-logiciel')).toHaveLength(2);
});

test('list montre, revoke demande confirmation et un motif, l’audit nomme chaque acte', async () => {
  expect(await fait('list --role crip')).toMatch(
    /\| crip-64 +\| CRIP du 64 \| crip +\| 64 +\| raccordé +\| crip-64-logiciel \| DPOP/,
  );
  expect(await refuse('revoke --client crip-64-logiciel --motif Fin')).toMatch(/pour confirmer, ajouter --oui/);
  expect(await refuse('revoke crip-64 --oui')).toMatch(/--motif/);
  expect(await fait('revoke --client crip-64-logiciel --motif Fin --oui')).toMatch(
    /^Révoqué : la machine crip-64-logiciel/,
  );
  expect(await refuse('revoke --client crip-64-logiciel --motif Fin --oui')).toMatch(/déjà révoquée/);
  expect(await fait('revoke crip-64 --motif Fin --oui')).toMatch(/^Révoqué : crip-64/);
  expect(await fait('list --apres 1')).toMatch(/crip-64 .* révoqué .* crip-64-logiciel \(révoquée\)/);
  expect(await fait('list --apres zz')).toBe('Aucun partenaire.\n');
  const audit = await database.query<{ acte: string; par: string }>(
    `SELECT acte, institution || ' ' || acteur AS par FROM hub.audit ORDER BY id`,
  );
  expect(new Set(audit.map(({ par }) => par))).toEqual(new Set(['hub exploitant']));
  expect(audit.map(({ acte }) => acte)).toEqual([
    ...['enregistrerPartenaire', 'enregistrerPartenaire', 'enregistrerPartenaire', 'tournerCle'],
    ...['revoquer', 'revoquer'],
  ]);
  await sceau(database, folder, trousseauDemo(folder), new Date());
  expect(await lancer(['journal'])).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  ['', /add, rotate, revoke ou list/],
  ['jeter x', /add, rotate, revoke ou list/],
  ['add', /add attend une institution/],
  ['add crip-64 --role maire --nom X', /--role : un de college/],
  ['add crip-64 --role crip --nom X --territoire 31', /« 64 » est attendu/],
  ['add crip-64 --role crip --nom X --territoire 64 --scopes a', /--client la nomme/],
  ['add crip-64 --role crip --nom X --territoire 64 --client abc --scopes mesure:notifier', /n'est pas de ceux/],
  ['add crip-64 --role crip --nom X --territoire 64 --client abc --contrainte tls', /mtls ou dpop/],
  ['add crip-64 --role crip --nom X --territoire 64 --client abc --cle /nulle/part', /ne peut pas être lu/],
  ['add crip-64 --role crip --nom X --territoire 64 --webhook http://127.0.0.1', /vont ensemble/],
  [
    'add crip-64 --role crip --nom X --territoire 64 --webhook http://10.0.0.1 --webhook-secret package.json',
    /Adresse refusée/,
  ],
  [
    'add crip-64 --role crip --nom X --territoire 64 --webhook http://127.0.0.1 --webhook-secret package.json',
    /whsec_/,
  ],
  ['rotate', /client_id/],
  ['rotate personne', /aucune machine de ce nom/],
  ['rotate personne --recouvrement x', /nombre d’heures/],
  ['rotate personne --motif x', /--motif ne va pas avec rotate/],
  ['revoke --motif x --oui', /une institution, ou --client/],
  ['revoke crip-2A --motif x --oui', /aucun partenaire/],
  ['list crip-31', /list ne prend que/],
])('refuse « partner %s »', async (line, dit) => {
  expect(await refuse(line)).toMatch(dit);
});

test('un acte refusé ne laisse aucune clé derrière lui ; un fichier qui ne peut s’écrire n’enregistre rien', async () => {
  const vers = join(folder, 'secrets', 'refusee.json');
  expect(await refuse(`rotate personne --vers ${vers}`)).toMatch(/aucune machine de ce nom/);
  expect(await refuse(`add 0319003T --role college --nom X --territoire 99 --client c-99 --vers ${vers}`)).toMatch(
    /territoire :/,
  );
  expect(existsSync(vers)).toBe(false);
  const sous = join(folder, 'cle.json', 'x.json');
  expect(await refuse(`rotate c-0319003T --vers ${sous}`)).toMatch(/ne peut pas être écrit/);
  expect(await cles('c-0319003T')).toHaveLength(1);
});

test('une clé privée donnée à la place de la publique est refusée, et n’est pas répétée', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const privee = privateKey.export({ format: 'jwk' });
  const fichier = join(folder, 'privee.json');
  writeFileSync(fichier, JSON.stringify(privee));
  const dit = await refuse(`add crip-64 --role crip --nom X --territoire 64 --client abc --cle ${fichier}`);
  expect(dit).toMatch(/sans sa part privée/);
  expect(dit).not.toContain(privee.d);
});

test('l’aide', async () => {
  expect(await fait('--help')).toMatch(/^Usage : npm run -s hub -- partner add\|rotate\|revoke\|list/);
});

describe('une production', () => {
  test('refuse de démarrer avec les machines d’un essai, jusqu’à leur révocation', async () => {
    await enregistrerPartenairesDemo(database, loadDemoKeys({ NODE_ENV: 'test', HUB_DATA_DIR: folder }));
    await expect(refuserLesTracesDEssai(database)).rejects.toThrow('The machine demo-crip is that of trials');
    for (const nom of Object.keys(demoClients)) await fait(`revoke --client demo-${nom} --motif Essai --oui`);
    await expect(refuserLesTracesDEssai(database)).resolves.toBeUndefined();
  });

  test('refuse un secret de webhook faible, sans le dire', async () => {
    const [row] = await database.query<{ objetId: string }>(
      `SELECT objet_id "objetId" FROM hub.partenaire WHERE id = 'crip-31'`,
    );
    await database.transaction((tx) => garderSecret(tx, 'crip-31', row!.objetId, 'whsec_c2VjcmV0'));
    const refusal = refuserLesTracesDEssai(database);
    await expect(refusal).rejects.toThrow('The webhook secret of crip-31 is shorter than 24 bytes');
    await expect(refusal).rejects.not.toThrow('c2VjcmV0');
  });
});
