import fc from 'fast-check';
import { cleIdentite, type IdentiteEnfant } from '../../src/domain/enfant';

const ENFANT: IdentiteEnfant = {
  nomNaissance: 'Lefèvre-Dûrand',
  prenoms: 'Zoé, Anne-Marie',
  sexe: 'F',
  dateNaissance: '2014-05-02',
  communeNaissance: '2A004',
};
const cle = (changes: Partial<IdentiteEnfant> = {}) => cleIdentite({ ...ENFANT, ...changes });

describe('le même enfant, écrit autrement, a la même clé', () => {
  test.each<[string, Partial<IdentiteEnfant>]>([
    ['accents', { nomNaissance: 'Lefevre-Durand' }],
    ['casse', { nomNaissance: 'LEFÈVRE-DÛRAND', prenoms: 'ZOÉ, ANNE-MARIE' }],
    ['traits d’union et virgules', { nomNaissance: 'Lefèvre Dûrand', prenoms: 'Zoé Anne Marie' }],
    [
      'trait d’union insécable, apostrophe courbe',
      { nomNaissance: 'Lefèvre\u2011Dûrand', prenoms: 'Zoé’Anne\u2010Marie' },
    ],
    ['espaces en trop', { nomNaissance: '  Lefèvre  -  Dûrand ', prenoms: 'Zoé ,  Anne-Marie ' }],
    ['caractères décomposés', { nomNaissance: 'Lefèvre-Dûrand'.normalize('NFD') }],
    ["nom d'usage", { nomUsage: 'Martin' }],
    ['commune en minuscules', { communeNaissance: '2a004' }],
  ])('%s', (_, changes) => {
    expect(cle(changes)).toBe(cle());
  });
});

describe('deux enfants ont deux clés', () => {
  test.each<[string, Partial<IdentiteEnfant>]>([
    ['des jumelles', { prenoms: 'Léa, Anne-Marie' }],
    ['un jumeau', { sexe: 'M' }],
    ['des prénoms dans un autre ordre', { prenoms: 'Anne-Marie, Zoé' }],
    ['un autre jour', { dateNaissance: '2014-05-03' }],
    ['une autre commune', { communeNaissance: '2B033' }],
    ['un nom plus long', { nomNaissance: 'Lefèvre-Dûrand-Petit' }],
    ['un prénom passé dans le nom', { nomNaissance: 'Lefèvre-Dûrand Zoé', prenoms: 'Anne-Marie' }],
    ['un autre alphabet', { nomNaissance: 'Лефевр' }],
  ])('%s', (_, changes) => {
    expect(cle(changes)).not.toBeNull();
    expect(cle(changes)).not.toBe(cle());
  });
});

describe('un trait manque : jamais réuni tout seul à un autre', () => {
  test.each<[string, Partial<IdentiteEnfant>]>([
    ['date', { dateNaissance: null }],
    ['âge approximatif seulement', { dateNaissance: null, ageApproximatif: 8 }],
    ['commune', { communeNaissance: undefined }],
    ['sexe inconnu', { sexe: 'I' }],
    ['nom sans lettre', { nomNaissance: '— ?' }],
    ['prénom sans lettre', { prenoms: '1' }],
  ])('%s', (_, changes) => {
    expect(cle(changes)).toBeNull();
  });
});

const nom = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ' -]{1,30}$/);
const identite = fc.record({
  nomNaissance: nom,
  prenoms: nom,
  sexe: fc.constantFrom('F' as const, 'M' as const),
  dateNaissance: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  communeNaissance: fc.constantFrom('31555', '75056', '2A004'),
});

test('la clé ne change pas quand le nom est réécrit en majuscules ou décomposé', () => {
  fc.assert(
    fc.property(identite, (un) => {
      const reecrit = { ...un, nomNaissance: un.nomNaissance.toUpperCase(), prenoms: un.prenoms.normalize('NFD') };
      expect(cleIdentite(reecrit)).toBe(cleIdentite(un));
    }),
  );
});

test('aucun contenu ne peut passer d’un trait à un autre', () => {
  fc.assert(
    fc.property(identite, (un) => {
      const cleDeUn = cleIdentite(un);
      if (cleDeUn === null) return;
      expect(cleDeUn.split('|')).toHaveLength(5);
      expect(cleIdentite({ ...un, nomNaissance: `${un.nomNaissance}|${un.prenoms}`, prenoms: 'X' })).not.toBe(cleDeUn);
    }),
  );
});

test.each([
  ['Lebœuf', 'Leboeuf'],
  ['LŒWE', 'loewe'],
  ['Lætitia', 'LAETITIA'],
  ['Ǽlis', 'aelis'],
])('la ligature et ses deux lettres sont le même nom : %s, %s', (ligature, lettres) => {
  expect(cle({ nomNaissance: ligature, prenoms: ligature })).toBe(cle({ nomNaissance: lettres, prenoms: lettres }));
});
