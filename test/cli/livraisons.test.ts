import { lancer } from '../../src/cli/main';
import { freshDatabase, type TestDatabase } from '../support/database';
import { etatDe, writeDeliveries } from '../jobs/hub';

const hub = (line: string) => lancer(line.split(' ').filter(Boolean));

let database: TestDatabase;
const avant = process.env['DATABASE_URL'];
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
});
afterAll(async () => {
  if (avant === undefined) delete process.env['DATABASE_URL'];
  else process.env['DATABASE_URL'] = avant;
  await database.drop();
});

test('sans livraison morte, une phrase', async () => {
  expect(await hub('livraisons')).toEqual({ stdout: 'Aucune livraison morte.\n', stderr: '', code: 0 });
  expect((await hub('livraisons --rejouer')).stdout).toBe('Aucune livraison morte.\n');
});

test('compte, montre, demande confirmation, remet en route et laisse une ligne d’audit', async () => {
  const ase = await writeDeliveries(database, 'ase-31', { count: 2 });
  const [crip] = await writeDeliveries(database, 'crip-31');
  const [vivante] = await writeDeliveries(database, 'ase-31');
  await database.query(
    `UPDATE hub.livraison SET etat = 'MORTE', tentatives = 16, dernier_echec = '503' WHERE id <> $1`,
    [vivante],
  );
  const { stdout, stderr, code } = await hub('livraisons mortes');
  expect([stderr, code]).toEqual(['', 0]);
  expect(stdout.split('\n')[0]).toBe('3 livraisons mortes.');
  for (const id of [...ase, crip!]) expect(stdout).toContain(id);
  expect(stdout).toMatch(/\| crip-31 +\| mesure-urgente\.notifiee \| 16 +\| 503 /);
  expect(stdout).not.toContain(vivante);
  expect((await hub('livraisons --destinataire crip-31')).stdout).toMatch(/^1 livraison morte pour crip-31\.\n/);
  const [premiere] = [...ase, crip!].sort();
  expect((await hub(`livraisons mortes --apres ${premiere!}`)).stdout).not.toContain(premiere);

  expect(await hub('livraisons --destinataire ase-31 --rejouer')).toEqual({
    stdout: '',
    stderr: '2 livraisons mortes pour ase-31. Pour les remettre en route, ajouter --oui.\n',
    code: 2,
  });
  expect((await etatDe(database, ase[0]!)).etat).toBe('MORTE');

  const remise = await hub('livraisons --destinataire ase-31 --rejouer --oui');
  expect(remise).toEqual({ stdout: '2 livraisons remises en route.\n', stderr: '', code: 0 });
  for (const id of ase) expect(await etatDe(database, id)).toMatchObject({ etat: 'EN_ATTENTE', tentatives: 0 });
  expect((await etatDe(database, crip!)).etat).toBe('MORTE');
  const audit = await database.query<{ acte: string; id: string }>(
    'SELECT acte, unnest(objet_ids) AS id FROM hub.audit',
  );
  expect(audit.map(({ id }) => id).sort()).toEqual([...ase].sort());
  expect(new Set(audit.map(({ acte }) => acte))).toEqual(new Set(['rejouerLivraisons']));
});

test.each(['livraisons vivantes', 'livraisons --oui', 'livraisons --apres x', 'livraisons --nulle'])(
  'refuse « %s » en une phrase, code 2',
  async (line) => {
    const { stdout, stderr, code } = await hub(line);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr.trimEnd()).toMatch(/^.+\.$/);
  },
);

test('une configuration fausse est dite, code 2', async () => {
  process.env['DATABASE_URL'] = 'mysql://ailleurs';
  const { stderr, code } = await hub('livraisons');
  process.env['DATABASE_URL'] = database.url;
  expect(code).toBe(2);
  expect(stderr).toContain('DATABASE_URL');
});

test('l’aide', async () => {
  expect((await hub('livraisons --help')).stdout).toMatch(/^Usage : npm run -s hub -- livraisons/);
});
