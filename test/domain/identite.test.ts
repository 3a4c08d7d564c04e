import fc from 'fast-check';
import {
  bits,
  type Comparaison,
  EXCLUSIONS,
  LIBELLES,
  mettreEnForme,
  NIVEAUX,
  PARAMETRES,
  rapprocheur,
  RESERVES,
  type Trait,
  TRAITS,
  type TraitsEnfant,
} from '../../src/domain/identite';
import { comparer } from '../../src/domain/identite/comparer';
import { DIMINUTIFS } from '../../src/domain/identite/diminutifs';
import { autrement, ECOLE } from './identite.exemples';

const { rapprocher, expliquer } = rapprocheur(PARAMETRES);
const entre = (a: TraitsEnfant, b: TraitsEnfant) => rapprocher(mettreEnForme(a), mettreEnForme(b));
const niveau = <T extends Trait>(trait: T, changes: Partial<TraitsEnfant>, de = ECOLE): Comparaison[T] =>
  comparer(mettreEnForme(de), mettreEnForme({ ...de, ...changes }))[trait];

describe('les noms', () => {
  test.each<[string, Partial<TraitsEnfant>, string | null]>([
    ['capitales, sans accents', { nomNaissance: 'LEFEVRE-DURAND' }, 'IDENTIQUE'],
    ['trait d’union perdu', { nomNaissance: 'LEFEVRE DURAND' }, 'IDENTIQUE'],
    ['tout attaché', { nomNaissance: 'Lefevredurand' }, 'IDENTIQUE'],
    ['nom d’usage à la place', { nomNaissance: 'MARTIN', nomUsage: null }, 'USAGE'],
    ['une moitié', { nomNaissance: 'Durand', nomUsage: null }, 'PARTIE'],
    ['l’autre ordre', { nomNaissance: 'Durand-Lefèvre', nomUsage: null }, 'PARTIE'],
    ['comme entendu', { nomNaissance: 'Lefebvre-Durant', nomUsage: null }, 'SON'],
    ['une lettre', { nomNaissance: 'Lefvère-Durand', nomUsage: null }, 'SON'],
    ['un autre', { nomNaissance: 'Petit', nomUsage: null }, 'DIFFERENT'],
    ['aucun', { nomNaissance: ' - ' }, null],
  ])('%s', (_, changes, attendu) => {
    expect(niveau('nom', changes)).toBe(attendu);
  });

  test.each([
    ['de La Tour', 'Latour', 'PARTIE'],
    ['Le Goff', 'LEGOFF', 'IDENTIQUE'],
    ['N’Diaye', 'Ndiaye', 'IDENTIQUE'],
    ['Da Silva', 'SILVA', 'PARTIE'],
    ['Van der Meer', 'der Meer', 'PARTIE'],
    ['Le', 'La', 'DIFFERENT'],
    ['Roy', 'Rey', 'DIFFERENT'],
  ])('%s, %s : %s', (a, b, attendu) => {
    expect(niveau('nom', { nomNaissance: b }, autrement({ nomNaissance: a, nomUsage: null }))).toBe(attendu);
  });
});

describe('les prénoms', () => {
  test.each<[string, string, string]>([
    ['Zoé, Anne-Marie', 'ZOE ANNE MARIE', 'TOUS'],
    ['Zoé, Anne, Lou', 'Zoé, Anne', 'TOUS'],
    ['Gabriel, Baptiste', 'Gabriel, Batiste', 'TOUS'],
    ['Marie-Lou, Anne', 'MARIE LOU ANNE', 'TOUS'],
    ['Zoé, Anne', 'Zoe', 'PREMIER'],
    ['Marie-Lou', 'MARIE LOU ANNE', 'PREMIER'],
    ['Emma Louise', 'Emma', 'PARTIE'],
    ['Mohamed Amine', 'MOHAMED', 'PARTIE'],
    ['Mohamed Amine', 'Mohamed Yassine', 'PARTIE'],
    ['Mohamed, Amine', 'MOHAMED', 'PREMIER'],
    ['MARIE LOU', 'Marie, Rose', 'PARTIE'],
    ['Zoé, Anne', 'Zoé, Léa', 'AUTRES_DIFFERENTS'],
    ['Zoé, Anne', 'Anne', 'ORDRE'],
    ['Théodore', 'Théo', 'DIMINUTIF'],
    ['Marie-Lou', 'Marie', 'PARTIE'],
    ['Mathis', 'Matys', 'SON'],
    ['Gabriel', 'Garbiel', 'SON'],
    ['Léa', 'Léna', 'DIFFERENT'],
  ])('%s, %s : %s', (a, b, attendu) => {
    for (const [de, vers] of [
      [a, b],
      [b, a],
    ] as const)
      expect(niveau('prenoms', { prenoms: vers }, autrement({ prenoms: de }))).toBe(attendu);
  });

  test('aucun : rien ne se compare', () => {
    expect(niveau('prenoms', { prenoms: '' })).toBeNull();
  });
});

describe('les autres traits', () => {
  test.each<[Trait, Partial<TraitsEnfant>, string | null]>([
    ['date', {}, 'IDENTIQUE'],
    ['date', { dateNaissance: '2014-02-05' }, 'INVERSEE'],
    ['date', { dateNaissance: '2014-05-12' }, 'PROCHE'],
    ['date', { dateNaissance: '2012-11-28' }, 'DIFFERENTE'],
    ['date', { dateNaissance: null, ageApproximatif: 11 }, 'AGE'],
    ['date', { dateNaissance: null, ageApproximatif: 4 }, 'AGE_ECARTE'],
    ['date', { dateNaissance: null }, null],
    ['sexe', {}, 'IDENTIQUE'],
    ['sexe', { sexe: 'M' }, 'DIFFERENT'],
    ['sexe', { sexe: 'I' }, null],
    ['lieu', { communeNaissance: '31555' }, 'IDENTIQUE'],
    ['lieu', { communeNaissance: '31069' }, 'DEPARTEMENT'],
    ['lieu', { communeNaissance: '75056' }, 'DIFFERENT'],
    ['lieu', { communeNaissance: null }, null],
    ['domicile', { adresse: '12, R. DES LILAS' }, 'ADRESSE'],
    ['domicile', { communeResidence: null }, 'ADRESSE'],
    ['domicile', { adresse: '12 rue des Lilas, 31000 Toulouse' }, 'ADRESSE'],
    ['domicile', { adresse: '31000 Toulouse', communeResidence: null }, null],
    ['domicile', { adresse: '14 rue des Lilas' }, 'COMMUNE'],
    ['domicile', { adresse: null, communeResidence: '31555' }, 'DIFFERENT'],
    ['domicile', { communeResidence: '31555' }, 'DIFFERENT'],
    ['domicile', { adresse: 'Hameau du Lac', communeResidence: null }, 'DIFFERENT'],
    ['domicile', { adresse: null, communeResidence: null }, null],
    ['parents', { parents: ['MARTIN Ines'] }, 'COMMUN'],
    ['parents', { parents: ['Inès Petit', ' '] }, 'DIFFERENTS'],
    ['parents', { parents: [] }, null],
    ['parents', { parents: undefined }, null],
    ['ecole', {}, 'IDENTIQUE'],
    ['ecole', { ecole: '0310041B' }, 'DIFFERENTE'],
    ['ecole', { ecole: null }, null],
    ['numero', { numero: { source: '310781406', valeur: '12' } }, null],
  ])('%s %j : %s', (trait, changes, attendu) => {
    expect(niveau(trait, changes)).toBe(attendu);
  });

  test.each([
    ['310781406', '12', 'IDENTIQUE'],
    ['310781406', '13', 'AUTRE'],
    ['330781196', '12', null],
  ])('le numéro de dossier ne vaut que dans son établissement : %s %s', (source, valeur, attendu) => {
    const numero = { source: '310781406', valeur: '12' };
    expect(niveau('numero', { numero: { source, valeur } }, autrement({ numero }))).toBe(attendu);
  });

  test.each([
    ['75116', '75056', 'IDENTIQUE'],
    ['13201', '13055', 'IDENTIQUE'],
    ['69381', '69123', 'IDENTIQUE'],
    ['97411', '97101', 'DIFFERENT'],
    ['97411', '97415', 'DEPARTEMENT'],
    ['99352', '99351', 'DIFFERENT'],
  ])('né à %s, à %s : %s', (a, b, attendu) => {
    expect(niveau('lieu', { communeNaissance: b }, autrement({ communeNaissance: a }))).toBe(attendu);
  });

  test('deux âges se comparent aussi', () => {
    const six = autrement({ dateNaissance: null, ageApproximatif: 6 });
    expect(niveau('date', { vuLe: '2028-03-02', ageApproximatif: 8 }, six)).toBe('AGE');
    expect(niveau('date', { ageApproximatif: 12 }, six)).toBe('AGE_ECARTE');
  });
});

describe('le verdict', () => {
  const numero = { source: '310781406', valeur: '12' };
  test.each<[string, Partial<TraitsEnfant>, string, readonly string[]]>([
    ['le même, en capitales', { nomNaissance: 'LEFEVRE DURAND', prenoms: 'ZOE' }, 'MEME', []],
    ['jour et mois échangés', { dateNaissance: '2014-02-05' }, 'MEME', []],
    ['a déménagé, changé d’école', { adresse: '3 quai Sud', communeResidence: '13055', ecole: '0130001A' }, 'MEME', []],
    ['une jumelle', { prenoms: 'Léa' }, 'AUTRE', ['AUTRE_PRENOM', 'PRENOM_INCERTAIN']],
    [
      'un frère',
      { prenoms: 'Zoé', sexe: 'M', dateNaissance: '2011-01-20' },
      'AUTRE',
      ['DEUX_NAISSANCES', 'AUTRE_DATE', 'AUTRE_SEXE'],
    ],
    [
      'une sœur appelée du deuxième prénom',
      { prenoms: 'Anne-Marie', dateNaissance: '2011-01-20' },
      'AUTRE',
      ['DEUX_NAISSANCES', 'PRENOM_INCERTAIN', 'AUTRE_DATE'],
    ],
    ['un prénom à une lettre près', { prenoms: 'Anne-Maria' }, 'A_EXAMINER', ['PRENOM_INCERTAIN']],
    ['sans lieu de naissance', { communeNaissance: null }, 'A_EXAMINER', ['IDENTITE_INCOMPLETE']],
    ['un âge', { dateNaissance: null, ageApproximatif: 11 }, 'A_EXAMINER', ['IDENTITE_INCOMPLETE']],
    ['un autre nom', { nomNaissance: 'Petit', nomUsage: null }, 'A_EXAMINER', ['AUTRE_NOM']],
    ['une autre date', { dateNaissance: '2011-01-20' }, 'A_EXAMINER', ['AUTRE_DATE']],
    ['l’autre sexe', { sexe: 'M' }, 'A_EXAMINER', ['AUTRE_SEXE']],
    ['un autre numéro du même hôpital', { numero: { ...numero, valeur: '13' } }, 'A_EXAMINER', ['DEUX_NUMEROS']],
    ['un autre prénom, le même numéro', { prenoms: 'Léa', numero }, 'A_EXAMINER', ['PRENOM_INCERTAIN']],
  ])('%s', (_, changes, verdict, regles) => {
    const de = autrement({
      numero,
      ...('prenoms' in changes && changes.prenoms === 'Anne-Maria' ? { prenoms: 'Anne-Marie' } : {}),
    });
    const obtenu = entre(de, { ...de, numero: null, ...changes });
    expect([obtenu.verdict, obtenu.regles.map(({ code }) => code)]).toEqual([verdict, regles]);
    expect(obtenu.version).toBe(PARAMETRES.version);
  });

  test('sans rien de commun, rien à examiner', () => {
    expect(
      entre(
        ECOLE,
        autrement({
          nomNaissance: 'Petit',
          nomUsage: null,
          dateNaissance: '2013-01-20',
          communeNaissance: '75056',
          adresse: null,
          communeResidence: null,
          parents: [],
          ecole: null,
        }),
      ).verdict,
    ).toBe('AUTRE');
  });
});

const NOMS = ['Lefèvre-Dûrand', 'LEFEVRE', 'de La Tour', 'Petit', 'N’Diaye', 'Martin'];
const PRENOMS = ['Zoé', 'ZOE, Anne', 'Marie-Lou', 'MARIE LOU', 'Léa', 'Lea', 'Théo', 'Théodore', 'Garbiel', 'Gabriel'];
const peutEtre = <T>(valeurs: readonly T[]) => fc.option(fc.constantFrom(...valeurs), { nil: null });
const enfants: fc.Arbitrary<TraitsEnfant> = fc.record({
  nomNaissance: fc.constantFrom(...NOMS),
  nomUsage: peutEtre(NOMS),
  prenoms: fc.constantFrom(...PRENOMS),
  sexe: fc.constantFrom('F', 'M', 'I'),
  dateNaissance: peutEtre(['2014-05-02', '2014-02-05', '2014-05-12', '2011-01-20']),
  ageApproximatif: peutEtre([4, 11]),
  communeNaissance: peutEtre(['31555', '31069', '75116', '75056']),
  vuLe: fc.constantFrom('2026-03-02', '2024-09-01'),
  communeResidence: peutEtre(['31555', '31069']),
  adresse: peutEtre(['12 rue des Lilas', '12, R. DES LILAS', '3 quai Sud']),
  parents: fc.constantFrom([], ['Inès Martin'], ['MARTIN INES', 'Paul Petit']),
  ecole: peutEtre(['0310036W', '0310041B']),
  numero: peutEtre([
    { source: '310781406', valeur: '12' },
    { source: '310781406', valeur: '13' },
  ]),
});

describe('quels que soient les enfants', () => {
  test('l’ordre de la comparaison ne change rien', () => {
    fc.assert(
      fc.property(enfants, enfants, (a, b) => {
        expect(entre(a, b)).toEqual(entre(b, a));
      }),
      { numRuns: 2_000 },
    );
  });

  test('un trait de plus en accord ne baisse jamais le score, et n’éloigne jamais du même enfant', () => {
    const traits: readonly (readonly (keyof TraitsEnfant)[])[] = [
      ['nomNaissance', 'nomUsage'],
      ['prenoms'],
      ['dateNaissance', 'ageApproximatif', 'vuLe'],
      ['sexe'],
      ['communeNaissance'],
      ['communeResidence', 'adresse'],
      ['parents'],
      ['ecole'],
      ['numero'],
    ];
    const rangs = { AUTRE: 0, A_EXAMINER: 1, MEME: 2 };
    fc.assert(
      fc.property(enfants, enfants, fc.constantFrom(...traits), (a, b, ceux) => {
        const accorde = { ...a, ...Object.fromEntries(ceux.map((trait) => [trait, b[trait]])) };
        const [avant, apres] = [entre(a, b), entre(accorde, b)];
        expect(apres.score).toBeGreaterThanOrEqual(avant.score);
        expect(rangs[apres.verdict]).toBeGreaterThanOrEqual(rangs[avant.verdict]);
      }),
      { numRuns: 5_000 },
    );
  });

  test('la cascade fait le score, au centième', () => {
    fc.assert(
      fc.property(enfants, enfants, (a, b) => {
        const rapprochement = entre(a, b);
        const somme = expliquer(rapprochement).reduce((total, { poids }) => total + Math.round(poids * 100), 0);
        expect(somme).toBe(Math.round(rapprochement.score * 100));
      }),
    );
  });

  test('le même dossier deux fois : MEME s’il est complet, jamais sans personne sinon', () => {
    fc.assert(
      fc.property(enfants, (un) => {
        const complet = un.sexe !== 'I' && Boolean(un.dateNaissance) && Boolean(un.communeNaissance);
        expect(entre(un, un).verdict === 'MEME').toBe(complet);
      }),
    );
  });

  test('une identité incomplète n’est jamais liée sans personne', () => {
    const manques: readonly Partial<TraitsEnfant>[] = [
      { nomNaissance: '' },
      { prenoms: '' },
      { dateNaissance: null },
      { sexe: 'I' },
      { communeNaissance: null },
    ];
    fc.assert(
      fc.property(enfants, enfants, fc.constantFrom(...manques), (a, b, manque) => {
        expect(entre({ ...a, ...manque }, b).verdict).not.toBe('MEME');
      }),
    );
  });

  test('des jumeaux, des frères et sœurs ne sont jamais liés sans personne', () => {
    const prenom = fc.constantFrom(
      ...'Léa Léna Lina Louis Louise Mathis Mathys Théo Théodore Marie Marie-Lou Emma Mohamed'.split(' '),
      ...['MARIE ANGE', 'Mohamed Amine', 'Mohamed Yassine'],
    );
    fc.assert(
      fc.property(enfants, prenom, prenom, (un, x, y) => {
        fc.pre(x !== y);
        expect(entre({ ...un, prenoms: x }, { ...un, prenoms: y }).verdict).not.toBe('MEME');
      }),
      { numRuns: 2_000 },
    );
  });

  test('remettre en forme ce qui l’est déjà ne change rien', () => {
    fc.assert(
      fc.property(enfants, (un) => {
        const forme = mettreEnForme(un);
        const encore = mettreEnForme({
          ...un,
          nomNaissance: forme.nom?.compact ?? '',
          nomUsage: forme.usage?.compact,
          prenoms: [forme.prenoms?.premier, ...(forme.prenoms?.autres ?? [])].join(', '),
          communeNaissance: forme.lieu,
          communeResidence: forme.residence,
          parents: forme.parents ?? [],
          ecole: forme.ecole,
        });
        expect(encore.nom?.compact).toBe(forme.nom?.compact);
        expect([encore.prenoms?.premier, encore.prenoms?.autres]).toEqual([
          forme.prenoms?.premier,
          forme.prenoms?.autres,
        ]);
        expect(encore).toMatchObject({ lieu: forme.lieu, residence: forme.residence, parents: forme.parents });
      }),
    );
  });
});

test('un diminutif est un mot, et ne se dit pas de lui-même', () => {
  for (const [court, longs] of DIMINUTIFS) for (const nom of [court, ...longs]) expect(nom).toMatch(/^[A-Z]+$/);
  expect([...DIMINUTIFS].filter(([court, longs]) => longs.includes(court))).toEqual([]);
});

test('un niveau deux fois plus fréquent chez un même enfant vaut un bit', () => {
  expect(bits({ m: 0.5, u: 0.25 })).toBe(1);
});

test('chaque règle a un code et une phrase', () => {
  const regles = [...EXCLUSIONS, ...RESERVES];
  expect(new Set(regles.map(({ code }) => code)).size).toBe(regles.length);
  for (const { phrase } of regles) expect(phrase).toMatch(/^\p{Lu}.+\.$/u);
  expect(Object.keys(LIBELLES)).toEqual(TRAITS);
});

test('chaque trait et chaque niveau ont leur poids, et leur phrase se lit', () => {
  for (const trait of TRAITS) {
    expect(Object.keys(PARAMETRES.table[trait])).toEqual(Object.keys(NIVEAUX[trait]));
    for (const { m, u } of Object.values(PARAMETRES.table[trait]))
      for (const part of [m, u]) expect(part > 0 && part <= 1).toBe(true);
    for (const phrase of Object.values(NIVEAUX[trait])) expect(phrase).toMatch(/^\p{Lu}[^.]+$/u);
  }
});
