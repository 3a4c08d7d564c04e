import { memeFoyer, type Foyer } from '../../src/domain/foyer';

const LEA = { nomNaissance: 'Lefèvre', nomUsage: 'Durand', prenoms: 'Léa, Anne', dateNaissance: '2016-02-29' };
const TOM = { nomNaissance: 'Durand', prenoms: 'Tom', dateNaissance: '2014-05-02' };
const rien = { fratrie: [], evalues: [], adresse: null, commune: null };
const deLea: Foyer = { ...rien, enfantId: 'lea', histoireId: 'lea', enfant: LEA };
const deTom: Foyer = { ...rien, enfantId: 'tom', histoireId: 'tom', enfant: TOM };

/** Both ways: which one is joined to which changes nothing. */
function meme(une: Foyer, autre: Foyer): boolean {
  expect(memeFoyer(autre, une)).toBe(memeFoyer(une, autre));
  return memeFoyer(une, autre);
}

test('rien de commun : pas le même foyer, même quand rien n’est dit', () => {
  expect(meme(deLea, deTom)).toBe(false);
});

test('le même enfant, ou un mineur que l’évaluation de l’autre compte', () => {
  expect(meme(deLea, { ...deTom, histoireId: 'lea' })).toBe(true);
  expect(meme(deLea, { ...deTom, evalues: ['tom', 'lea'] })).toBe(true);
});

test('le même enfant, moins bien connu de l’un', () => {
  const moins = { ...deTom, enfant: { nomNaissance: 'DURAND', prenoms: 'Léa', dateNaissance: null } };
  expect(meme(deLea, moins)).toBe(true);
  expect(meme(deLea, { ...moins, enfant: { ...moins.enfant, dateNaissance: '2015-02-28' } })).toBe(false);
});

test.each([
  ['Lefèvre Léa', null, true],
  ['léa LEFEVRE', undefined, true],
  ['Léa Durand', null, true],
  ['Léa Anne Durand-Lefèvre', '2016-02-29', true],
  ['Léa', '2016-02-29', true],
  ['Léa', null, false],
  ['Durand', '2016-02-29', false],
  ['Anne Durand', null, false],
  ['Léa Durand', '2015-02-28', false],
  ['Léa Martin', null, false],
  ['Léa Durand, dite Lou', null, false],
  ['—', '2016-02-29', false],
])('un frère ou une sœur écrit « %s », né le %s : %s', (nom, dateNaissance, attendu) => {
  expect(meme(deLea, { ...deTom, fratrie: [{ nom: 'Zoé Petit' }, { nom, dateNaissance }] })).toBe(attendu);
});

test('une date inconnue de l’enfant ne contredit pas celle de la fratrie, et ne suffit pas à un prénom', () => {
  const sansDate = { ...deLea, enfant: { ...LEA, dateNaissance: null } };
  expect(meme(sansDate, { ...deTom, fratrie: [{ nom: 'Léa Durand', dateNaissance: '2016-02-29' }] })).toBe(true);
  expect(meme(sansDate, { ...deTom, fratrie: [{ nom: 'Léa', dateNaissance: '2016-02-29' }] })).toBe(false);
});

test('la même adresse, dans la même commune', () => {
  const chez = (adresse: string | null, commune: string | null) => ({ adresse, commune });
  const lilas = { ...deLea, ...chez('12, rue des Lilas', '31555') };
  expect(meme(lilas, { ...deTom, ...chez('12 RUE DES LILAS', '31555') })).toBe(true);
  expect(meme(lilas, { ...deTom, ...chez('12 rue des Lilas', '31483') })).toBe(false);
  expect(meme({ ...deLea, ...chez('Le bourg', null) }, { ...deTom, ...chez('Le bourg', null) })).toBe(false);
  expect(meme({ ...deLea, ...chez(null, '31555') }, { ...deTom, ...chez(' - ', '31555') })).toBe(false);
});
