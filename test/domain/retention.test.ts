import { MESURES_ASE, type NatureMesure } from '../../src/domain/mesures-ase';
import {
  CATEGORIES_DOSSIER,
  CATEGORIES_TECHNIQUES,
  conservationDe,
  DEPARTS_CONSERVATION,
  finDeLecture,
  ligneEnVigueur,
  LIGNES_DOSSIERS,
  LIGNES_TECHNIQUES,
  ligneTransferee,
  limiteDePurge,
  type FaitsDossier,
  type LigneConservation,
} from '../../src/domain/retention';

const LE = '2026-11-24';
const FAITS: FaitsDossier = {
  ...{ naissance: '2000-02-29', ageMinimal: null, premierContact: '2010-01-04', dernierContact: '2012-03-31' },
  ...{ issues: ['CLASSEE'], mesures: [], recueDAilleurs: false },
};
const termes = (plus: Partial<FaitsDossier>) => {
  const { active, totale } = conservationDe({ ...FAITS, ...plus }, LE);
  return [active.fin, active.ligne.categorie, totale.fin, totale.ligne.categorie];
};

test.each<[string, Partial<FaitsDossier>, string[]]>([
  [
    'closed: two years after the last contact, then three after majority',
    {},
    ['2014-03-31', 'CLASSEE', '2021-02-28', 'CLASSEE'],
  ],
  ['not qualified', { issues: ['NON_QUALIFIEE'] }, ['2014-03-31', 'NON_QUALIFIEE', '2021-02-28', 'NON_QUALIFIEE']],
  [
    'one of both: the case was followed',
    { issues: ['NON_QUALIFIEE', 'CLASSEE'] },
    ['2014-03-31', 'CLASSEE', '2021-02-28', 'CLASSEE'],
  ],
  ['an order alone', { issues: [] }, ['2014-03-31', 'SANS_INFORMATION', '2021-02-28', 'SANS_INFORMATION']],
  [
    'help at home: two years after its end',
    { mesures: [{ nature: 'AED', fin: '2013-06-30' }] },
    ['2015-06-30', 'AIDE_ADMINISTRATIVE', '2021-02-28', 'CLASSEE'],
  ],
  [
    'AEMO: five years',
    { mesures: [{ nature: 'AEMO', fin: '2012-03-31' }] },
    ['2017-03-31', 'AEMO', '2021-02-28', 'CLASSEE'],
  ],
  [
    'AEMO that a placement followed: the longest of both',
    {
      mesures: [
        { nature: 'AEMO_RENFORCEE', fin: '2012-03-31' },
        { nature: 'PLACEMENT_ASE', fin: '2017-12-31' },
      ],
    },
    ['2027-12-31', 'PLACEMENT', '2027-12-31', 'PLACEMENT'],
  ],
  [
    'out of home by contract, without a known end: from the last contact',
    { mesures: [{ nature: 'ACCUEIL_PROVISOIRE', fin: null }] },
    ['2022-03-31', 'PLACEMENT', '2022-03-31', 'PLACEMENT'],
  ],
  [
    'kept by a third party',
    { mesures: [{ nature: 'TIERS_DURABLE_BENEVOLE', fin: '2012-03-31' }] },
    ['2022-03-31', 'PLACEMENT', '2022-03-31', 'PLACEMENT'],
  ],
  [
    'received from another département: its own row never shortens the others',
    { recueDAilleurs: true },
    ['2014-03-31', 'CLASSEE', '2021-02-28', 'CLASSEE'],
  ],
  [
    'received, measures included',
    {
      recueDAilleurs: true,
      mesures: [
        { nature: 'AEMO', fin: '2016-01-01' },
        { nature: 'MJIE', fin: '2013-01-01' },
        { nature: 'PLACEMENT_A_DOMICILE', fin: '2015-01-01' },
      ],
    },
    ['2025-01-01', 'PLACEMENT', '2025-01-01', 'PLACEMENT'],
  ],
  [
    'birth unknown: the youngest that the child may be',
    { naissance: null, ageMinimal: 6 },
    ['2014-03-31', 'CLASSEE', '2025-01-04', 'CLASSEE'],
  ],
  [
    'nothing known of its age: newborn on the first day',
    { naissance: null },
    ['2014-03-31', 'CLASSEE', '2031-01-04', 'CLASSEE'],
  ],
])('%s', (_, plus, attendu) => {
  expect(termes(plus)).toEqual(attendu);
});

test('R221-9 sets the same durations for what was received as we propose for the rest, without waiting for majority', () => {
  for (const [nous, loi] of [
    ['CLASSEE', 'TRANSFEREE'],
    ['AEMO', 'TRANSFEREE_AEMO'],
    ['PLACEMENT', 'TRANSFEREE_PLACEMENT'],
  ] as const) {
    const ligne = ligneEnVigueur(LIGNES_DOSSIERS, loi, LE);
    expect(ligne).toMatchObject({ statut: 'TEXTE', source: 'CASF R221-9', apresMajorite: null });
    expect(ligne.active).toEqual(ligneEnVigueur(LIGNES_DOSSIERS, nous, LE).active);
  }
});

describe('the table', () => {
  test('one row in force today for each category, with its source', () => {
    for (const categorie of CATEGORIES_DOSSIER)
      expect(ligneEnVigueur(LIGNES_DOSSIERS, categorie, LE)).toMatchObject({ categorie, sort: 'VISA' });
    for (const categorie of CATEGORIES_TECHNIQUES)
      expect(ligneEnVigueur(LIGNES_TECHNIQUES, categorie, LE).sort).not.toBe('VISA');
    expect([LIGNES_DOSSIERS.length, LIGNES_TECHNIQUES.length]).toEqual([
      CATEGORIES_DOSSIER.length,
      CATEGORIES_TECHNIQUES.length,
    ]);
    for (const { depart, libelle, source } of [...LIGNES_DOSSIERS, ...LIGNES_TECHNIQUES]) {
      expect(Object.keys(DEPARTS_CONSERVATION)).toContain(depart);
      expect(Math.min(libelle.length, source.length)).toBeGreaterThan(8);
    }
  });

  test('a row holds from its first day, until the day before the next', () => {
    const [ligne] = LIGNES_DOSSIERS as [LigneConservation];
    const deux: LigneConservation[] = [
      { ...ligne, validTo: '2026-01-01', active: { annees: 2 } },
      { ...ligne, validFrom: '2026-01-01', active: { annees: 1 } },
    ];
    const dureeLe = (le: string) => ligneEnVigueur(deux, ligne.categorie, le).active;
    expect(dureeLe('2025-12-31')).toEqual({ annees: 2 });
    expect(dureeLe('2026-01-01')).toEqual({ annees: 1 });
    expect(() => ligneEnVigueur(deux.slice(1), ligne.categorie, '2025-12-31')).toThrow(/CLASSEE on 2025-12-31/);
  });
});

test('what is dated before the limit goes, in days of Paris; what has none stays', () => {
  const now = new Date('2026-11-23T23:30:00Z');
  expect(limiteDePurge('JOURNAL_DES_ACCES', now)).toEqual(new Date('2023-11-24T00:00:00Z'));
  expect(limiteDePurge('IDEMPOTENCE', now)).toEqual(new Date('2025-11-24T00:00:00Z'));
  for (const categorie of ['PREUVE', 'MESSAGES_ECARTES', 'OBSERVATOIRE'] as const)
    expect(limiteDePurge(categorie, now)).toBeNull();
});

test('what another département sent is kept ten years for a child placed, five for an AEMO, two otherwise (R221-9)', () => {
  const le = '2026-11-24';
  const ans = Object.fromEntries(
    (Object.keys(MESURES_ASE) as NatureMesure[]).map((nature) => [nature, ligneTransferee(nature, le).active.annees]),
  );
  expect(ans).toMatchObject({
    ...{ PLACEMENT_ASE: 10, PLACEMENT_TIERS_DIGNE: 10, PLACEMENT_A_DOMICILE: 10, ACCUEIL_PROVISOIRE: 10 },
    ...{ AEMO: 5, AEMO_RENFORCEE: 5, AED: 2, TISF: 2, MJIE: 2 },
  });
  expect(finDeLecture('2024-02-29')).toBe('2026-02-28');
});
