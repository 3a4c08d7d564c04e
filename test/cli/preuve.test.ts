import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trousseauDemo } from '../../src/audit/trousseau';
import { lancer } from '../../src/cli/main';
import { falsifier, sceau, unActe } from '../audit/atelier';
import { freshDatabase, type TestDatabase } from '../support/database';

const hub = (ligne: string) => lancer(ligne.split(' '));

describe('cles', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'passerelle-cles-'));
  const fichier = join(dossier, 'cles.json');
  afterAll(() => {
    rmSync(dossier, { recursive: true });
  });

  test('crée un fichier que lui seul lit, une fois', async () => {
    const { stdout, code } = await hub(`cles ${fichier} --creer hub.exemple.fr/journal`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Journal : hub\.exemple\.fr\/journal\n/);
    expect(stdout.match(/\| (recus|journal) +\| privée/g)).toHaveLength(2);
    expect(statSync(fichier).mode & 0o777).toBe(0o600);
    const avant = readFileSync(fichier, 'utf8');
    expect(await hub(`cles ${fichier} --creer hub.exemple.fr/journal`)).toMatchObject({ stdout: '', code: 2 });
    expect(readFileSync(fichier, 'utf8')).toBe(avant);
  });

  test('tourne une clé : l’ancienne reste, publique', async () => {
    const avant = JSON.parse(readFileSync(fichier, 'utf8'));
    expect((await hub(`cles ${fichier} --tourner recus`)).code).toBe(0);
    const apres = JSON.parse(readFileSync(fichier, 'utf8'));
    expect(apres.keys).toHaveLength(3);
    const ancienne = apres.keys.find(({ kid }: { kid: string }) => kid === avant.keys[0].kid);
    expect(ancienne).toMatchObject({ emploi: 'recus', exp: expect.any(Number) });
    expect(ancienne.d).toBeUndefined();
    expect(apres.keys.filter(({ emploi, d }: { emploi: string; d?: string }) => emploi === 'recus' && d)).toHaveLength(
      1,
    );
  });

  test('ne montre jamais une clé privée', async () => {
    const secrets: string[] = JSON.parse(readFileSync(fichier, 'utf8')).keys.flatMap(
      ({ d }: { d?: string }) => d ?? [],
    );
    expect(secrets).toHaveLength(2);
    const montre = [await hub(`cles ${fichier}`), await hub(`cles ${fichier} --publiques`)];
    for (const { stdout } of montre) for (const secret of secrets) expect(stdout).not.toContain(secret);
    expect(JSON.parse(montre[1]!.stdout).keys).toHaveLength(3);
  });

  test.each(['cles', 'cles a b', 'cles nulle-part.json', 'cles x --creer https://x', 'cles x --creer a --publiques'])(
    'refuse « %s » en une phrase, code 2',
    async (ligne) => {
      const { stdout, stderr, code } = await hub(ligne);
      expect([stdout, code]).toEqual(['', 2]);
      expect(stderr).toMatch(/^[^\n]+\.\n$/);
    },
  );

  test('un fichier qui n’en est pas un n’est pas cité', async () => {
    writeFileSync(join(dossier, 'autre.json'), '{"keys":[{"d":"SECRET"}]}');
    const { stderr, code } = await hub(`cles ${join(dossier, 'autre.json')} --tourner recus`);
    expect(code).toBe(2);
    expect(stderr).not.toContain('SECRET');
  });
});

describe('journal', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'passerelle-journal-'));
  const avant = { ...process.env };
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    Object.assign(process.env, { DATABASE_URL: database.url, HUB_DATA_DIR: dossier });
    const cles = trousseauDemo(dossier);
    await database.transaction((tx) => tx.insert([1, 2, 3].map((rang) => unActe(rang, cles).ecriture)));
    await sceau(database, join(dossier, 'journal'), cles);
  });
  afterAll(async () => {
    process.env = avant;
    await database.drop();
    rmSync(dossier, { recursive: true });
  });

  test('dit ce qu’il a relu, code 0', async () => {
    expect(await hub('journal')).toEqual({
      stdout:
        'Journal de 3 enregistrements, entier et en ordre ; points de contrôle qui le confirment : 1 dans la base, 1 dans le dossier témoin.\n',
      stderr: '',
      code: 0,
    });
    expect(JSON.parse((await hub('journal --json')).stdout)).toEqual({
      ...{ taille: 3, points: 1, temoins: 1, purges: 0, anomalies: [] },
    });
  });

  test('dit ce qui ne concorde pas, code 1', async () => {
    await falsifier(database, `UPDATE hub.audit SET acteur = 'autre' WHERE reference = 'IP-2'`);
    const { stdout, code } = await hub('journal');
    expect(code).toBe(1);
    expect(stdout).toContain("l'enregistrement de cette position n'est plus celui qui a été scellé");
  });
});
