import { estHorsHoraires } from '../../src/domain/horaires';

test.each([
  ['un lundi à 8 h 30', '2026-03-02T08:30:00+01:00', '31', false],
  ['un lundi à 8 h 29', '2026-03-02T08:29:59+01:00', '31', true],
  ['un lundi à 17 h', '2026-03-02T17:00:00+01:00', '31', true],
  ['un vendredi à 16 h 59', '2026-03-06T16:59:59+01:00', '31', false],
  ['un samedi à 10 h', '2026-03-07T10:00:00+01:00', '31', true],
  ['un dimanche à 10 h', '2026-03-08T10:00:00+01:00', '31', true],
  ['le lundi de Pâques à 10 h', '2026-04-06T10:00:00+02:00', '31', true],
  ['un été à 8 h 30', '2026-07-06T08:30:00+02:00', '31', false],
  ['à La Réunion, quand il est 8 h à Paris', '2026-03-02T08:00:00+01:00', '974', false],
])('horaires par défaut, %s', (_, instant, collectivite, attendu) => {
  expect(estHorsHoraires(new Date(instant), collectivite)).toBe(attendu);
});

test('une collectivité qui ouvre le samedi et le dimanche', () => {
  const horaires = { jours: [6, 7], ouverture: '09:00', fermeture: '12:00' };
  expect(estHorsHoraires(new Date('2026-03-07T10:00:00+01:00'), '31', horaires)).toBe(false);
  expect(estHorsHoraires(new Date('2026-03-08T10:00:00+01:00'), '31', horaires)).toBe(false);
  expect(estHorsHoraires(new Date('2026-03-02T10:00:00+01:00'), '31', horaires)).toBe(true);
});
