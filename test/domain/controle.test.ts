import fc from 'fast-check';
import {
  controle,
  controlerAge,
  controlerCourriel,
  controlerEpoque,
  controlerNom,
  controlerPlausible,
  controlerRaisonSociale,
} from '../../src/domain/controle';
import { CODES_REFUS } from '../../src/domain/errors';
import { IDENTIFIANTS, type NomIdentifiant } from '../../src/domain/identifiers';

const NOW = new Date('2026-03-02T23:30:00Z');
type Regle = (c: ReturnType<typeof controle>) => void;

const refus = (regle: Regle, options = {}) => {
  const c = controle(NOW, options);
  regle(c);
  return c.refus.map(({ path, code }) => `${path.join('.')} ${code}`);
};

test('un texte obligatoire : absent, vide, blanc, trop long, avec un caractère nul', () => {
  const texte = (valeur: string | null | undefined) =>
    refus((c) => {
      c.texte(['a', '0', 'nom'], valeur);
    });
  for (const vide of [undefined, null, '', ' \t\n', '\u00a0']) expect(texte(vide)).toEqual(['a.0.nom CHAMP_REQUIS']);
  expect(texte('é'.repeat(200))).toEqual([]);
  expect(texte('é'.repeat(201))).toEqual(['a.0.nom TEXTE_TROP_LONG']);
  expect(texte('a\0b')).toEqual(['a.0.nom VALEUR_INVALIDE']);
});

test('un texte facultatif : absent ou vide, rien à dire', () => {
  const longueur = (valeur: string | null | undefined) =>
    refus((c) => {
      c.longueur(['nom'], valeur, 3);
    });
  for (const vide of [undefined, null, '', 'abc']) expect(longueur(vide)).toEqual([]);
  expect(longueur('abcd')).toEqual(['nom TEXTE_TROP_LONG']);
});

describe('une date passée', () => {
  test.each([
    ['2026-03-02', true],
    // It is already the 3rd in Paris, and noon in Wallis et Futuna.
    ['2026-03-03', true],
    ['2026-03-04', false],
    ['1900-01-01', true],
    ['2026-03-02T23:30:00Z', true],
    // A partner's clock, a minute ahead.
    ['2026-03-02T23:31:00Z', true],
    ['2026-03-02T23:31:01Z', false],
    ['2026-03-03T00:30:00+01:00', true],
    ['2026-03-03T00:32:00+01:00', false],
  ])('%s : %p', (valeur, admise) => {
    expect(
      refus((c) => {
        c.passe(['date'], valeur);
      }),
    ).toEqual(admise ? [] : ['date DATE_FUTURE']);
  });

  test.each([undefined, null, ''])('%p : rien à dire', (valeur) => {
    expect(
      refus((c) => {
        c.passe(['date'], valeur);
        c.depart(['date'], valeur, 'J1');
      }),
    ).toEqual([]);
  });
});

test('une date qui ouvre un délai : la loi doit en connaître un ce jour-là, partout en France', () => {
  const depart = (valeur: string) =>
    refus((c) => {
      c.depart(['transmiseLe'], valeur, 'A2');
    });
  expect(depart('2026-03-02T12:00:00Z')).toEqual([]);
  expect(depart('2022-02-09T12:00:00Z')).toEqual([]);
  // Still the 8th in Polynesia.
  expect(depart('2022-02-09T00:00:00Z')).toEqual(['transmiseLe DATE_INVALIDE']);
  expect(depart('0001-01-01T00:00:00+14:00')).toEqual(['transmiseLe DATE_INVALIDE']);
  expect(
    refus((c) => {
      c.depart(['x'], '0001-01-01T00:00:00+14:00', 'DDD');
    }),
  ).toEqual([]);
});

describe('les identifiants', () => {
  const noms = Object.keys(IDENTIFIANTS) as NomIdentifiant[];
  test.each(noms)('%s : absent, rien à dire ; sinon un refus en français, jamais une exception', (nom) => {
    for (const absent of [undefined, null])
      expect(
        refus((c) => {
          c.identifiant(['n'], nom, absent);
        }),
      ).toEqual([]);
    expect(
      refus((c) => {
        c.identifiant(['n'], nom, '');
      }),
    ).toEqual(['n IDENTIFIANT_INVALIDE']);
    fc.assert(
      fc.property(fc.anything(), (valeur) => {
        const c = controle(NOW);
        c.identifiant(['n'], nom, valeur);
        for (const { code, message } of c.refus) {
          expect(Object.keys(CODES_REFUS)).toContain(code);
          expect(message).toMatch(/ : .+\.$/);
        }
      }),
    );
  });

  test('en production, les identités de test sont refusées', () => {
    const ins = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' };
    const regle: Regle = (c) => {
      c.identifiant(['ins'], 'ins', ins);
      c.identifiant(['rpps'], 'rpps', '10000000001');
    };
    expect(refus(regle)).toEqual([]);
    expect(refus(regle, { production: true })).toEqual(['ins IDENTIFIANT_INVALIDE', 'rpps CLE_INVALIDE']);
  });
});

test('tout ce qui est refusé est dit, dans l’ordre, au nom du champ et non à sa place dans la liste', () => {
  const c = controle(NOW);
  c.texte(['famille', '3', 'nom'], '');
  c.texte(['faits', '0', 'recit'], '');
  expect(c.refus.map(({ message }) => message)).toEqual([
    'nom : ce champ est obligatoire.',
    'recit : ce champ est obligatoire.',
  ]);
});

describe('un nom', () => {
  const nom = (valeur: string | null | undefined) =>
    refus((c) => {
      c.longueur(['nom'], valeur);
      controlerNom(c, ['nom'], valeur);
    });

  test.each([
    "L'Œuvre d’Anne-Marie",
    'Ḥasan ibn ‘Alī',
    'محمد',
    'می‌خواهم',
    '李小龍',
    'Ñandú',
    'É',
    'CRIP 31',
    null,
    undefined,
    '',
  ])('%p : admis', (valeur) => {
    expect(nom(valeur)).toEqual([]);
  });

  test.each([
    '\u200b',
    '\u2060\u200d',
    '123',
    '-',
    'a\u0007b',
    'a\u0085b',
    'a\nb',
    'a\tb',
    'a\u202eb',
    'a\u2066b',
    'a\uffffb',
    'a\ufdd0b',
    'a\u{1fffe}b',
  ])('%j : refusé une fois, sans être répété', (valeur) => {
    expect(nom(valeur)).toEqual(['nom VALEUR_INVALIDE']);
    const c = controle(NOW);
    c.longueur(['nom'], valeur);
    controlerNom(c, ['nom'], valeur);
    expect(c.refus[0]!.message).toMatch(/^nom : .+\.$/);
    expect(c.refus[0]!.message).not.toContain(valeur.length > 1 ? valeur : '\u200b');
  });
});

test('un récit a des lignes et des tabulations, ni autre contrôle ni inversion du sens', () => {
  const recit = (valeur: string) =>
    refus((c) => {
      c.texte(['recit'], valeur, 100);
    });
  expect(recit('Un.\r\n\tDeux : « été », œuf, 😀.')).toEqual([]);
  for (const signe of ['\u0001', '\u000b', '\u001b', '\u007f', '\u009b', '\u202a', '\u202e', '\u2069'])
    expect(recit(`a${signe}b`)).toEqual(['recit VALEUR_INVALIDE']);
});

test.each([
  ['a.b+c@ac-toulouse.fr', true],
  ['é@exemple.fr', true],
  [null, true],
  ['', true],
  ['a', false],
  ['a@b', false],
  ['a@b@c.fr', false],
  ['a b@c.fr', false],
  ['@c.fr', false],
  ['a@c.', false],
  ['a@c.fr\n', false],
])('courriel %j : %p', (valeur, admis) => {
  expect(
    refus((c) => {
      controlerCourriel(c, ['courriel'], valeur);
    }),
  ).toEqual(admis ? [] : ['courriel VALEUR_INVALIDE']);
});

test.each([
  ['1990-01-01', []],
  ['1989-12-31', ['date DATE_INVALIDE']],
  ['1989-12-31T23:59:59Z', ['date DATE_INVALIDE']],
  ['1990-01-01T00:00:00+01:00', []],
  ['2027-01-01', ['date DATE_FUTURE']],
  [null, []],
])('époque de %j : %j', (valeur, attendu) => {
  expect(
    refus((c) => {
      controlerEpoque(c, ['date'], valeur);
    }),
  ).toEqual(attendu);
});

test.each([
  ['2005-03-02', []],
  ['2005-03-01', ['n DATE_INVALIDE']],
  ['0001-01-01', ['n DATE_INVALIDE']],
  ['2026-03-01', []],
  [null, []],
])('né le %j, 21 ans au plus : %j', (valeur, attendu) => {
  expect(
    refus((c) => {
      controlerAge({ ...c }, ['n'], valeur, 21);
    }),
  ).toEqual(attendu);
});

test('une institution se nomme aussi par des chiffres, jamais par un signe seul', () => {
  const raison = (valeur: string) =>
    refus((c) => {
      controlerRaisonSociale(c, ['nom'], valeur);
    });
  for (const admise of ['119', 'Hôpital Purpan', '٣', '']) expect(raison(admise)).toEqual([]);
  for (const refusee of ['-', '\u200b', '119\n', '…']) expect(raison(refusee)).toEqual(['nom VALEUR_INVALIDE']);
});

test('une partie de l’envoi : ses refus sont dits dans le tout, à leur place', () => {
  const c = controle(NOW, { production: true });
  const frere = c.sous((path) => ['fratrie', '1', ...path]);
  const adresse = frere.sous((path) => ['residence', ...path]);
  adresse.texte(['commune'], '');
  frere.identifiant(['rpps'], 'rpps', '10000000001');
  c.texte(['faits'], '');
  expect(c.refus.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
    'fratrie.1.residence.commune CHAMP_REQUIS',
    'fratrie.1.rpps CLE_INVALIDE',
    'faits CHAMP_REQUIS',
  ]);
  expect(adresse.refus).toEqual(c.refus);
});

test.each([[[]], [['0']]])('sans nom de champ dans %j, la phrase reste entière', (path) => {
  const c = controle(NOW);
  c.texte(path, '');
  expect(c.refus.map(({ message }) => message)).toEqual(['champ : ce champ est obligatoire.']);
});

test.each([
  ['1989-12-31', false],
  ['1990-01-01', true],
  ['2056-12-31T23:00:00Z', true],
  ['2057-01-01', false],
  ['9999-12-31', false],
  [null, true],
])('plausible, passé ou à venir : %j, %j', (valeur, admise) => {
  const c = controle(NOW);
  expect(controlerPlausible(c, ['terme'], valeur)).toBe(admise);
  expect(c.refus.map(({ code }) => code)).toEqual(admise ? [] : ['DATE_INVALIDE']);
});
