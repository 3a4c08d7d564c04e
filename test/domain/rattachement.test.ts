import { parseFiness, parseUai } from '../../src/domain/identifiers';
import { rattacher } from '../../src/domain/rattachement';

const uai = (raw: string) => () => ({ kind: 'uai', parsed: parseUai(raw) }) as const;
const finess = (raw: string) => () => ({ kind: 'finess', parsed: parseFiness(raw) }) as const;
const sans = () => undefined;

const PURPAN = '310781406';
const COLLEGE = '0310036W';
const HOSPICES_DE_LYON = '690781810';

test.each([
  ['sa commune', '31555', [], '31'],
  ['sa commune, et non l’école qui écrit', '75056', [uai(COLLEGE)], '75'],
  ['sa commune, dans le Rhône', '69381', [finess(HOSPICES_DE_LYON)], '69M'],
  ['l’école, faute de commune', null, [uai(COLLEGE), sans], '31'],
  ['l’hôpital, faute d’école', undefined, [sans, finess(PURPAN)], '31'],
  ['l’hôpital, quand le numéro de l’école est faux', '', [uai('0310036A'), finess(PURPAN)], '31'],
])('un enfant se rattache par %s', (_, commune, replis, collectivite) => {
  expect(rattacher(commune, replis)).toEqual({ ok: true, collectivite });
});

test.each([
  ['commune fausse, sans se rabattre sur l’école', '3155', [uai(COLLEGE)], 'IDENTIFIANT_INVALIDE', /^Commune : /],
  ['commune inconnue', '31000', [], 'INCONNU', /code postal/],
  ['commune sans collectivité connue', '98818', [], 'INCONNU', /^communeResidence : Nouméa/],
  ['numéro qui en désigne deux', null, [finess(HOSPICES_DE_LYON)], 'CHAMP_REQUIS', /indiquer la commune/],
  ['numéro qui n’en désigne aucune', null, [uai('9870001M'), uai(COLLEGE)], 'INCONNU', /aucune collectivité/],
  ['ni commune ni établissement', null, [sans], 'CHAMP_REQUIS', /^communeResidence : la commune où vit/],
  ['ni commune ni numéro juste', null, [uai('x')], 'CHAMP_REQUIS', /^communeResidence : la commune où vit/],
])('un enfant ne se rattache pas : %s', (_, commune, replis, code, message) => {
  expect(rattacher(commune, replis)).toEqual({ ok: false, code, message: expect.stringMatching(message) });
});
