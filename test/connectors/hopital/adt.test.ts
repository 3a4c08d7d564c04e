import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageIllisible, type Issue } from '../../../connectors/entrant';
import { lireAdt } from '../../../connectors/hopital/hl7/lire-adt';
import { repondreAdt } from '../../../connectors/hopital/hl7/repondre-adt';
import { accuseDe } from '../../../connectors/hopital/simulator';

const exemple = (nom: string) =>
  readFileSync(join('connectors', 'hopital', 'samples', `hopital-adt.${nom}.hl7`), 'utf8');
const A01 = exemple('a01');
const recuLe = new Date('2026-11-23T10:00:00Z');
const de = (territoire: string | null = '31') => ({ institution: '310781406', role: 'hopital', territoire });
const lire = (texte: string | Buffer, { production = false, territoire = '31' } = {}) =>
  lireAdt({ corps: Buffer.from(texte), de: de(territoire), recuLe, production });
const refus = (texte: string | Buffer, options?: object) => {
  try {
    lire(texte, options);
  } catch (error) {
    if (error instanceof MessageIllisible) return error.erreurs.map(({ code, champ }) => [code, ...champ]);
    throw error;
  }
  return [];
};
const input = (texte: string | Buffer, options?: object): any => {
  const [demande] = lire(texte, options).demandes;
  return demande && 'input' in demande ? demande.input : undefined;
};

test('une admission : les traits d’état civil, la nature, l’heure, et rien d’autre', () => {
  expect(lire(A01)).toEqual({
    cle: 'CHU-2026-000417',
    demandes: [
      {
        acte: 'signalerPassage',
        input: {
          enfant: {
            nomNaissance: 'LACOMBE',
            prenoms: 'Éloïse Marie',
            sexe: 'F',
            dateNaissance: '2015-03-14',
            communeNaissance: '31555',
          },
          ...{ nature: 'ADMISSION', le: '2026-11-23T10:10:00+01:00' },
        },
      },
    ],
  });
});

test.each([
  ['A01', 'ADMISSION'],
  ['A04', 'ADMISSION'],
  ['A03', 'SORTIE'],
  ['A11', 'ANNULATION_ADMISSION'],
  ['A13', 'ANNULATION_SORTIE'],
])('%s : %s', (evenement, nature) => {
  expect(input(A01.replace('ADT^A01^ADT_A01', `ADT^${evenement}^ADT_A01`)).nature).toBe(nature);
});

test.each(['A08', 'A31', 'A40', 'Z99'])('%s : reçu, rien n’est fait', (evenement) => {
  expect(lire(A01.replace('ADT^A01^ADT_A01', `ADT^${evenement}`)).demandes).toEqual([]);
});

test.each([
  ['nom', (t: string) => t.replace('LACOMBE^', '^')],
  ['prénoms', (t: string) => t.replace('Éloïse^Éloïse Marie', '^')],
  ['date de naissance', (t: string) => t.replace('20150314', '2015')],
  ['sexe', (t: string) => t.replace('20150314|F', '20150314|U')],
  ['lieu de naissance', (t: string) => t.replace('^BDL^', '^H^')],
  ['effacé (« "" »)', (t: string) => t.replace('LACOMBE^', '""^')],
])('un trait manque (%s) : personne n’est cherché à moins, le message est reçu', (_, changer) => {
  expect(lire(changer(A01)).demandes).toEqual([]);
});

test('un adulte : le message est reçu, personne n’est cherché ; jusqu’à vingt et un ans, si', () => {
  const ne = (jour: string) => lire(A01.replace('20150314', jour)).demandes.length;
  expect(['19550314', '20051121', '20051123'].map(ne)).toEqual([0, 0, 1]);
});

test('le nom de naissance parmi plusieurs, les prénoms avec ou sans le premier, les échappements', () => {
  const noms = (pid5: string) => input(A01.replace('LACOMBE^Éloïse^Éloïse Marie^^^^L', pid5)).enfant;
  expect(noms('DUPRE^Éloïse^^^^^D~LACOMBE^Éloïse^Marie^^^^L')).toMatchObject({
    nomNaissance: 'LACOMBE',
    prenoms: 'Éloïse Marie',
  });
  expect(noms('O\\T\\LACOMBE^Éloïse^^^^^L')).toMatchObject({ nomNaissance: 'O&LACOMBE', prenoms: 'Éloïse' });
});

test.each([
  ['UNICODE UTF-8', (t: string) => Buffer.from(t)],
  ['8859/1', (t: string) => Buffer.from(t, 'latin1')],
  ['8859/15', (t: string) => Buffer.from(t, 'latin1')],
  ['', (t: string) => Buffer.from(t, 'latin1')],
])('le jeu de caractères que dit MSH-18 (%s)', (jeu, coder) => {
  expect(input(coder(A01.replace('UNICODE UTF-8', jeu))).enfant.prenoms).toBe('Éloïse Marie');
});

test('l’heure : décalage écrit, heure de l’hôpital, outre-mer, nuit du changement d’heure', () => {
  const le = (ts: string, territoire?: string) =>
    input(A01.replace('|20261123101000\r', `|${ts}\r`), territoire ? { territoire } : {}).le;
  expect(le('20261123101000+0400')).toBe('2026-11-23T10:10:00+04:00');
  expect(le('202607011010')).toBe('2026-07-01T10:10:00+02:00');
  expect(le('20261123101000', '974')).toBe('2026-11-23T10:10:00+04:00');
  expect(le('20261123101000', '972')).toBe('2026-11-23T10:10:00-04:00');
  expect(le('20260329013000')).toBe('2026-03-29T01:30:00+01:00');
  expect(le('20260329033000')).toBe('2026-03-29T03:30:00+02:00');
  expect(refus(A01.replace('|20261123101000\r', '|20261323101000\r'))).toEqual([['DATE_INVALIDE', 'EVN-2']]);
});

test.each<[string, string | Buffer, object, string[]]>([
  ['ce n’est pas du HL7', '{"resourceType":"Bundle"}', {}, ['MESSAGE_ATTENDU', 'MSH']],
  ['ce n’est pas un ADT', A01.replace('ADT^A01', 'ORU^R01'), {}, ['MESSAGE_ATTENDU', 'MSH-9']],
  ['sans identifiant', A01.replace('CHU-2026-000417', ''), {}, ['IDENTIFIANT_ABSENT', 'MSH-10']],
  ['jeu inconnu', A01.replace('UNICODE UTF-8', 'BIG-5'), {}, ['JEU_INCONNU', 'MSH-18']],
  ['octets d’un autre jeu', Buffer.from(A01, 'latin1'), {}, ['JEU_FAUX', 'MSH-18']],
  ['un autre hôpital', A01.replaceAll('310781406', '310016977'), {}, ['ETABLISSEMENT_DIFFERENT', 'MSH-4']],
  ['coupé avant PV1', A01.slice(0, A01.indexOf('PV1')), {}, ['SEGMENT_ABSENT', 'PV1']],
  [
    'une INS de test, en production',
    A01.replace('1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.10'),
    { production: true },
    ['INS_DE_TEST', 'PID-3'],
  ],
  ['trop de segments', A01 + 'NTE|1\r'.repeat(600), {}, ['TROP_DE_SEGMENTS', 'MSH']],
  ['un caractère nul', A01.replace('LACOMBE', 'LA\0COMBE'), {}, ['CARACTERE_NUL', 'MSH']],
])('%s : refusé, le champ est nommé', (_, texte, options, erreur) => {
  expect(refus(texte, options)).toEqual([erreur]);
});

describe('la réponse', () => {
  const repondre = (issue: Issue, corps = A01) => repondreAdt({ corps: Buffer.from(corps), recuLe }, issue);
  const lecture = { cle: 'CHU-2026-000417', demandes: [] };

  test('AA : un en-tête, l’identifiant du message, rien de personne', () => {
    const { statut, type, corps } = repondre({ etat: 'LU', lecture, resultats: [] });
    expect([statut, type]).toEqual([200, 'application/hl7-v2+er7; charset=utf-8']);
    const [msh = '', msa] = corps.split('\r');
    expect(msa).toBe('MSA|AA|CHU-2026-000417');
    expect(msh.split('|').slice(0, 9)).toEqual([
      ...['MSH', '^~\\&', 'PASSERELLE-ENFANCE', 'HUB', 'DPI', 'CHU^310781406^FINESS'],
      ...[A01.split('|')[6], '', 'ACK'],
    ]);
    expect(corps).not.toMatch(/LACOMBE|lo.se|20150314/);
    const plusTard = { corps: Buffer.from(A01), recuLe: new Date('2026-11-24T10:00:00Z') };
    expect(repondreAdt(plusTard, { etat: 'LU', lecture, resultats: [] }).corps).toBe(corps);
  });

  test('de ce qui est fait, la date est celle du hub', () => {
    const reponse = { recu: { id: 'R-1' } };
    const { corps } = repondre({ etat: 'LU', lecture, resultats: [{ fait: true, reponse }] });
    expect(corps.split('|')[6]).toBe('20261123100000+0000');
    expect(corps).toContain('MSA|AA|CHU-2026-000417|Reçu R-1\r');
  });

  test('refus : AE, ou AR quand il n’a pas été lu, avec la place du champ et le code', () => {
    const erreurs = [{ code: 'DATE_FUTURE', champ: ['enfant', 'dateNaissance'], message: 'dateNaissance | future' }];
    const refuse = repondre({ etat: 'LU', lecture, resultats: [{ fait: false, erreurs, passager: false }] });
    expect([refuse.statut, accuseDe(refuse.corps).code]).toEqual([422, 'AE']);
    expect(accuseDe(refuse.corps).erreurs).toEqual([
      'ERR||PID^1^7|102^Data type error^HL70357|E|DATE_FUTURE|||dateNaissance   future',
    ]);
    const conditionDe = (code: string) =>
      repondre({ etat: 'ILLISIBLE', erreurs: [{ code, champ: [], message: 'x' }] }).corps;
    expect(conditionDe('SEGMENT_ABSENT')).toContain('|100^Segment sequence error^HL70357|E|SEGMENT_ABSENT|');
    expect(conditionDe('LECTURE_IMPOSSIBLE')).toContain(
      '|207^Application internal error^HL70357|E|LECTURE_IMPOSSIBLE|',
    );
    const plusTard = repondre({ etat: 'LU', lecture, resultats: [{ fait: false, erreurs: [], passager: true }] });
    expect([plusTard.statut, accuseDe(plusTard.corps).code]).toEqual([503, 'AE']);
    const illisible = repondre({ etat: 'ILLISIBLE', erreurs: [{ code: 'X', champ: ['PV1'], message: 'x' }] }, '{{{');
    expect([illisible.statut, accuseDe(illisible.corps).code]).toEqual([422, 'AR']);
    expect(repondre({ etat: 'CONFLIT', lecture }).statut).toBe(409);
  });
});
