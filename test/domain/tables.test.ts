import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Every table of the law, whatever file it is in: what is exported and is not a function.
const folder = join(__dirname, '../../src/domain');
const tables = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .flatMap((file) => {
    const exported = jest.requireActual<Record<string, unknown>>(join(folder, file));
    return Object.entries(exported).map(([name, value]) => ({ name: `${file} ${name}`, value }));
  })
  .filter(({ value }) => typeof value === 'object' || typeof value === 'string');

interface Feuille {
  readonly cle: string;
  readonly texte: string;
}

/** Every text of a table, with the name of its column. */
function textes(value: unknown, cle = ''): Feuille[] {
  if (typeof value === 'string') return [{ cle, texte: value }];
  if (value instanceof Map) return textes([...(value as Map<unknown, unknown>).values()], cle);
  if (Array.isArray(value)) return value.flatMap((un) => textes(un, cle));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([nom, une]) => textes(une, nom));
}

test('les tableaux de la loi sont trouvés', () => {
  expect(tables.length).toBeGreaterThan(40);
});

test.each(tables)('$name : chaque texte est écrit proprement', ({ value }) => {
  const sales = textes(value).filter(({ texte }) => texte !== texte.trim() || /  |\p{Cc}|\uFFFD/u.test(texte));
  expect(sales).toEqual([]);
});

test.each(tables)('$name : un jour est un vrai jour, un article se cite', ({ value }) => {
  const mauvais = textes(value).filter(({ cle, texte }) => {
    if (cle === 'validFrom' || cle === 'validTo')
      return Number.isNaN(Date.parse(texte)) || new Date(texte).toISOString().slice(0, 10) !== texte;
    return cle === 'article' && texte !== 'Pratique' && !/\d/.test(texte);
  });
  expect(mauvais).toEqual([]);
});
