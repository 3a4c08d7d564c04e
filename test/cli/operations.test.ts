import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lancer } from '../../src/cli/main';
import { readAllowedOperations, sha256 } from '../../src/platform/allowed-operations';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { LECTURES } from '../subgraphs/access-cases';

const dossier = mkdtempSync(join(tmpdir(), 'operations-'));
afterAll(() => {
  rmSync(dossier, { recursive: true });
});
const ecrire = (nom: string, contenu: string) => {
  const chemin = join(dossier, nom);
  mkdirSync(join(chemin, '..'), { recursive: true });
  writeFileSync(chemin, contenu);
  return chemin;
};
const operations = (...chemins: string[]) => lancer(['operations', ...chemins]);

test('des documents et une liste sont réunis ; le hub relit ce qui est écrit', async () => {
  ecrire('justice/notifier.graphql', `\n${NOTIFIER}\n`);
  ecrire('education/transmettre.graphql', TRANSMETTRE);
  ecrire('autre.txt', 'rien');
  const lecture = LECTURES.enfant.query;
  ecrire('compilee.json', JSON.stringify({ [sha256(lecture)]: lecture }));
  const { stdout, stderr, code } = await operations(dossier);
  expect([stderr, code]).toEqual(['', 0]);
  const liste = readAllowedOperations(ecrire('liste/operations.json', stdout));
  expect([...liste.values()].sort()).toEqual([NOTIFIER.trim(), TRANSMETTRE.trim(), lecture].sort());
});

test.each([
  ['rien', () => [], 'attendus'],
  ['un chemin qui n’existe pas', () => [join(dossier, 'absent')], "n'existe pas"],
  ['un dossier vide', () => [join(ecrire('vide/a.txt', ''), '..')], 'Aucune opération'],
  ['un document que le schéma refuse', () => [ecrire('faux.graphql', '{ inconnu }')], 'Cannot query field "inconnu"'],
  ['un document qui n’en est pas un', () => [ecrire('casse.graphql', '{')], 'Syntax Error'],
  ['une liste qui n’en est pas une', () => [ecrire('casse.json', '[1]')], 'objet JSON'],
])('%s : une phrase, code 2', async (_, chemins, dit) => {
  const { stderr, stdout, code } = await operations(...chemins());
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr).toContain(dit);
});

test.each([
  ['une empreinte qui n’est pas celle du texte', '{"abc":"{ a }"}', 'is not the SHA-256'],
  ['une liste vide', '{}', 'without operations'],
  ['un tableau', '["{ a }"]', 'JSON object'],
])('le hub refuse %s', (_, contenu, dit) => {
  expect(() => readAllowedOperations(ecrire('refusee.json', contenu))).toThrow(dit);
});
