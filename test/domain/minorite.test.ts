import { RefusError } from '../../src/domain/errors';
import { estMajeur, exigerEnfantMineur, exigerMineur, majorite } from '../../src/domain/minorite';

const refusDe = (acte: () => void) => {
  try {
    acte();
    return [];
  } catch (error) {
    return (error as RefusError).refus;
  }
};

test('majeur le jour de ses dix-huit ans, mineur la veille ; une naissance inconnue ne dit rien', () => {
  expect(majorite('2010-02-28')).toBe('2028-02-28');
  expect(majorite('2008-02-29')).toBe('2026-02-28');
  expect(estMajeur('2008-03-24', '2026-03-23')).toBe(false);
  expect(estMajeur('2008-03-24', '2026-03-24')).toBe(true);
  for (const inconnue of [null, undefined]) expect(estMajeur(inconnue, '2026-03-24')).toBe(false);
});

test('le refus nomme le champ et cite le texte', () => {
  expect(
    refusDe(() => {
      exigerMineur(['enfantId'], '2008-03-24', '2026-03-23', 'ASSISTANCE_EDUCATIVE');
    }),
  ).toEqual([]);
  expect(
    refusDe(() => {
      exigerMineur(['enfantId'], '2008-03-24', '2026-03-24', 'ASSISTANCE_EDUCATIVE');
    }),
  ).toEqual([
    {
      code: 'ARTICLE_CONTRAIRE',
      path: ['enfantId'],
      message: "enfantId : l'assistance éducative ne concerne que les mineurs (C. civ. 375).",
    },
  ]);
});

test('sans date de naissance, l’âge dit décide ; le doute profite à l’enfant', () => {
  const refus = (enfant: Parameters<typeof exigerEnfantMineur>[0]) =>
    refusDe(() => {
      exigerEnfantMineur(enfant, '2026-03-24', 'INFORMATION');
    }).map(({ path }) => path.join('.'));
  expect(refus({})).toEqual([]);
  expect(refus({ ageApproximatif: 17 })).toEqual([]);
  expect(refus({ ageApproximatif: 18 })).toEqual(['enfant.ageApproximatif']);
  expect(refus({ dateNaissance: '2008-03-25', ageApproximatif: 18 })).toEqual([]);
  expect(refus({ dateNaissance: '2008-03-24' })).toEqual(['enfant.dateNaissance']);
  const [dit] = refusDe(() => {
    exigerEnfantMineur({ ageApproximatif: 20 }, '2026-03-24', 'INFORMATION');
  });
  expect(dit!.message).toMatch(/^ageApproximatif : .*majeure.*R226-2-2.*procureur.*L222-5 5°.*Dans le doute/);
});
