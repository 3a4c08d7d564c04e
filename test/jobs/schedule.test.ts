import fc from 'fast-check';
import { nextDelay, nominalDelay, TENTATIVES_MAX } from '../../src/platform/delivery-schedule';

const HOUR = 3_600_000;
const failures = Array.from({ length: TENTATIVES_MAX - 1 }, (_, index) => index + 1);
const total = (random: number) => failures.reduce((sum, count) => sum + (nextDelay(count, random) ?? 0), 0) / HOUR;

test('at least 10 attempts over at least 75 hours, even with the shortest jitter', () => {
  expect(TENTATIVES_MAX).toBeGreaterThanOrEqual(10);
  expect(failures.reduce((sum, count) => sum + nominalDelay(count), 0) / HOUR).toBeGreaterThanOrEqual(75);
  expect(total(0)).toBeGreaterThanOrEqual(75);
});

test('the schedule', () => {
  expect(failures.map((count) => nominalDelay(count) / 1_000)).toEqual([
    5, 15, 45, 135, 405, 1_215, 3_645, 10_935, 32_805, 43_200, 43_200, 43_200, 43_200, 43_200, 43_200,
  ]);
  expect(nextDelay(TENTATIVES_MAX, 0.5)).toBeUndefined();
});

test('jitter stays within a tenth; what the recipient asks lengthens, never shortens, never beyond 12 hours', () => {
  const anyFailure = fc.integer({ min: 1, max: TENTATIVES_MAX - 1 });
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(anyFailure, unit, fc.integer({ min: 0, max: 10 ** 12 }), (count, random, asked) => {
      const delay = nextDelay(count, random)!;
      expect(Math.abs(delay - nominalDelay(count))).toBeLessThanOrEqual(nominalDelay(count) / 10 + 1);
      expect(nextDelay(count, random, asked)).toBe(Math.max(delay, Math.min(asked, 12 * HOUR)));
    }),
  );
});
