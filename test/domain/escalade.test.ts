import fc from 'fast-check';
import { alerteSuivante, PALIERS_PAR_DEFAUT, REPETITION_MINUTES, type Palier } from '../../src/domain/escalade';

const MINUTE = 60_000;
const OUVERTE = new Date('2026-03-06T17:40:00Z');
const dans = (minutes: number) => new Date(OUVERTE.getTime() + minutes * MINUTE);
const minutes = (date: Date) => (date.getTime() - OUVERTE.getTime()) / MINUTE;

/** Who is told, and when, by a sweep that passes at each of these minutes. */
function derouler(paliers: readonly Palier[], passages: readonly number[]) {
  const alertes: { a: number; rang: number; fonction: string }[] = [];
  let prochaine = alerteSuivante(paliers, 0, OUVERTE, OUVERTE);
  for (const passage of passages) {
    // As `escalader` does: what is due fires, again until nothing is.
    while (prochaine.prevueLe <= dans(passage)) {
      alertes.push({ a: passage, rang: prochaine.rang, fonction: prochaine.fonction });
      prochaine = alerteSuivante(paliers, prochaine.rang, OUVERTE, dans(passage));
    }
  }
  return alertes;
}

const chaqueMinute = (fin: number) => Array.from({ length: fin + 1 }, (_, i) => i);

test("l'échelle par défaut : 15 min, 30 min, puis le dernier palier toutes les 30 min", () => {
  expect(derouler([], chaqueMinute(125))).toEqual([
    { a: 15, rang: 1, fonction: "Cadre d'astreinte" },
    { a: 30, rang: 2, fonction: "Responsable de la protection de l'enfance" },
    { a: 60, rang: 3, fonction: "Responsable de la protection de l'enfance" },
    { a: 90, rang: 4, fonction: "Responsable de la protection de l'enfance" },
    { a: 120, rang: 5, fonction: "Responsable de la protection de l'enfance" },
  ]);
});

test("l'échelle de la collectivité remplace celle par défaut, dans l'ordre des minutes", () => {
  const paliers: Palier[] = [
    { rang: 1, apresMinutes: 40, fonction: 'Directrice', canal: 'NOTIFICATION' },
    { rang: 2, apresMinutes: 5, fonction: 'Cadre', canal: 'NOTIFICATION' },
  ];
  expect(derouler(paliers, chaqueMinute(75)).map(({ a, fonction }) => [a, fonction])).toEqual([
    [5, 'Cadre'],
    [40, 'Directrice'],
    [70, 'Directrice'],
  ]);
  expect(alerteSuivante(paliers, 1, OUVERTE, OUVERTE).canal).toBe('NOTIFICATION');
  expect(paliers[0]!.fonction).toBe('Directrice');
});

test('après une panne : les paliers manqués partent chacun une fois, les répétitions manquées ne s’empilent pas', () => {
  expect(derouler([], [0, 600, 629, 630, 660]).map(({ a, rang }) => [a, rang])).toEqual([
    [600, 1],
    [600, 2],
    [630, 3],
    [660, 4],
  ]);
});

test('une répétition manquée, et la suivante due à l’instant même du passage : une seule part', () => {
  const seul: Palier[] = [{ rang: 1, apresMinutes: 0, fonction: 'Cadre', canal: 'NOTIFICATION' }];
  expect(derouler(seul, [0, 60, 90]).map(({ a, rang }) => [a, rang])).toEqual([
    [0, 1],
    [60, 2],
    [90, 3],
  ]);
});

const echelle = fc.uniqueArray(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 6 }).map((valeurs) =>
  valeurs.map((apresMinutes, i): Palier => ({
    ...{ rang: i + 1, apresMinutes, fonction: `f${String(apresMinutes)}`, canal: 'NOTIFICATION' },
  })),
);
const passages = fc
  .array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 })
  .map((valeurs) => valeurs.sort((a, b) => a - b));

describe('quels que soient l’échelle et les passages', () => {
  test('jamais avant l’heure, jamais deux fois le même rang, jamais un palier sauté', () => {
    fc.assert(
      fc.property(echelle, passages, (paliers, quand) => {
        const alertes = derouler(paliers, quand);
        expect(alertes.map(({ rang }) => rang)).toEqual(alertes.map((_, i) => i + 1));
        const attendus = [...paliers].sort((a, b) => a.apresMinutes - b.apresMinutes);
        for (const { a, rang, fonction } of alertes) {
          const palier = attendus[Math.min(rang, attendus.length) - 1]!;
          expect(fonction).toBe(palier.fonction);
          expect(a).toBeGreaterThanOrEqual(palier.apresMinutes);
        }
      }),
    );
  });

  test('tout ce qui est dû part : un passage tardif rattrape chaque palier', () => {
    fc.assert(
      fc.property(echelle, fc.integer({ min: 601, max: 3_000 }), (paliers, quand) => {
        expect(derouler(paliers, [quand]).length).toBeGreaterThanOrEqual(paliers.length);
      }),
    );
  });

  test('les répétitions : jamais deux dans le même passage, toujours une dans la demi-heure', () => {
    fc.assert(
      fc.property(echelle, passages, (paliers, quand) => {
        const repetitions = derouler(paliers, quand).filter(({ rang }) => rang > paliers.length);
        expect(new Set(repetitions.map(({ a }) => a)).size).toBe(repetitions.length);
      }),
    );
    fc.assert(
      fc.property(
        echelle,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 5_000 }),
        (paliers, deja, now) => {
          const { prevueLe } = alerteSuivante(paliers, paliers.length + deja, OUVERTE, dans(now));
          const dernier = Math.max(...paliers.map(({ apresMinutes }) => apresMinutes));
          const reguliere = dernier + (deja + 1) * REPETITION_MINUTES;
          expect(minutes(prevueLe)).toBe(reguliere <= now ? now + REPETITION_MINUTES : reguliere);
        },
      ),
    );
  });
});

test('sans échelle à elle, une collectivité suit celle par défaut', () => {
  expect(derouler([], chaqueMinute(300))).toEqual(derouler(PALIERS_PAR_DEFAUT, chaqueMinute(300)));
});
