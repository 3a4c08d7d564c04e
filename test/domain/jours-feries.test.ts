import fc from 'fast-check';
import { ajouterDuree, jourDeSemaine } from '../../src/domain/calendar';
import { lieuDe } from '../../src/domain/calendar-lieux';
import {
  calculerFeries,
  COMMUNES_VENDREDI_SAINT,
  FETES,
  ferieAVerifier,
  jourDeLaBibliotheque,
  joursFeries,
  LIGNES_FERIES,
  motifNonOuvrable,
  premierJourOuvrable,
} from '../../src/domain/jours-feries';

interface Feiertag {
  readonly name: string;
  readonly dateString: string;
}
// Another library, written for Germany: it shares the movable feasts, and the local law of Alsace and Moselle.
const { getHolidays } = jest.requireActual<{ getHolidays: (year: string, region: string) => Feiertag[] }>(
  'feiertagejs',
);

const TERRITOIRES = ['31', '57', '68066', '67482', '971', '972', '973', '974', '975', '976', '977', '978'] as const;
const ANNEES = Array.from({ length: 21 }, (_, i) => 2020 + i);
const lieu = (territoire: string) => lieuDe({ territoire });
const feries = (annee: number, territoire: string) => [...joursFeries(annee, lieu(territoire)).feries.keys()].sort();

test('les onze jours de l’article L. 3133-1, en 2026', () => {
  expect(feries(2026, '31')).toEqual([
    ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25'],
    ...['2026-07-14', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
  ]);
});

test.each([
  ['976', '2026-04-27'],
  ['972', '2026-05-22'],
  ['971', '2026-05-27'],
  ['978', '2026-05-27'],
  ['973', '2026-06-10'],
  ['977', '2026-10-09'],
  ['974', '2026-12-20'],
])('%s commémore l’abolition de l’esclavage le %s', (territoire, jour) => {
  expect(feries(2026, territoire)).toEqual([...feries(2026, '31'), jour].sort());
});

test('l’Alsace et la Moselle ont le 26 décembre, et le Vendredi saint par commune', () => {
  expect(feries(2026, '57')).toEqual([...feries(2026, '31'), '2026-12-26']);
  expect(feries(2026, '68066')).toEqual([...feries(2026, '31'), '2026-04-03', '2026-12-26'].sort());
  for (const siege of COMMUNES_VENDREDI_SAINT) expect(feries(2026, siege)).toEqual(feries(2026, '68066'));
  // Not checked for this commune: mentioned, never counted.
  expect(feries(2026, '67180')).toEqual(feries(2026, '57'));
  expect(ferieAVerifier('2026-04-03', lieu('67180'))?.nom).toContain('temple protestant');
  expect(ferieAVerifier('2026-04-03', lieu('68066'))).toBeUndefined();
  expect(ferieAVerifier('2026-04-03', lieu('31'))).toBeUndefined();
});

test.each(ANNEES)('%i : une seconde bibliothèque donne les mêmes jours, partout où les deux savent', (annee) => {
  // Saarland keeps Assumption and All Saints; what only one of the two countries keeps is left out.
  const allemands = ['OSTERSONNTAG', 'PFINGSTSONNTAG', 'FRONLEICHNAM', 'DEUTSCHEEINHEIT'];
  const autres = getHolidays(String(annee), 'SL')
    .filter(({ name }) => !allemands.includes(name))
    .map(({ dateString }) => dateString)
    .sort();
  const francais = [`${annee}-05-08`, `${annee}-07-14`, `${annee}-11-11`];
  const alsace = feries(annee, '68066');
  expect([...new Set([...autres, ...francais])].sort()).toEqual(alsace);
  for (const territoire of TERRITOIRES) {
    const locaux = LIGNES_FERIES.filter(({ territoires }) => territoires?.includes(territoire)).flatMap(({ date }) =>
      'jour' in date ? [`${annee}-${date.jour}`] : [],
    );
    const communs = feries(annee, territoire).filter((jour) => !locaux.includes(jour));
    expect(communs.filter((jour) => !alsace.includes(jour))).toEqual([]);
  }
});

test('une table datée ne vaut que dans son temps', () => {
  const base = LIGNES_FERIES.find(({ date }) => 'jour' in date && date.jour === '12-20')!;
  const lignes = [{ ...base, validFrom: '2020-01-01', validTo: '2025-01-01' }];
  const compte = (annee: number) => calculerFeries(annee, lieu('974'), lignes).feries.size;
  expect([2019, 2020, 2024, 2025].map(compte)).toEqual([0, 1, 1, 0]);
});

test('un jour lu dans la bibliothèque supporte une heure d’écart, et une fête inconnue se dit', () => {
  const minuit = new Date(2026, 4, 25).getTime();
  for (const ecart of [-3_600_000, 0, 3_600_000]) {
    expect(jourDeLaBibliotheque(new Date(minuit + ecart))).toBe('2026-05-25');
  }
  expect(() => jourDeLaBibliotheque(undefined)).toThrow('ne connaît pas cette fête');
  expect(FETES).toHaveLength(13);
});

test('la mémoire des jours fériés est bornée', () => {
  const memorise = joursFeries(2026, lieu('31'));
  expect(joursFeries(2026, lieu('31'))).toBe(memorise);
  for (let annee = 2000; annee < 3100; annee += 1) joursFeries(annee, lieu('31'));
  expect(joursFeries(2026, lieu('31'))).not.toBe(memorise);
  expect(joursFeries(2026, lieu('31'))).toEqual(memorise);
});

describe('report (CPC, art. 642)', () => {
  test.each([
    ['2026-05-08', '31', '2026-05-11'],
    ['2026-05-07', '31', '2026-05-07'],
    ['2025-04-18', '68066', '2025-04-22'],
    ['2026-12-25', '67', '2026-12-28'],
  ])('%s à %s : %s', (terme, territoire, jour) => {
    expect(premierJourOuvrable(terme, lieu(territoire)).jour).toBe(jour);
  });

  test('jamais un jour non ouvrable, jamais avant le terme, jamais cinq jours après, et aucun jour ouvrable sauté', () => {
    const jours = fc
      .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(jours, fc.constantFrom(...TERRITOIRES), (terme, territoire) => {
        const place = lieu(territoire);
        const { jour, ecartes } = premierJourOuvrable(terme, place);
        expect(motifNonOuvrable(jour, place)).toBeNull();
        expect([1, 2, 3, 4, 5]).toContain(jourDeSemaine(jour));
        expect(jour >= terme && jour < ajouterDuree(terme, { jours: 5 })).toBe(true);
        expect(ajouterDuree(terme, { jours: ecartes.length })).toBe(jour);
        expect(ecartes.every((ecarte) => motifNonOuvrable(ecarte.jour, place) === ecarte.motif)).toBe(true);
        expect(premierJourOuvrable(jour, place).jour).toBe(jour);
      }),
      { numRuns: 500 },
    );
  });
});
