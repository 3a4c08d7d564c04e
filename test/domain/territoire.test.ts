import { createRequire } from 'node:module';
import { communes, departementDeCommune, ficheCommune } from '../../src/domain/communes';
import { DEPARTEMENTS, estDepartement } from '../../src/domain/departements';
import {
  parseCommune,
  parseFiness,
  parseTj,
  parseUai,
  type Commune,
  type ParseResult,
} from '../../src/domain/identifiers';
import {
  COLLECTIVITES_ASE,
  collectiviteAse,
  collectiviteDeCommune,
  collectiviteDeFiness,
  collectiviteDUai,
  collectivitesDuTj,
  type Rattachement,
} from '../../src/domain/territoire';
import { tribunal, tribunalPourEnfants, TRIBUNAUX } from '../../src/domain/tribunaux';

function valeur<T>(result: ParseResult<T>): T {
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

const code = (rattachement: Rattachement) => (rattachement.ok ? rattachement.value.code : rattachement.code);

// Not an import: the compiler would read four megabytes to type it.
const epci = createRequire(__filename)('@etalab/decoupage-administratif/data/epci.json') as {
  code: string;
  membres: { code: string }[];
}[];

describe('collectivités', () => {
  test('cent collectivités pour cent un départements, et trois d’outre-mer', () => {
    expect(DEPARTEMENTS).toHaveLength(101);
    // 101 − Alsace (1) − Corse (1) + Métropole de Lyon (1) + Saint-Pierre-et-Miquelon, Saint-Barthélemy, Saint-Martin.
    expect(COLLECTIVITES_ASE.size).toBe(103);
  });

  test('chaque département a une collectivité, le Rhône deux', () => {
    for (const departement of DEPARTEMENTS) {
      const found = [...COLLECTIVITES_ASE.values()].filter(({ departements }) => departements.includes(departement));
      expect(found).toHaveLength(departement === '69' ? 2 : 1);
    }
  });

  test.each([
    ['31', 'Haute-Garonne', ['31']],
    ['69D', 'Rhône', ['69']],
    ['69M', 'Métropole de Lyon', ['69']],
    ['6AE', 'Collectivité européenne d’Alsace', ['67', '68']],
    ['20R', 'Collectivité de Corse', ['2A', '2B']],
    ['75', 'Ville de Paris', ['75']],
    ['974', 'La Réunion', ['974']],
    ['978', 'Collectivité de Saint-Martin', []],
  ])('%s est %s', (collectivite, nom, departements) => {
    expect(collectiviteAse(collectivite)).toMatchObject({ nom, departements });
  });

  test.each(['69', '67', '68', '2A', '2B', '988'])('%s n’est pas une collectivité', (departement) => {
    expect(collectiviteAse(departement)).toBeUndefined();
  });
});

describe('communes', () => {
  test('chaque commune d’un département a exactement une collectivité, qui agit dans ce département', () => {
    let outside = 0;
    for (const { code: commune } of communes()) {
      const rattachement = collectiviteDeCommune(commune);
      const departement = departementDeCommune(commune);
      if (departement !== null) {
        if (!rattachement.ok || !rattachement.value.departements.includes(departement)) throw new Error(commune);
      } else if (!rattachement.ok) outside += 1;
      else expect(['975', '977', '978']).toContain(rattachement.value.code);
    }
    expect(outside).toBeGreaterThan(50);
  });

  test.each([
    ['31555', '31'],
    ['69123', '69M'],
    ['69381', '69M'],
    ['69266', '69M'],
    ['69264', '69D'],
    ['67482', '6AE'],
    ['68066', '6AE'],
    ['57463', '57'],
    ['2A004', '20R'],
    ['2B033', '20R'],
    ['75056', '75'],
    ['75116', '75'],
    ['13201', '13'],
    ['97209', '972'],
    ['97302', '973'],
    ['97411', '974'],
    ['97611', '976'],
    ['97501', '975'],
    ['97701', '977'],
    ['97801', '978'],
    ['98818', 'INCONNU'],
  ])('%s relève de %s', (commune, collectivite) => {
    expect(code(collectiviteDeCommune(valeur(parseCommune(commune))))).toBe(collectivite);
  });

  test('la Métropole de Lyon a les communes de son EPCI, ni plus ni moins', () => {
    const membres = epci.find((groupement) => groupement.code === '200046977')!.membres.map((membre) => membre.code);
    const found = [...communes()]
      .filter((fiche) => fiche.code === fiche.communeActuelle && code(collectiviteDeCommune(fiche.code)) === '69M')
      .map((fiche) => fiche.code);
    expect(found.sort()).toEqual(membres.sort());
    expect(found).toHaveLength(58);
  });

  test('un arrondissement municipal appartient à sa commune', () => {
    expect(ficheCommune('13201')).toEqual({
      code: '13201',
      nom: 'Marseille 1er Arrondissement',
      territoire: '13',
      communeActuelle: '13055',
    });
    expect([...communes()].filter((fiche) => fiche.code !== fiche.communeActuelle)).toHaveLength(45);
  });

  test('un code qui n’a pas été vérifié ne donne rien', () => {
    expect(code(collectiviteDeCommune('00000' as Commune))).toBe('INCONNU');
    expect(departementDeCommune('00000' as Commune)).toBeNull();
  });
});

test('une commune réunie à une autre l’est à une commune actuelle, sans département perdu', () => {
  const cog = createRequire(__filename)('@etalab/decoupage-administratif/data/communes.json') as {
    code: string;
    chefLieu?: string;
  }[];
  const reunies = cog.filter(({ code: ancien, chefLieu }) => chefLieu !== undefined && !ficheCommune(ancien));
  expect(reunies.length).toBeGreaterThan(1_000);
  for (const { code: ancien, chefLieu = '' } of reunies) {
    const refusee = parseCommune(ancien);
    expect([ancien, !refusee.ok && refusee.message.includes(`« ${chefLieu} »`)]).toEqual([ancien, true]);
    expect([chefLieu, parseCommune(chefLieu).ok]).toEqual([chefLieu, true]);
  }
});

describe('établissements', () => {
  test.each([
    ['0310036', '31'],
    ['6200001', '20R'],
    ['7200001', '20R'],
    ['0670001', '6AE'],
    ['0690001', 'AMBIGU'],
    ['9710001', 'AMBIGU'],
    ['9740001', '974'],
    ['9760001', '976'],
    ['9780001', '978'],
    ['9870001', 'INCONNU'],
    ['0990001', 'INCONNU'],
  ])('UAI %s : collectivité %s', (number, collectivite) => {
    const uai = 'ABCDEFGHJKLMNPRSTUVWXYZ'.replace(/./g, (key) => (parseUai(number + key).ok ? key : ''));
    expect(code(collectiviteDUai(valeur(parseUai(number + uai))))).toBe(collectivite);
  });

  test.each([
    ['310781406', '31'],
    ['2A0000030', '20R'],
    ['690781810', 'AMBIGU'],
    ['970102018', 'AMBIGU'],
    ['970300026', '973'],
    ['970400024', '974'],
    ['980600027', '976'],
  ])('FINESS %s : %s', (finess, collectivite) => {
    expect(code(collectiviteDeFiness(valeur(parseFiness(finess))))).toBe(collectivite);
  });

  test('un numéro ambigu demande la commune', () => {
    expect(collectiviteDeFiness(valeur(parseFiness('690781810')))).toMatchObject({
      message: expect.stringContaining('indiquer la commune'),
    });
  });
});

describe('tribunaux', () => {
  test('171 tribunaux, dont le siège existe au COG dans le territoire indiqué', () => {
    expect(TRIBUNAUX.size).toBe(171);
    for (const { code: tj, territoire } of TRIBUNAUX.values()) {
      expect([tj, ficheCommune(tj.slice(2))?.territoire]).toEqual([tj, territoire]);
      expect(valeur(parseTj(tj))).toBe(tj);
    }
  });

  test('tout tribunal d’un département a au moins une collectivité', () => {
    for (const { code: tj, territoire } of TRIBUNAUX.values()) {
      expect([tj, collectivitesDuTj(tj).length > 0]).toEqual([tj, estDepartement(territoire) || territoire === '978']);
    }
  });

  test.each([
    ['tj31555', ['31']],
    ['tj69123', ['69D', '69M']],
    ['tj69264', ['69D', '69M']],
    ['tj67482', ['6AE']],
    ['tj2A004', ['20R']],
    ['tj97105', ['971', '977', '978']],
    ['tj97801', ['977', '978']],
    ['tj98818', []],
  ])('%s : %j', (tj, collectivites) => {
    expect(collectivitesDuTj(valeur(parseTj(tj))).map((collectivite) => collectivite.code)).toEqual(collectivites);
  });

  test('un tribunal pour enfants à Toulouse pour les deux tribunaux de Haute-Garonne', () => {
    for (const tj of ['tj31555', 'tj31483']) {
      expect(tribunalPourEnfants(valeur(parseTj(tj)))).toMatchObject({ siege: 'tj31555' });
    }
    expect(tribunalPourEnfants(valeur(parseTj('tj37261')))).toBeUndefined();
  });

  test('une chambre détachée se dit', () => {
    expect(tribunal('tj12145')).toMatchObject({ siege: 'Millau', chambreDetachee: true });
    expect(tribunal('tj31555')).toMatchObject({ siege: 'Toulouse', chambreDetachee: false });
  });
});
