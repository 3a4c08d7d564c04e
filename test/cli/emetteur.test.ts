import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lancer } from '../../src/cli/main';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-emetteur-'));
const file = join(folder, 'keys.json');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('crée le fichier, le montre, y ajoute une clé ; jamais une clé privée à l’écran', async () => {
  const cree = await lancer(['emetteur', 'tourner', file]);
  expect(cree).toMatchObject({ code: 0, stderr: '' });
  expect(await lancer(['emetteur', 'voir', file])).toMatchObject({
    stdout: expect.stringMatching(/^hub-[\w-]+ {2}première {2}signe\n$/),
  });
  const tourne = await lancer(['emetteur', 'tourner', file]);
  expect(tourne.stdout).toMatch(/^Clé hub-[\w-]+ ajoutée à /);
  const { stdout } = await lancer(['emetteur', 'voir', file]);
  expect(stdout).toMatch(/^hub-\S+ {2}\S+Z {2}signera dans la minute\nhub-\S+ {2}première {2}signe\n$/);
  expect(stdout + tourne.stdout).not.toMatch(/"d"|PRIVATE/);
});

test.each(['emetteur', 'emetteur jeter', 'emetteur voir a b', 'emetteur voir --nulle'])(
  'refuse « %s » en une phrase, code 2',
  async (line) => {
    const { stdout, stderr, code } = await lancer(line.split(' '));
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr.trimEnd()).toMatch(/^.+\.$/);
  },
);

test('l’aide', async () => {
  expect((await lancer(['emetteur', '--help'])).stdout).toMatch(/^Usage : npm run -s hub -- emetteur/);
});
