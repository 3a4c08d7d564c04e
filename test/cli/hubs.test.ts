import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publiques } from '../../src/audit/cles';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import { lancer } from '../../src/cli/main';
import { carte, nouvellesCles } from '../../src/transferts/cles';
import { freshDatabase, type TestDatabase } from '../support/database';

const hub = (...mots: string[]) => lancer(mots);

let database: TestDatabase;
let dossier: string;
beforeAll(async () => {
  database = await freshDatabase();
  dossier = mkdtempSync(join(tmpdir(), 'cli-hubs-'));
  Object.assign(process.env, { DATABASE_URL: database.url, HUB_DATA_DIR: dossier });
});
afterAll(async () => {
  delete process.env['DATABASE_URL'];
  delete process.env['HUB_DATA_DIR'];
  delete process.env['ECHANGE_CLES'];
  await database.drop();
  rmSync(dossier, { recursive: true });
});
const ici = (nom: string) => join(dossier, nom);

/** What the operator of the other hub has given. */
function carteDAilleurs(nom = 'hub.lyon.example/journal') {
  const fichier = ici(`${nom.split('/')[0]!}.json`);
  writeFileSync(fichier, JSON.stringify(carte(nouvellesCles(), publiques(nouveauTrousseau(nom)))));
  return fichier;
}

test('les clés d’échange : créées une fois, tournées ; la carte n’a rien de privé', async () => {
  const fichier = ici('echange.json');
  expect((await hub('hubs', 'cles', fichier, '--creer')).code).toBe(0);
  expect((await hub('hubs', 'cles', fichier, '--creer')).stderr).toMatch(/existe déjà/);
  expect((await hub('hubs', 'cles', fichier, '--tourner', 'chiffrer')).stdout).toMatch(/chiffrer[^]*chiffrer/);
  process.env['ECHANGE_CLES'] = fichier;
  const { stdout, code } = await hub('hubs', 'carte', '--vers', ici('carte.json'));
  expect(code).toBe(0);
  const lue = readFileSync(ici('carte.json'), 'utf8');
  expect(lue).not.toMatch(/"d":/);
  expect(JSON.parse(lue).echange.keys).toHaveLength(3);
  for (const { kid } of JSON.parse(lue).echange.keys) expect(stdout).toContain(kid);
});

test('un autre hub : admis, montré, mis à jour, révoqué ; chaque acte a son reçu et sa ligne d’audit', async () => {
  expect((await hub('hubs', 'list')).stdout).toBe('Aucun autre hub n’est connu.\n');
  const fichier = carteDAilleurs();
  const add = ['hubs', 'add', '--carte', fichier, '--url', 'https://hub.lyon.example', '--collectivites', '69M,69D'];
  // Its name designates no machine here: an address that the network of this test knows.
  add[5] = 'http://127.0.0.1:4999/lyon';
  const admis = await hub(...add);
  expect([admis.stderr, admis.code]).toEqual(['', 0]);
  expect(admis.stdout).toMatch(/hub\.lyon\.example\/journal est admis[^]*signer[^]*Reçu signé/);
  expect((await hub('hubs', 'list')).stdout).toMatch(/hub\.lyon\.example\/journal.*127\.0\.0\.1:4999.*69D, 69M.*2/);
  expect((await hub(...add)).code).toBe(0);
  const autre = await hub('hubs', 'add', '--carte', carteDAilleurs('hub.rhone.example/journal'), ...add.slice(4));
  expect([autre.code, autre.stderr]).toEqual([2, expect.stringMatching(/sert déjà/)]);
  expect((await hub('hubs', 'revoke', 'hub.lyon.example/journal', '--motif', 'Fin.')).code).toBe(2);
  const fin = await hub('hubs', 'revoke', 'hub.lyon.example/journal', '--motif', 'Fin.', '--oui');
  expect([fin.code, fin.stdout]).toEqual([0, expect.stringMatching(/^Révoqué/)]);
  const actes = await database.query<{ acte: string }>('SELECT acte FROM hub.audit ORDER BY le');
  expect(actes.map(({ acte }) => acte)).toEqual(['enregistrerHub', 'enregistrerHub', 'revoquerHub']);
});

test.each<[string, readonly string[]]>([
  ['une collectivité inconnue', ['--url', 'http://127.0.0.1:4999', '--collectivites', '99Z']],
  ['une adresse qui n’en est pas une', ['--url', 'ftp://lyon', '--collectivites', '69M']],
  ['une adresse du réseau intérieur', ['--url', 'http://10.0.0.1', '--collectivites', '69M']],
  ['sans adresse', ['--collectivites', '69M']],
])('refusé, en une phrase, code 2 : %s', async (_, options) => {
  const { stdout, stderr, code } = await hub('hubs', 'add', '--carte', carteDAilleurs(), ...options);
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr.trimEnd()).toMatch(/^.+\.$/);
});

test('une carte avec une clé privée, ou la sienne : refusée', async () => {
  const privee = ici('privee.json');
  const trousseau = nouveauTrousseau('hub.lyon.example/journal');
  writeFileSync(privee, JSON.stringify({ echange: nouvellesCles(), preuve: publiques(trousseau) }));
  const options = ['--url', 'http://127.0.0.1:4999', '--collectivites', '69M'];
  expect((await hub('hubs', 'add', '--carte', privee, ...options)).stderr).toMatch(/compromise/);
  expect((await hub('hubs', 'add', '--carte', ici('carte.json'), ...options)).stderr).toMatch(/ce hub-ci/);
  writeFileSync(ici('rien.json'), '{}');
  expect((await hub('hubs', 'add', '--carte', ici('rien.json'), ...options)).code).toBe(2);
});

test('les transferts : en transit, finis, repris', async () => {
  expect((await hub('transferts')).stdout).toBe('Aucun dossier en transit.\n');
  await database.query(
    `INSERT INTO hub.transfert_sortant (id, type, sujet_id, enfant_id, hub, de, vers, reference_depart, empreinte, etat,
       ouvert_le, tentatives, prochaine_le, dernier_echec)
     SELECT gen_random_uuid(), 'information', gen_random_uuid(), gen_random_uuid(), 'hub.lyon.example/journal', '31', '69M',
       'IP-1', '', 'PREPARATION', now(), 3, now() + interval '5 minutes', 'ECONNREFUSED' FROM generate_series(1, 2)`,
  );
  const { stdout, code } = await hub('transferts');
  expect([stdout.match(/31 → 69M/g)?.length, code]).toEqual([2, 0]);
  expect(stdout).toMatch(/PREPARATION.*\| 3 +\| ECONNREFUSED/);
  expect((await hub('transferts', '--hub', 'hub.autre/journal')).stdout).toMatch(/^Aucun/);
  expect((await hub('transferts', '--relancer')).stdout).toBe('2 transferts repris.\n');
  expect((await hub('transferts', '--finis')).stdout).toBe('Aucun dossier dont le transfert est fini.\n');
  for (const mots of [['--apres', 'x'], ['--relancer', '--finis'], ['rien']])
    expect((await hub('transferts', ...mots)).code).toBe(2);
  expect((await hub('transferts', '--help')).stdout).toMatch(/^Usage/);
  expect((await hub('hubs', '--help')).stdout).toMatch(/^Usage/);
});
