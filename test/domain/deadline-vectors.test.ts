import { calculerEcheance, type OptionsEcheance, type RegleEcheance } from '../../src/domain/deadlines';

const COLMAR = { territoire: '68066' };
const PARIS = { fuseau: 'Europe/Paris' } as const;

interface Vecteur {
  readonly regle: RegleEcheance;
  readonly depart: string;
  readonly lieu?: OptionsEcheance;
  /** Unmoved last day. */
  readonly attendu: string;
  /** Moved last day, the same unless stated. */
  readonly reporte?: string;
  readonly cas?: string;
}

const VECTEURS: readonly Vecteur[] = [
  { regle: 'J2', depart: '2022-07-28', attendu: '2022-08-12', cas: 'l’arrêt du 5 mars 2025' },
  { regle: 'J4', depart: '2015-09-10', attendu: '2016-03-10', cas: 'l’arrêt du 24 janvier 2018' },
  { regle: 'J1', depart: '2025-04-10', lieu: { territoire: '31555' }, attendu: '2025-04-18', cas: 'Toulouse' },
  { regle: 'J1', depart: '2025-04-10', lieu: COLMAR, attendu: '2025-04-18', reporte: '2025-04-22', cas: 'Colmar' },
  { regle: 'J1', depart: '2025-12-24', attendu: '2026-01-01', reporte: '2026-01-02' },
  { regle: 'J1', depart: '2026-04-30', attendu: '2026-05-08', reporte: '2026-05-11' },
  { regle: 'J2', depart: '2025-04-16', attendu: '2025-05-01', reporte: '2025-05-02' },
  // A Saturday: whether it moves is not confirmed, so both days are given and the first one counts.
  { regle: 'A1', depart: '2025-11-30', attendu: '2026-02-28', reporte: '2026-03-02' },
  // The end of a measure is not an act to be done: it does not move, even on a Saturday.
  { regle: 'J6', depart: '2024-02-29', attendu: '2026-02-28' },
  {
    regle: 'J2',
    depart: '2024-12-05',
    lieu: { territoire: '974' },
    attendu: '2024-12-20',
    reporte: '2024-12-23',
    cas: 'La Réunion',
  },
  {
    regle: 'J1',
    depart: '2025-05-14',
    lieu: { territoire: '972' },
    attendu: '2025-05-22',
    reporte: '2025-05-23',
    cas: 'Martinique',
  },
  { regle: 'J13', depart: '2026-03-02', attendu: '2026-03-17' },
  {
    regle: 'J13',
    depart: '2026-03-02',
    lieu: { territoire: '31555', residence: { territoire: '974' } },
    attendu: '2026-04-17',
    cas: 'partie à La Réunion, juge à Toulouse',
  },
  {
    regle: 'J13',
    depart: '2026-03-02',
    lieu: { territoire: '31555', residence: 'ETRANGER' },
    attendu: '2026-05-17',
    reporte: '2026-05-18',
    cas: 'partie à l’étranger',
  },
  { regle: 'J16', depart: '2026-04-01', attendu: '2026-04-09' },
  { regle: 'J20', depart: '2026-06-01', attendu: '2026-05-01' },
  { regle: 'A2', depart: '2026-01-15', attendu: '2026-04-15' },
  { regle: 'A7', depart: '2026-02-02', attendu: '2026-02-12' },
  { regle: 'A8', depart: '2026-01-05', attendu: '2026-02-02' },
  { regle: 'A8_SANS_ACCUSE', depart: '2026-01-05', attendu: '2026-02-16' },
  { regle: 'A11', depart: '2009-03-15', attendu: '2026-03-15' },
  { regle: 'A13', depart: '2026-01-31', attendu: '2026-05-31', reporte: '2026-06-01' },
  { regle: 'A13_PROLONGE', depart: '2026-01-31', attendu: '2026-07-31' },
  { regle: 'A14', depart: '2025-12-31', attendu: '2026-04-30' },
  { regle: 'A14', depart: '2025-06-15', attendu: '2026-04-30' },
  // Beyond the reference: backward, day one included, at once, a birth on 29 February.
  { regle: 'J17', depart: '2026-03-20', attendu: '2026-03-12' },
  { regle: 'J24', depart: '2026-03-02', attendu: '2026-03-01' },
  { regle: 'A12', depart: '2026-01-05', attendu: '2026-01-09' },
  { regle: 'A12_PROLONGATION_1', depart: '2026-01-05', attendu: '2026-01-14' },
  { regle: 'A12_PROLONGATION_2', depart: '2026-01-05', attendu: '2026-01-19' },
  { regle: 'A4b', depart: '2026-01-03', attendu: '2026-01-03' },
  { regle: 'A4', depart: '2026-01-05', attendu: '2026-01-10', reporte: '2026-01-12' },
  { regle: 'J19', depart: '2008-02-29', attendu: '2026-02-28' },
  { regle: 'J9_INTERDICTION', depart: '2025-12-31', attendu: '2026-02-28' },
];

test.each(VECTEURS)('$regle depuis $depart $cas', ({ regle, depart, lieu = PARIS, attendu, reporte = attendu }) => {
  const { dateLimite, dateReportee } = calculerEcheance(regle, depart, lieu);
  expect([dateLimite, dateReportee]).toEqual([attendu, reporte]);
});

// Hours are real hours: the clocks change on 29 March and 25 October 2026.
test.each([
  ['A5', '2026-03-27T10:00:00+01:00', 'Europe/Paris', '2026-03-30T11:00:00+02:00'],
  ['A5', '2026-10-24T10:00:00+02:00', 'Europe/Paris', '2026-10-27T09:00:00+01:00'],
  ['A5', '2026-06-30T20:30:00Z', 'Indian/Reunion', '2026-07-04T00:30:00+04:00'],
  ['A5', '2026-06-30T20:30:00Z', 'America/Cayenne', '2026-07-03T17:30:00-03:00'],
  ['J20_URGENCE', '2026-03-28T23:30:00+01:00', 'Europe/Paris', '2026-03-31T00:30:00+02:00'],
  ['J20_FRATRIE', '2026-06-30T12:00Z', 'Europe/Paris', '2026-07-02T14:00:00+02:00'],
] as const)('%s depuis %s à %s', (regle, depart, fuseau, limite) => {
  const echeance = calculerEcheance(regle, depart, { fuseau });
  expect(echeance.instants?.limite).toBe(limite);
  expect([echeance.dateLimite, echeance.dateReportee]).toEqual([limite.slice(0, 10), limite.slice(0, 10)]);
});
