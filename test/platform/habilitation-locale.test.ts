import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOSSIERS = ['src', 'migrations', 'connectors', 'jobs'];

/** What sets a variable of PostgreSQL beyond a transaction would give it to the next query of the pool. */
const pour = (texte: string) => [
  ...[...texte.matchAll(/set_config\([^;]*?(true|false)\)/gi)].map(([, local]) => local),
  ...[...texte.matchAll(/\bSET SESSION (?!AUTHORIZATION)|\bSET "?hub\./gi)].map(([mot]) => mot),
];

test('ce contrôle voit ce qu’il cherche', () => {
  expect(pour("SELECT set_config('hub.role', $1, false)")).toEqual(['false']);
  expect(pour("SET hub.role = 'crip'")).toEqual(['SET hub.']);
});

test('toute variable de session posée dans le code l’est pour la transaction seule', () => {
  const poses = DOSSIERS.flatMap((dossier) =>
    readdirSync(dossier, { recursive: true, encoding: 'utf8' })
      .filter((nom) => nom.endsWith('.ts'))
      .flatMap((nom) => pour(readFileSync(join(dossier, nom), 'utf8'))),
  );
  expect(poses.length).toBeGreaterThan(0);
  expect(poses.filter((local) => local !== 'true')).toEqual([]);
});
