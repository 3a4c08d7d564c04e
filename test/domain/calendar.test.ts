import fc from 'fast-check';
import {
  ajouterDuree,
  estJourSeul,
  FUSEAUX,
  instantDe,
  jourDeSemaine,
  jourLocal,
  retrancherDuree,
} from '../../src/domain/calendar';
import { augmentationDistance } from '../../src/domain/calendar-distance';
import { ajouterHeures, instantEnToutesLettres, instantLocal, jourDInstant } from '../../src/domain/calendar-instants';
import { lieuDe, OUTRE_MER, parseTerritoire } from '../../src/domain/calendar-lieux';
import { augmenter } from '../../src/domain/deadline-compute';
import { COLLECTIVITES_ASE } from '../../src/domain/collectivites';

const jour = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const MS_PER_DAY = 86_400_000;

describe('durées (CPC, art. 641)', () => {
  test.each([
    ['2026-01-31', { mois: 1 }, '2026-02-28'],
    ['2024-01-31', { mois: 1 }, '2024-02-29'],
    ['2024-02-29', { annees: 1 }, '2025-02-28'],
    ['2024-02-29', { annees: 4 }, '2028-02-29'],
    ['2026-12-15', { mois: 1 }, '2027-01-15'],
    ['2026-01-05', { semaines: 4 }, '2026-02-02'],
    // Months first, then days.
    ['2026-01-31', { mois: 1, jours: 1 }, '2026-03-01'],
    ['2026-01-31', { annees: 1, mois: 1, semaines: 1, jours: 1 }, '2027-03-08'],
    ['2026-01-31', {}, '2026-01-31'],
  ])('%s et %j : %s', (depart, duree, terme) => {
    expect(ajouterDuree(depart, duree)).toBe(terme);
  });

  test.each([
    ['2026-06-01', { mois: 1 }, '2026-05-01'],
    ['2026-03-31', { mois: 1 }, '2026-02-28'],
    ['2026-01-15', { mois: 1 }, '2025-12-15'],
    ['2026-03-20', { jours: 8 }, '2026-03-12'],
    ['2024-02-29', { annees: 1 }, '2023-02-28'],
  ])('%j avant : %s', (terme, duree, depart) => {
    expect(retrancherDuree(terme, duree)).toBe(depart);
  });

  test('les heures et les années hors du calendrier sont refusées', () => {
    expect(() => ajouterDuree('2026-02-28', { heures: 72 })).toThrow('à partir d’un instant');
    expect(() => ajouterDuree('9999-12-31', { jours: 1 })).toThrow('calendrier connu');
    expect(() => retrancherDuree('1900-01-01', { jours: 1 })).toThrow('calendrier connu');
    expect(() => ajouterDuree('9999-12-31', { annees: 1_000_000 })).toThrow(RangeError);
  });

  test('un délai en mois garde le quantième, ou finit au dernier jour du mois', () => {
    fc.assert(
      fc.property(jour, fc.integer({ min: 1, max: 48 }), (depart, mois) => {
        const terme = ajouterDuree(depart, { mois });
        const rank = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(rank(terme) - rank(depart)).toBe(mois);
        if (terme.slice(8) !== depart.slice(8)) expect(ajouterDuree(terme, { jours: 1 }).slice(8)).toBe('01');
      }),
    );
  });

  test('un délai en jours compte des jours pleins, et les délais s’enchaînent', () => {
    fc.assert(
      fc.property(jour, fc.nat(400), fc.nat(400), (depart, a, b) => {
        const terme = ajouterDuree(depart, { jours: a + b });
        expect((Date.parse(terme) - Date.parse(depart)) / MS_PER_DAY).toBe(a + b);
        expect(ajouterDuree(ajouterDuree(depart, { jours: a }), { jours: b })).toBe(terme);
      }),
    );
  });

  test('compter en arrière défait ce que compter en avant fait', () => {
    fc.assert(
      fc.property(jour, fc.nat(400), fc.nat(24), (depart, jours, mois) => {
        expect(retrancherDuree(ajouterDuree(depart, { jours }), { jours })).toBe(depart);
        const [back, forth] = [
          retrancherDuree(depart, { mois }),
          ajouterDuree(retrancherDuree(depart, { mois }), { mois }),
        ];
        // A day number that the shorter month lacks is lost, never gained: the last day to act is never too late.
        expect(forth <= depart).toBe(true);
        if (back.slice(8) === depart.slice(8)) expect(forth).toBe(depart);
      }),
    );
  });

  test('les jours de la semaine se suivent', () => {
    expect(jourDeSemaine('2026-03-01')).toBe(0);
    fc.assert(
      fc.property(jour, (day) => {
        expect(jourDeSemaine(ajouterDuree(day, { jours: 1 }))).toBe((jourDeSemaine(day) + 1) % 7);
      }),
    );
  });
});

describe('instants', () => {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });

  test('un instant local se relit, et son jour est celui du fuseau, aux changements d’heure aussi', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...FUSEAUX), (date, fuseau) => {
        const epoch = Math.floor(date.getTime() / 1000) * 1000;
        const local = instantLocal(epoch, fuseau);
        expect(instantDe(local)).toBe(epoch);
        expect(jourDInstant(local)).toBe(jourLocal(new Date(epoch), fuseau));
      }),
    );
  });

  test.each([
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
  ])('%s à Paris : %s', (utc, local) => {
    expect(instantLocal(Date.parse(utc), 'Europe/Paris')).toBe(local);
  });

  test('les heures sont de vraies heures', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -200, max: 200 }), (date, heures) => {
        expect(ajouterHeures(ajouterHeures(date.getTime(), heures), -heures)).toBe(date.getTime());
        expect(ajouterHeures(date.getTime(), heures) - date.getTime()).toBe(heures * 3_600_000);
      }),
    );
    expect(instantEnToutesLettres('2026-03-30T11:05:00+02:00')).toBe('lundi 30 mars 2026 à 11 h 05');
    expect([estJourSeul('2026-03-30'), estJourSeul('2026-03-30T10:00Z'), estJourSeul(new Date(0))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(() => instantDe('2026-03-30')).toThrow('ni un instant');
  });
});

describe('lieux', () => {
  test.each([
    [{ territoire: '31' }, 'Europe/Paris', '31', null, 'Haute-Garonne'],
    [{ territoire: '1' }, 'Europe/Paris', '01', null, 'Ain'],
    [{ territoire: '2a' }, 'Europe/Paris', '2A', null, 'Corse-du-Sud'],
    [{ territoire: '974' }, 'Indian/Reunion', '974', null, 'La Réunion'],
    [{ territoire: '977' }, 'America/St_Barthelemy', '977', null, 'Saint-Barthélemy'],
    [{ territoire: '68066' }, 'Europe/Paris', '68', '68066', 'Colmar'],
    [{ territoire: '97411' }, 'Indian/Reunion', '974', '97411', 'Saint-Denis'],
    [{ territoire: '2A004' }, 'Europe/Paris', '2A', '2A004', 'Ajaccio'],
    [{ collectivite: '6AE' }, 'Europe/Paris', '67', null, 'Collectivité européenne d’Alsace'],
    [{ collectivite: '978' }, 'America/Marigot', '978', null, 'Collectivité de Saint-Martin'],
    [{ fuseau: 'Europe/Paris' as const }, 'Europe/Paris', null, null, 'France métropolitaine'],
    [{ fuseau: 'Pacific/Tahiti' as const }, 'Pacific/Tahiti', '987', null, 'Polynésie française'],
  ])('%j', (description, fuseau, territoire, commune, nom) => {
    expect(lieuDe(description)).toEqual({ fuseau, territoire, commune, nom });
  });

  test.each([
    ['20', 'IDENTIFIANT_INVALIDE|INCONNU', 'la Corse s’écrit'],
    ['', 'IDENTIFIANT_INVALIDE', 'Territoire inconnu. Département : code INSEE'],
    ['00000', 'INCONNU', 'n’est pas le code INSEE'],
    ['Colmar', 'IDENTIFIANT_INVALIDE', 'code INSEE à cinq caractères'],
    [12, 'IDENTIFIANT_INVALIDE', 'Territoire'],
  ])('refuse %j', (raw, code, phrase) => {
    const lieu = parseTerritoire(raw);
    expect(lieu.ok ? '' : lieu.code).toMatch(new RegExp(`^(${code})$`));
    expect(lieu.ok ? '' : lieu.message).toContain(phrase);
  });

  test('chaque fuseau et chaque collectivité donne un jour, et l’outre-mer s’accorde avec les collectivités', () => {
    for (const fuseau of FUSEAUX) expect(jourLocal('2026-06-15T12:00:00Z', fuseau)).toMatch(/^2026-06-1[56]$/);
    for (const { code, fuseau } of COLLECTIVITES_ASE.values()) {
      expect(lieuDe({ collectivite: code }).fuseau).toBe(fuseau);
      expect(OUTRE_MER.find((ligne) => ligne.code === code)?.fuseau ?? 'Europe/Paris').toBe(fuseau);
    }
  });
});

describe('distance (CPC, art. 643 et 644)', () => {
  test('les mois s’ajoutent aux mois, avant les jours', () => {
    expect(augmenter({ jours: 15 }, 1)).toEqual({ jours: 15, mois: 1 });
    expect(augmenter({ mois: 1 }, 2)).toEqual({ mois: 3 });
  });

  test.each([
    ['31', '31', null],
    ['31', '75', null],
    ['31', '974', ['CPC, art. 643', 1]],
    ['31', '988', ['CPC, art. 643', 1]],
    ['31', 'ETRANGER', ['CPC, art. 643', 2]],
    ['974', '974', null],
    ['974', '97411', null],
    ['974', '31', ['CPC, art. 644', 1]],
    ['974', '976', ['CPC, art. 644', 1]],
    ['971', '977', ['CPC, art. 644', 1]],
    ['974', 'ETRANGER', ['CPC, art. 644', 2]],
    // Their own rules of procedure: nothing is added here.
    ['988', '31', null],
    ['987', 'ETRANGER', null],
  ])('juge %s, partie %s : %j', (siege, residence, attendu) => {
    const demeure = residence === 'ETRANGER' ? residence : lieuDe({ territoire: residence });
    const augmentation = augmentationDistance(lieuDe({ territoire: siege }), demeure);
    expect(augmentation && [augmentation.article, augmentation.mois]).toEqual(attendu);
  });
});
