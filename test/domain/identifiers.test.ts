import fc from 'fast-check';
import { IDENTIFIANTS, normalise, type NomIdentifiant } from '../../src/domain/identifiers';
import { parseUai, type ParseOptions } from '../../src/domain/identifiers';

const TEST = '1.2.250.1.213.1.4.10';
const DEMO = '1.2.250.1.213.1.4.11';
const NIR_OID = '1.2.250.1.213.1.4.8';
const ins = (matricule: string, oid?: string) => ({ matricule, oid });
const production: ParseOptions = { production: true };

type Valide = [NomIdentifiant, unknown, { value?: unknown; options?: ParseOptions; warnings?: number }?];

const valides: Valide[] = [
  ['departement', '31'],
  ['departement', '2A'],
  ['departement', ' 2b ', { value: '2B' }],
  ['departement', '976'],
  ['departement', '01'],
  ['departement', '1', { value: '01' }],
  ['commune', '31555'],
  ['commune', '31483'],
  ['commune', '75056'],
  ['commune', '2a004', { value: '2A004' }],
  ['commune', '69381'],
  ['uai', '0310036W'],
  ['uai', ' 031-0036 w', { value: '0310036W' }],
  ['uai', '0310041B'],
  ['uai', '0750655E'],
  ['uai', '0750654D'],
  ['uai', '6200001G'],
  ['uai', '0951922Y'],
  ['ine', '123456789AB'],
  ['ine', '0123456789K'],
  ['ine', '987654321ZZ', { options: { strict: true } }],
  ['ine', 'ABCDEFGHIJK', { warnings: 1 }],
  ['finess', '310781406'],
  ['finess', '330781196'],
  ['finess', '690781810'],
  ['finess', '340780477'],
  ['finess', '130786049'],
  ['finess', '2A0000030'],
  ['finess', '690023154', { options: { cleFiness: 'AVERTISSEMENT' }, warnings: 1 }],
  ['rpps', '99700218896', { options: production }],
  ['rpps', '99900023351', { options: production }],
  ['rpps', '10000000009', { options: production }],
  ['rpps', '10002673899', { warnings: 1 }],
  ['rpps', '10100050075', { warnings: 1 }],
  ['rpps', '11102058236', { warnings: 1 }],
  ['idNatPs', '899700218896', { value: '99700218896', options: production }],
  ['idNatPs', '810002673899', { value: '10002673899', warnings: 1 }],
  ['nir', '295109912611193'],
  ['nir', '2 95 10 99 126 111 93', { value: '295109912611193' }],
  ['nir', '253072A07300443'],
  ['nir', '253072b07300470', { value: '253072B07300470' }],
  ['ins', ins('279035121518989', TEST), { value: { matricule: '279035121518989', oid: TEST, nature: 'TEST' } }],
  [
    'ins',
    ins('295109912611193', `urn:oid:${TEST}`),
    { value: { matricule: '295109912611193', oid: TEST, nature: 'TEST' } },
  ],
  [
    'ins',
    ins('253072A07300443', DEMO),
    { value: { matricule: '253072A07300443', oid: DEMO, nature: 'DEMONSTRATION' } },
  ],
  [
    'ins',
    ins('253072B07300470', NIR_OID),
    { value: { matricule: '253072B07300470', oid: NIR_OID, nature: 'NIR' }, options: production },
  ],
  [
    'ins',
    ins('253072B07300470', NIR_OID),
    { value: { matricule: '253072B07300470', oid: NIR_OID, nature: 'NIR' }, warnings: 1 },
  ],
  [
    'ins',
    ins('123456789012244', TEST),
    { value: { matricule: '123456789012244', oid: TEST, nature: 'TEST' }, warnings: 1 },
  ],
  ['siren', '732829320'],
  ['siren', '552 081 317', { value: '552081317' }],
  ['siren', '356000000'],
  ['siret', '22310001700423'],
  ['siret', '22330001300016'],
  ['siret', '22290001100016'],
  ['siret', '35600000049837'],
  ['siret', '35600000000048'],
  ['tj', 'tj31555'],
  ['tj', 'TJ31483', { value: 'tj31483' }],
  ['tj', 'tj83137'],
  ['tj', 'tj37261'],
  ['tj', 'tj2a004', { value: 'tj2A004' }],
  ['tj', 'TJ2B033', { value: 'tj2B033' }],
  ['numeroParquet', '23082000064'],
  ['numeroParquet', '24366000123'],
  ['numeroParquet', '24001000001'],
  ['numeroParquet', '23366000001', { warnings: 1 }],
  ['numeroParquet', '23000000001', { warnings: 1 }],
];

test.each(valides)('%s : %j est accepté', (nom, raw, { value = raw, options, warnings = 0 } = {}) => {
  const result = IDENTIFIANTS[nom].parse(raw, options);
  expect(result).toMatchObject({ ok: true, value });
  expect(result.ok && result.warnings).toHaveLength(warnings);
});

const invalides: [NomIdentifiant, unknown, string, ParseOptions?][] = [
  ['departement', '20', 'INCONNU'],
  ['departement', '96', 'INCONNU'],
  ['departement', '975', 'INCONNU'],
  ['departement', '031', 'IDENTIFIANT_INVALIDE'],
  ['departement', '2C', 'IDENTIFIANT_INVALIDE'],
  ['departement', 31, 'IDENTIFIANT_INVALIDE'],
  ['commune', '2C001', 'IDENTIFIANT_INVALIDE'],
  ['commune', '3155', 'IDENTIFIANT_INVALIDE'],
  ['commune', '31000', 'INCONNU'],
  ['commune', '01120', 'INCONNU'],
  ['uai', '0310036A', 'CLE_INVALIDE'],
  ['uai', '9871234J', 'CLE_INVALIDE'],
  ['uai', '0310036I', 'IDENTIFIANT_INVALIDE'],
  ['ine', '12345678AB', 'IDENTIFIANT_INVALIDE'],
  ['ine', 'ABCDEFGHIJK', 'IDENTIFIANT_INVALIDE', { strict: true }],
  ['finess', '310781407', 'CLE_INVALIDE'],
  ['finess', '690023154', 'CLE_INVALIDE'],
  ['finess', '31078140', 'IDENTIFIANT_INVALIDE'],
  ['finess', '2A0000031', 'CLE_INVALIDE'],
  ['rpps', '10000000001', 'CLE_INVALIDE', production],
  ['rpps', '10002673899', 'CLE_INVALIDE', production],
  ['rpps', '899700218896', 'IDENTIFIANT_INVALIDE'],
  ['idNatPs', '99700218896', 'IDENTIFIANT_INVALIDE'],
  ['idNatPs', '810002673899', 'CLE_INVALIDE', production],
  ['nir', '295109912611199', 'CLE_INVALIDE'],
  ['nir', '253072C07300443', 'IDENTIFIANT_INVALIDE'],
  ['nir', '185057800608436', 'CLE_INVALIDE'],
  ['ins', ins('279035121518989'), 'IDENTIFIANT_INVALIDE'],
  ['ins', '279035121518989', 'IDENTIFIANT_INVALIDE'],
  ['ins', ins('279035121518989', '1.2.250.1.71.4.2.1'), 'IDENTIFIANT_INVALIDE'],
  ['ins', ins('279035121518989', TEST), 'IDENTIFIANT_INVALIDE', production],
  ['ins', ins('279035121518989', DEMO), 'IDENTIFIANT_INVALIDE', production],
  ['ins', ins('123456789012244', NIR_OID), 'CLE_INVALIDE', production],
  ['siren', '732829321', 'CLE_INVALIDE'],
  ['siren', '7328 2932', 'IDENTIFIANT_INVALIDE'],
  ['siret', '22310001700424', 'CLE_INVALIDE'],
  ['siret', '35600000049838', 'CLE_INVALIDE'],
  ['siret', '2231000170042', 'IDENTIFIANT_INVALIDE'],
  ['tj', 'tj31', 'IDENTIFIANT_INVALIDE'],
  ['tj', 'tj31001', 'INCONNU'],
  ['numeroParquet', '2308200006', 'IDENTIFIANT_INVALIDE'],
];

test.each(invalides)('%s : %j est refusé (%s)', (nom, raw, code, options = {}) => {
  expect(IDENTIFIANTS[nom].parse(raw, options)).toMatchObject({ ok: false, code });
});

test('une clé fausse dit la clé attendue', () => {
  expect(parseUai('0310036A')).toMatchObject({
    message: 'UAI : la clé « A » ne correspond pas au numéro 0310036 (clé attendue : « W »).',
  });
  expect(IDENTIFIANTS.finess.parse('310781407')).toMatchObject({ message: expect.stringContaining('« 6 »') });
  expect(IDENTIFIANTS.departement.parse('20')).toMatchObject({ message: expect.stringContaining('2A') });
});

test('une commune réunie à une autre est refusée avec le code à employer', () => {
  expect(IDENTIFIANTS.commune.parse('35112')).toMatchObject({
    code: 'INCONNU',
    message: expect.stringContaining('commune réunie à « 35062 »'),
  });
});

test('une lettre d’une autre écriture n’est pas convertie', () => {
  expect(normalise(' 0310036w\u00a0')).toBe('0310036W');
  expect(parseUai('0951922\u0131').ok).toBe(false);
  expect(normalise('x'.repeat(65))).toBe('');
});

describe('propriétés', () => {
  const digits = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

  test('une lettre et une seule convient à chaque numéro d’UAI', () => {
    fc.assert(
      fc.property(digits(7), (number) => {
        const accepted = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').filter((letter) => parseUai(number + letter).ok);
        expect(accepted).toHaveLength(1);
      }),
    );
  });

  test.each<[NomIdentifiant, number]>([
    ['finess', 9],
    ['siren', 9],
    ['siret', 14],
    ['rpps', 11],
  ])('%s : changer un seul chiffre est toujours vu', (nom, length) => {
    const { parse } = IDENTIFIANTS[nom];
    const valid = digits(length - 1)
      .filter((start) => !start.startsWith('356000000'))
      .map((start) =>
        Array.from({ length: 10 }, (_, key) => String(key))
          .map((key) => start + key)
          .find((full) => parse(full, production).ok)!,
      );
    fc.assert(
      fc.property(valid, fc.nat(length - 1), fc.integer({ min: 1, max: 9 }), (full, at, shift) => {
        const changed = full.slice(0, at) + String((Number(full[at]) + shift) % 10) + full.slice(at + 1);
        fc.pre(!changed.startsWith('356000000'));
        expect(parse(changed, production)).toMatchObject({ ok: false, code: 'CLE_INVALIDE' });
      }),
    );
  });

  test('la normalisation est idempotente', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (raw) => normalise(normalise(raw)) === normalise(raw)),
    );
  });

  test.each(Object.keys(IDENTIFIANTS) as NomIdentifiant[])('%s : ne lève jamais, refuse avec une phrase', (nom) => {
    const { parse, label, regle } = IDENTIFIANTS[nom];
    expect([label, regle].every((text) => text.length > 2)).toBe(true);
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.anything(), fc.record({ matricule: fc.string(), oid: fc.string() })),
        (raw) => {
          const result = parse(raw);
          expect(result.ok || result.message.endsWith('.')).toBe(true);
        },
      ),
    );
  });

  const personnels = (Object.keys(IDENTIFIANTS) as NomIdentifiant[]).filter((nom) => IDENTIFIANTS[nom].personnel);

  test('NIR, INS, INE et RPPS sont des données personnelles', () => {
    expect(personnels).toEqual(expect.arrayContaining(['nir', 'ins', 'ine', 'rpps']));
  });

  test.each(personnels)('%s : aucun message ne contient la valeur reçue', (nom) => {
    const near = fc.oneof(
      digits(11),
      digits(11).map((rpps) => `8${rpps}`),
      digits(15),
      digits(14).map((rest) => `2${rest}`),
      digits(9).map((start) => `${start}AB`),
      fc.string({ minLength: 4 }),
    );
    fc.assert(
      fc.property(near, fc.boolean(), (value, inProduction) => {
        const raw = nom === 'ins' ? ins(value, inProduction ? NIR_OID : TEST) : value;
        const result = IDENTIFIANTS[nom].parse(raw, { production: inProduction });
        const messages = result.ok ? result.warnings : [result.message];
        // A short random text may be part of any sentence; four digits of the value may not.
        const parts = value.match(/\d{4}/g) ?? [];
        for (const message of messages) for (const part of parts) expect(message).not.toContain(part);
      }),
    );
  });
});
