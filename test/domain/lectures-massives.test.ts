import { SEUILS_LECTURE } from '../../src/domain/lectures-massives';

/** The longest page that a list answers. */
const PAGE = 100;

test('une page de son propre ressort n’est jamais un nombre ; une d’ailleurs, toujours', () => {
  expect(SEUILS_LECTURE.TOUS).toBeGreaterThan(PAGE);
  expect(SEUILS_LECTURE.HORS_RESSORT).toBeLessThan(PAGE);
});
