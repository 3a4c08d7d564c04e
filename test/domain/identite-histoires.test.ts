import fc from 'fast-check';
import {
  choisir,
  clesDeBloc,
  histoires,
  mettreEnForme,
  PARAMETRES,
  promettre,
  rapprocheur,
  type Lien,
} from '../../src/domain/identite';
import { autrement, ECOLE } from './identite.exemples';

describe('une histoire par enfant', () => {
  test('seule, une fiche a la sienne ; liées de proche en proche, elles ont celle de la plus basse', () => {
    const lues = histoires(
      ['d', 'c', 'b', 'a', 'seule'],
      [
        ['d', 'c'],
        ['b', 'c'],
        ['c', 'd'],
      ],
    );
    expect(Object.fromEntries(lues)).toEqual({ a: 'a', b: 'b', c: 'b', d: 'b', seule: 'seule' });
  });

  test('l’ordre des liens, et leur sens, n’y changent rien ; un lien défait rend ce qu’il y avait avant', () => {
    const fiche = fc.constantFrom(...'abcdefgh');
    fc.assert(
      fc.property(fc.array(fc.tuple(fiche, fiche)), fc.tuple(fiche, fiche), (liens: Lien[], plus: Lien) => {
        const avant = histoires('abcdefgh', liens);
        const inverses = [...liens].reverse().map(([une, autre]): Lien => [autre, une]);
        expect(histoires('abcdefgh', inverses)).toEqual(avant);
        const apres = histoires('abcdefgh', [...liens, plus]);
        expect(apres.get(plus[0])).toBe(apres.get(plus[1]));
        expect(histoires('abcdefgh', liens)).toEqual(avant);
      }),
    );
  });
});

describe('ce que promettent les traits civils', () => {
  const { rapprocher } = rapprocheur(PARAMETRES);
  const prometteur = promettre(PARAMETRES);
  const civils = { communeResidence: null, adresse: null, parents: [], ecole: null, numero: null };
  const entre = (changes: object) =>
    rapprocher(mettreEnForme(autrement(civils)), mettreEnForme(autrement({ ...civils, ...changes })));

  test('le même enfant, ou le même nom avec un âge : sa fiche vaut d’être ouverte', () => {
    expect(prometteur(entre({}))).toBe(true);
    expect(prometteur(entre({ dateNaissance: null, ageApproximatif: 12, communeNaissance: null }))).toBe(true);
  });

  test('ni la fratrie, ni un inconnu', () => {
    expect(prometteur(entre({ prenoms: 'Léa' }))).toBe(false);
    expect(
      prometteur(entre({ nomNaissance: 'Roux', nomUsage: null, prenoms: 'Jeanne', dateNaissance: '2011-01-01' })),
    ).toBe(false);
  });

  test('ce que l’on n’ouvre pas n’aurait jamais été montré', () => {
    const changes = fc.record(
      {
        nomNaissance: fc.constantFrom(ECOLE.nomNaissance, 'Roux'),
        prenoms: fc.constantFrom(ECOLE.prenoms, 'Zoé', 'Léa'),
        dateNaissance: fc.constantFrom(ECOLE.dateNaissance, '2014-02-05', '2011-01-01', null),
        communeNaissance: fc.constantFrom(ECOLE.communeNaissance, '69123', null),
        sexe: fc.constantFrom<'F' | 'M' | 'I'>('F', 'M', 'I'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changes, (un) => {
        if (prometteur(entre(un))) return;
        // Its address, its parents and its school agree: as much as a sheet may add.
        const plein = rapprocher(mettreEnForme(ECOLE), mettreEnForme(autrement({ ...un })));
        expect(plein.verdict).toBe('AUTRE');
      }),
    );
  });
});

test('deux écritures d’un enfant ont une clé commune, deux inconnus aucune', () => {
  const cles = (changes: object) => new Set(clesDeBloc(mettreEnForme(autrement(changes))));
  const communes = (a: Set<string>, b: Set<string>) => [...a].filter((cle) => b.has(cle));
  expect(communes(cles({}), cles({ dateNaissance: '2014-02-05', nomUsage: null })).length).toBeGreaterThan(0);
  const inconnu = {
    nomNaissance: 'Roux',
    nomUsage: null,
    prenoms: 'Tom',
    dateNaissance: '2011-01-01',
    adresse: null,
  };
  expect(communes(cles({}), cles(inconnu))).toEqual([]);
  expect(choisir([])).toEqual({ verdict: 'AUTRE', candidats: [] });
});
