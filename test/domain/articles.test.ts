import { articleEnClair, citation, codeEnClair, TEXTES_LUS } from '../../src/domain/articles';
import { NATURES_DECISION } from '../../src/domain/mesures-judiciaires';
import { REGIMES_RETOUR } from '../../src/domain/retours';
import { SUITES_DECISION } from '../../src/domain/suites';
import { TRANSITIONS } from '../../src/domain/transitions';

const enClair = (texte: string) =>
  citation(texte).map((partie) =>
    typeof partie === 'string' ? partie : `${codeEnClair(partie)}, ${articleEnClair(partie)}`,
  );

test.each([
  ['CASF L226-4 I 1° et 2°', ['CASF, art. L. 226-4, I, 1° et 2°']],
  ['CASF D226-2-7 II c, L226-4 I', ['CASF, art. D. 226-2-7, II, c', 'CASF, art. L. 226-4, I']],
  ['C. civ. 375, CASF L226-4 I', ['Code civil, art. 375', 'CASF, art. L. 226-4, I']],
  ['C. civ. 375-2 ou 375-3', ['Code civil, art. 375-2', 'Code civil, art. 375-3']],
  ['C. civ. 375-5 al. 2', ['Code civil, art. 375-5, al. 2']],
  ['LO 2011-333 art. 18 et 25', ['Loi organique n° 2011-333, art. 18', 'Loi organique n° 2011-333, art. 25']],
  ['Convention du GIP, CASF L226-6', ['Convention du GIP', 'CASF, art. L. 226-6']],
  ['L226-5 al. 3', ['CASF, art. L. 226-5, al. 3']],
])('%s', (texte, attendu) => {
  expect(enClair(texte)).toEqual(attendu);
});

test('chaque texte lu dit sa version, ou ce qui reste à vérifier', () => {
  for (const [nom, { legiarti, reserve }] of Object.entries(TEXTES_LUS)) {
    expect([nom, legiarti ?? reserve]).not.toContain(undefined);
    if (legiarti !== undefined) expect(legiarti).toMatch(/^LEGIARTI\d{12}$/);
  }
});

test('les articles des tables se lisent tous : aucun n’est resté un mot', () => {
  const textes = [TRANSITIONS, ...[SUITES_DECISION, NATURES_DECISION, REGIMES_RETOUR].map(Object.values)].flat();
  const mots = (textes as { article: string }[]).flatMap(({ article }) =>
    citation(article).filter((partie) => typeof partie === 'string'),
  );
  expect([...new Set(mots)]).toEqual(['Pratique', 'Convention du GIP']);
});
