import { clesDeBloc, mettreEnForme, type TraitsEnfant } from '../../src/domain/identite';
import { autrement, ECOLE } from './identite.exemples';

const cles = (traits: TraitsEnfant) => clesDeBloc(mettreEnForme(traits));
const communes = (changes: Partial<TraitsEnfant>) => {
  const autres = new Set(cles(autrement(changes)));
  return cles(ECOLE).filter((cle) => autres.has(cle));
};

describe('deux dossiers du même enfant partagent une clé', () => {
  test.each<[string, Partial<TraitsEnfant>]>([
    ['tout en capitales, une moitié du nom', { nomNaissance: 'DURAND', nomUsage: null, prenoms: 'ZOE' }],
    ['le nom d’usage', { nomNaissance: 'MARTIN', nomUsage: null }],
    ['un autre nom', { nomNaissance: 'Petit', nomUsage: null }],
    ['un autre prénom', { prenoms: 'Léa' }],
    ['jour et mois échangés, un autre nom', { nomNaissance: 'Petit', nomUsage: null, dateNaissance: '2014-02-05' }],
    ['une autre année', { dateNaissance: '2011-05-02' }],
    [
      'un âge, sans lieu ni adresse',
      { dateNaissance: null, ageApproximatif: 10, communeNaissance: null, adresse: null },
    ],
    ['le deuxième prénom', { prenoms: 'Anne-Marie', nomNaissance: 'Petit', nomUsage: null }],
    ['l’adresse et le prénom', { nomNaissance: 'Petit', nomUsage: null, dateNaissance: null }],
  ])('%s', (_, changes) => {
    expect(communes(changes)).not.toEqual([]);
  });

  test('un diminutif et les prénoms qu’il peut dire', () => {
    const theo = cles(
      autrement({ prenoms: 'Théo', dateNaissance: '2014-05-02', nomNaissance: 'Petit', nomUsage: null }),
    );
    const theodore = cles(autrement({ prenoms: 'Théodore' }));
    expect(theo.filter((cle) => theodore.includes(cle))).not.toEqual([]);
  });

  test('le numéro de l’établissement', () => {
    const numero = { source: '310781406', valeur: '12' };
    const [a, b] = [autrement({ numero }), { ...ECOLE, nomNaissance: 'X', prenoms: 'Y', dateNaissance: null, numero }];
    expect(cles(a).filter((cle) => cles(b).includes(cle))).toEqual(['no:310781406:12']);
  });
});

test('sans prénom ni date, il reste peu de clés, et jamais deux fois la même', () => {
  expect(cles(autrement({ prenoms: '', dateNaissance: null, numero: null }))).toEqual([]);
  expect(new Set(cles(ECOLE)).size).toBe(cles(ECOLE).length);
  expect(cles(ECOLE).length).toBeLessThan(25);
});
