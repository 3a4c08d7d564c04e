import fc from 'fast-check';
import { ajouterDuree, enToutesLettres, type Fuseau } from '../../src/domain/calendar';
import {
  calculerEcheance,
  echeanceDe,
  LIGNES_ECHEANCE,
  regleNommee,
  REGLES_ECHEANCE,
  REPORTS,
  type LigneEcheance,
  type OptionsEcheance,
  type RegleEcheance,
} from '../../src/domain/deadlines';

const paris = { fuseau: 'Europe/Paris' } as const;

test.each<[RegleEcheance, string, string, Fuseau?]>([
  // 29 February only exists in leap years.
  ['A1', '2023-11-30', '2024-02-29'],
  ['A1', '2024-02-29', '2024-05-29'],
  ['A1', '2025-10-31', '2026-01-31'],
  ['J1', '2024-02-21', '2024-02-29'],
  ['J1', '2025-02-21', '2025-03-01'],
  ['DDD', '2026-01-31', '2026-03-02'],
  // The day is the local one: 00:30 in Paris is still yesterday in UTC.
  ['J1', '2025-04-09T22:30:00Z', '2025-04-18'],
  ['J1', '2025-04-10T00:30:00+02:00', '2025-04-18'],
  ['J1', '2025-04-10T00:30:00+02:00', '2025-04-17', 'America/Cayenne'],
  ['J1', '2025-04-10T20:30:00Z', '2025-04-19', 'Indian/Reunion'],
  ['J1', '2025-04-10T21:30:00Z', '2025-04-19', 'Indian/Mayotte'],
  ['A1', '2025-12-01T03:30:00Z', '2026-02-28', 'America/Guadeloupe'],
  // Days when the clocks change, and delays that span them.
  ['J1', '2025-03-29T23:30:00Z', '2025-04-07'],
  ['J1', '2025-03-30T01:00:00Z', '2025-04-07'],
  ['J1', '2025-10-25T22:30:00Z', '2025-11-03'],
  ['J1', '2025-10-26T22:59:59Z', '2025-11-03'],
  ['J1', '2025-10-26T23:00:00Z', '2025-11-04'],
])('%s depuis %s : %s', (regle, depart, dateLimite, fuseau = 'Europe/Paris') => {
  expect(calculerEcheance(regle, depart, { fuseau }).dateLimite).toBe(dateLimite);
});

test('une règle se nomme en capitales ou non', () => {
  expect(['J1', 'a1', 'A4B', 'a4b', 'A99', 'a'].map(regleNommee)).toEqual([
    'J1',
    'A1',
    'A4b',
    'A4b',
    undefined,
    undefined,
  ]);
});

test('les étapes se lisent', () => {
  expect(calculerEcheance('A1', '2025-11-30', paris)).toEqual({
    regle: 'A1',
    intitule: 'Évaluation de l’information préoccupante',
    article: 'CASF, art. D. 226-2-4, II',
    legiarti: 'LEGIARTI000033336311',
    depart: '2025-11-30',
    dateLimite: '2026-02-28',
    dateReportee: '2026-03-02',
    dateOpposable: '2026-02-28',
    instants: null,
    alertes: ['2026-01-29', '2026-02-13', '2026-02-23', '2026-02-27'],
    report: 'NON_CONFIRME',
    reportConfirme: false,
    verifie: false,
    steps: [
      'Point de départ : dimanche 30 novembre 2025 (réception de l’information par la cellule, heure de Paris) ; ce jour ne compte pas.',
      'Durée : 3 mois (CASF, art. D. 226-2-4, II, durée maximale).',
      'À vérifier : le texte veut un délai plus court selon la nature du danger et l’âge, notamment avant deux ans, sans donner de nombre. Source : CASF, copie consolidée de 2023.',
      'Ce mois n’a pas de même quantième : terme à son dernier jour (CPC, art. 641).',
      'Terme : samedi 28 février 2026 à vingt-quatre heures.',
      'Jours non ouvrables (France métropolitaine) : samedi 28 février 2026, dimanche 1er mars 2026. Report au lundi 2 mars 2026 si l’article 642 du CPC s’applique, ce qui n’est pas confirmé pour ce délai : l’alerte porte sur le jour non reporté.',
    ],
  });
  expect(enToutesLettres('2026-01-01')).toBe('jeudi 1er janvier 2026');
});

test('un délai du code de procédure civile est opposable au jour reporté, avec le motif de chaque jour écarté', () => {
  const { dateOpposable, alertes, steps, legiarti } = calculerEcheance('J2', '2024-12-05', { territoire: '974' });
  expect(dateOpposable).toBe('2024-12-23');
  expect(alertes).toEqual(['2024-12-15', '2024-12-18', '2024-12-19']);
  expect(legiarti).toBe('LEGIARTI000027469353');
  expect(steps.at(-1)).toBe(
    'Jours non ouvrables (La Réunion) : vendredi 20 décembre 2024 (commémoration de l’abolition de l’esclavage), samedi 21 décembre 2024, dimanche 22 décembre 2024. Report au lundi 23 décembre 2024 (CPC, art. 642).',
  );
});

test.each<[RegleEcheance, string, OptionsEcheance, RegExp]>([
  ['J13', '2026-03-02', { territoire: '31', residence: { territoire: '974' } }, /^Distance : 1 mois de plus.*643/],
  ['J13', '2026-03-02', { territoire: '974', residence: { territoire: '976' } }, /^Distance : 1 mois de plus.*644/],
  ['J13', '2026-03-02', { territoire: '31', residence: { territoire: '75' } }, /^Distance : aucune augmentation/],
  ['J1', '2026-03-02', { territoire: '31', residence: 'ETRANGER' }, /^Distance : aucune augmentation/],
  ['J13', '2026-03-02', { territoire: '988' }, /jours fériés propres à ce territoire \(Nouvelle-Calédonie\)/],
  ['J1', '2025-04-10', { territoire: '67180' }, /^À vérifier : vendredi 18 avril 2025, Vendredi saint.*Haguenau/],
  ['J18', '2026-03-02', paris, /^À vérifier : la durée de six mois.*Source : Usage rapporté/],
  ['A12', '2026-03-02', paris, /ce jour compte\.$/],
  ['A12_AVIS', '2026-03-02', paris, /^À vérifier : /],
  ['A4b', '2026-03-02', paris, /^Durée : sans délai \(/],
  ['A4b', '2026-03-02', paris, /^Terme : le jour même, lundi 2 mars 2026\.$/],
  ['A14', '2026-03-02', paris, /^Durée : au plus tard le 30 avril de l’année suivante/],
  ['J20', '2026-06-01', paris, /^Durée : 1 mois avant \(/],
  ['J20', '2026-06-01', paris, /^Terme : au plus tard le vendredi 1er mai 2026\.$/],
  ['A5', '2026-03-27T10:00:00+01:00', paris, /^Terme : lundi 30 mars 2026 à 11 h 00\.$/],
  ['J24', '2026-06-01', paris, /^Durée : jusqu’à la veille de l’audience/],
  ['DDD', '2026-06-01', paris, /délai par défaut de la plateforme/],
  ['J6', '2026-06-01', { ...paris, duree: { mois: 18 } }, /^Durée : 18 mois \(Code civil, art. 375, durée fixée/],
  ['A8', '2026-06-01', paris, /^Durée : 4 semaines \(/],
  ['A8', '2026-06-01', paris, /^Ce jour est ouvrable \(France métropolitaine\) : aucun report\.$/],
])('%s depuis %s dit, dans ses étapes : %#', (regle, depart, options, phrase) => {
  expect(calculerEcheance(regle, depart, options).steps).toContainEqual(expect.stringMatching(phrase));
});

test('le Défenseur des droits fixe son délai, trente jours à défaut', () => {
  expect(calculerEcheance('DDD', '2026-01-01', paris).dateLimite).toBe('2026-01-31');
  const fixe = calculerEcheance('DDD', '2026-01-01', { ...paris, jours: 1 });
  expect([fixe.dateLimite, fixe.steps[1]]).toEqual([
    '2026-01-02',
    expect.stringMatching(/1 jour .*fixée au cas par cas/),
  ]);
});

test('une décision fixe la durée d’une mesure, dans la limite du texte', () => {
  expect(calculerEcheance('J6', '2026-01-31', { ...paris, duree: { mois: 1 } }).dateLimite).toBe('2026-02-28');
  expect(calculerEcheance('A1', '2026-01-31', { ...paris, jours: 30 }).dateLimite).toBe('2026-03-02');
  expect(calculerEcheance('J6_LONGUE', '2026-01-31', { ...paris, duree: { annees: 5 } }).dateLimite).toBe('2031-01-31');
});

describe('la loi met fin à la mesure avant le terme', () => {
  const fin = { jour: '2027-03-14', motif: 'Majorité (C. civ. 375)' };
  const phrase =
    'Plafond : la mesure prend fin de plein droit le dimanche 14 mars 2027. Majorité (C. civ. 375). Le terme y est ramené.';
  const alaFin = (regle: RegleEcheance, lieu: OptionsEcheance = paris) =>
    calculerEcheance(regle, '2027-03-01', { ...lieu, fin });

  test.each(['J4', 'J5', 'J6', 'J6_PROCHE', 'J7', 'J8', 'J8_MOINS_2_ANS', 'J10', 'J18', 'J23', 'A6', 'A10'] as const)(
    '%s y est ramené, jamais reporté, et dit pourquoi',
    (regle) => {
      const { dateLimite, dateReportee, dateOpposable, steps, alertes } = alaFin(regle);
      expect([dateLimite, dateReportee, dateOpposable]).toEqual([fin.jour, fin.jour, fin.jour]);
      expect(steps.slice(-2)).toEqual([phrase, 'Aucun report au jour ouvrable suivant.']);
      expect(alertes.every((jour) => jour < fin.jour)).toBe(true);
    },
  );

  test('ce qui reste dû après elle court jusqu’à son propre terme, ce qui finit avant aussi', () => {
    expect(calculerEcheance('A11_SORTIE', '2027-03-01', { ...paris, fin }).dateLimite).toBe('2027-09-01');
    const avant = calculerEcheance('J8', '2026-03-13', { ...paris, fin });
    expect([avant.dateLimite, avant.steps.some((step) => step.startsWith('Plafond'))]).toEqual(['2027-03-13', false]);
  });

  test('ce qui n’est pas sûr de ce jour est dit, où un report aurait pu jouer', () => {
    const ailleurs = { territoire: '988' } as const;
    expect(alaFin('J8', ailleurs).steps.at(-1)).toMatch(/^À vérifier : les jours fériés propres à ce territoire/);
    expect(alaFin('J6', ailleurs).steps.at(-1)).toBe('Aucun report au jour ouvrable suivant.');
  });
});

test('les alertes précèdent le terme, jamais le départ ; celles d’un délai en heures sont des instants', () => {
  expect(calculerEcheance('J1', '2026-04-30', paris).alertes).toEqual(['2026-05-05', '2026-05-07']);
  expect(calculerEcheance('DDD', '2026-01-01', { ...paris, jours: 5 }).alertes).toEqual(['2026-01-05']);
  expect(calculerEcheance('A4b', '2026-01-01', paris).alertes).toEqual([]);
  // Backward: the warnings come before the last day to act, which comes before the event.
  expect(calculerEcheance('J17', '2026-03-20', paris).alertes).toEqual(['2026-03-09', '2026-03-11']);
  expect(calculerEcheance('J20_URGENCE', '2026-03-28T10:00:00+01:00', paris).alertes).toEqual([
    '2026-03-29T11:00:00+02:00',
    '2026-03-30T05:00:00+02:00',
    '2026-03-30T10:00:00+02:00',
  ]);
});

test.each<[string, () => unknown, string]>([
  ['jour inexistant', () => calculerEcheance('A1', '2026-02-29', paris), '« 2026-02-29 » n’est ni un jour'],
  ['31 avril', () => calculerEcheance('A1', '2026-04-31', paris), 'ni un jour'],
  ['instant d’un jour inexistant', () => calculerEcheance('A1', '2026-02-30T10:00:00Z', paris), 'ni un jour'],
  ['vingt-cinq heures', () => calculerEcheance('A1', '2026-02-28T25:00:00Z', paris), 'ni un jour'],
  ['heure sans décalage', () => calculerEcheance('A1', '2026-02-28T10:00:00', paris), 'son décalage'],
  ['texte libre', () => calculerEcheance('A1', 'demain', paris), 'ni un jour'],
  ['date invalide', () => calculerEcheance('A1', new Date('demain'), paris), 'La date donnée'],
  ['collectivité', () => calculerEcheance('A1', '2026-02-28', { collectivite: '69' }), 'Collectivité « 69 » inconnue'],
  ['territoire', () => calculerEcheance('A1', '2026-02-28', { territoire: '99' }), 'Territoire inconnu'],
  ['code postal', () => calculerEcheance('A1', '2026-02-28', { territoire: '31000' }), 'est-ce un code postal'],
  ['durée du texte', () => calculerEcheance('A2', '2026-02-28', { ...paris, jours: 10 }), 'fixée par le texte'],
  ['délai nul', () => calculerEcheance('DDD', '2026-02-28', { ...paris, jours: 0 }), 'nombre entier'],
  ['demi-journée', () => calculerEcheance('DDD', '2026-02-28', { ...paris, jours: 0.5 }), 'nombre entier'],
  ['durée vide', () => calculerEcheance('J6', '2026-02-28', { ...paris, duree: {} }), 'nombre entier'],
  ['trop long', () => calculerEcheance('J7', '2026-02-28', { ...paris, duree: { mois: 13 } }), 'dépasse'],
  ['Défenseur, plus d’un an', () => calculerEcheance('DDD', '2026-02-28', { ...paris, jours: 367 }), 'dépasse'],
  ['durée à donner', () => calculerEcheance('J6_LONGUE', '2026-02-28', paris), 'fixée par la décision'],
  ['jour sans heure', () => calculerEcheance('A5', '2026-02-28', paris), 'indiquer l’heure'],
  ['heures en plus', () => calculerEcheance('A5', '2026-02-28T10:00Z', { ...paris, jours: 1 }), 'fixée par le texte'],
  ['heures fixées', () => calculerEcheance('J6', '2026-02-28', { ...paris, duree: { heures: 72 } }), 'en heures'],
  ['avant le texte', () => calculerEcheance('A2', '2022-02-08', paris), 'aucun texte connu au 2022-02-08'],
  ['sans texte', () => echeanceDe('A2', undefined, []), 'aucun texte connu au jour courant'],
])('refuse : %s', (_, calcul, phrase) => {
  expect(calcul).toThrow(RangeError);
  expect(calcul).toThrow(phrase);
});

test('un instant se donne aussi en Date ou en Temporal.Instant, un lieu en collectivité', () => {
  const depart = new Date('2025-04-10T20:30:00Z');
  expect(calculerEcheance('J1', depart, { collectivite: '974' }).depart).toBe('2025-04-11');
  expect(calculerEcheance('J1', { epochMilliseconds: depart.getTime() }, { collectivite: '31' }).depart).toBe(
    '2025-04-10',
  );
});

describe('une loi qui change s’applique aux faits de son temps', () => {
  const actuelle = echeanceDe('A2');
  const [ancienne, nouvelle]: [LigneEcheance, LigneEcheance] = [
    { ...actuelle, validTo: '2027-01-01' },
    { ...actuelle, validFrom: '2027-01-01', duree: { mois: 1 }, article: 'CASF, art. L. 226-5, modifié' },
  ];
  const lignes = [ancienne, nouvelle];

  test.each([
    ['2026-12-31', {}, '2027-03-31'],
    ['2027-01-01', {}, '2027-02-01'],
    // The facts may be older than the start of the delay.
    ['2027-01-15', { faits: '2026-12-31' }, '2027-04-15'],
  ])('départ le %s, %j : %s', (depart, options, terme) => {
    expect(calculerEcheance('A2', depart, { ...paris, ...options, lignes }).dateLimite).toBe(terme);
  });

  test('la ligne d’un départ passé reste lisible', () => {
    expect(echeanceDe('A2', '2026-06-01', lignes)).toBe(ancienne);
    expect(echeanceDe('A2', '2027-06-01', lignes)).toBe(nouvelle);
    expect(echeanceDe('A2', undefined, lignes)).toBe(nouvelle);
  });

  test('compté depuis une naissance, un délai suit le texte du jour où il échoit', () => {
    const base = echeanceDe('A11');
    const textes = [
      { ...base, validTo: '2026-01-01' },
      { ...base, validFrom: '2026-01-01', duree: { annees: 16 } },
    ];
    expect(calculerEcheance('A11', '2008-06-01', { ...paris, lignes: textes }).dateLimite).toBe('2025-06-01');
    expect(calculerEcheance('A11', '2010-06-01', { ...paris, lignes: textes }).dateLimite).toBe('2026-06-01');
  });

  test('un délai en heures sans alertes propres prend celles des heures', () => {
    const { alertes: _, ...sansAlertes } = echeanceDe('A5');
    const options = { ...paris, lignes: [sansAlertes] };
    expect(calculerEcheance('A5', '2026-03-01T10:00Z', options).alertes).toHaveLength(3);
  });
});

describe('propriétés', () => {
  const jour = fc
    .date({ min: new Date('2024-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const regles = REGLES_ECHEANCE.filter((regle) => {
    const { base, dureeFixee } = echeanceDe(regle);
    return base === 'calendaire' && dureeFixee !== 'REQUIS';
  });
  const lieu = fc.constantFrom('31', '68066', '67482', '971', '972', '973', '974', '976', '977', '978', '988');

  test('un départ plus tardif ne donne jamais un terme plus tôt, reporté ou non', () => {
    fc.assert(
      fc.property(jour, fc.nat(60), fc.constantFrom(...regles), lieu, (depart, plus, regle, territoire) => {
        const later = ajouterDuree(depart, { jours: plus });
        const [first, second] = [depart, later].map((day) => calculerEcheance(regle, day, { territoire }));
        expect(first!.dateLimite <= second!.dateLimite).toBe(true);
        expect(first!.dateReportee <= second!.dateReportee).toBe(true);
      }),
    );
  });

  test('une date n’est jamais montrée sans dire ce qui reste à vérifier', () => {
    fc.assert(
      fc.property(jour, fc.constantFrom(...regles), (depart, regle) => {
        const { verifie, steps } = calculerEcheance(regle, depart, paris);
        expect(steps.some((step) => step.startsWith('À vérifier'))).toBe(!verifie);
        // What docs/echeances.md marks.
        expect(echeanceDe(regle, depart).reserve === undefined).toBe(verifie);
      }),
    );
  });
});

test('la table est complète : une ligne en vigueur par règle, sourcée, et ce qui n’est pas vérifié le dit', () => {
  for (const regle of REGLES_ECHEANCE) {
    expect(echeanceDe(regle).regle).toBe(regle);
    expect(LIGNES_ECHEANCE.filter((ligne) => ligne.regle === regle && ligne.validTo === null)).toHaveLength(1);
  }
  for (const ligne of LIGNES_ECHEANCE) {
    expect(REPORTS).toContain(ligne.report);
    expect(ligne.article).toMatch(/art\.|^Arrêté/);
    expect(ligne.source.length).toBeGreaterThan(10);
    expect(ligne.legiarti ?? 'LEGIARTI000000000000').toMatch(/^LEGIARTI\d{12}$/);
    expect(ligne.reserve ?? 'lue.').toMatch(/\.$/);
    expect('heures' in ligne.duree).toBe(ligne.base === 'heures');
  }
  const racines = new Set(REGLES_ECHEANCE.map((regle) => regle.split('_')[0]));
  const attendues = [
    ...Array.from({ length: 24 }, (_, i) => `J${i + 1}`),
    ...Array.from({ length: 14 }, (_, i) => `A${i + 1}`),
  ];
  expect([...racines].sort()).toEqual([...attendues, 'A4b', 'DDD', 'U1', 'U2', 'U3'].sort());
});
