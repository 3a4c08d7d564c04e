import { choisir, mettreEnForme, PARAMETRES, rapprocheur, type TraitsEnfant } from '../../src/domain/identite';
import { autrement, ECOLE } from './identite.exemples';

const { rapprocher } = rapprocheur(PARAMETRES);
const candidat = (enfant: string, connu: TraitsEnfant, recu = ECOLE) => ({
  enfant,
  rapprochement: rapprocher(mettreEnForme(recu), mettreEnForme(connu)),
});
const dit = (...compares: ReturnType<typeof candidat>[]) => {
  const { verdict, candidats } = choisir(compares);
  return [verdict, candidats.map(({ enfant }) => enfant)];
};
const INCOMPLET = autrement({ communeNaissance: null });
const numero = (valeur: string) => ({ source: '310781406', valeur });

test('un seul enfant lui ressemble : lié, par le plus proche de ses dossiers', () => {
  expect(dit(candidat('a', INCOMPLET), candidat('a', ECOLE), candidat('b', autrement({ prenoms: 'Léa' })))).toEqual([
    'MEME',
    ['a'],
  ]);
});

test('deux enfants lui ressemblent : une personne les départage', () => {
  expect(dit(candidat('a', autrement({ ecole: null })), candidat('b', ECOLE))).toEqual(['A_EXAMINER', ['b', 'a']]);
});

test('un enfant sûr, un autre possible : lié au premier', () => {
  expect(dit(candidat('a', INCOMPLET), candidat('b', ECOLE))).toEqual(['MEME', ['b']]);
});

test('personne ne lui ressemble', () => {
  expect(dit(candidat('a', autrement({ prenoms: 'Léa' })))).toEqual(['AUTRE', []]);
  expect(dit()).toEqual(['AUTRE', []]);
});

test('un enfant n’a qu’un numéro par établissement, quel que soit le dossier qui le dit', () => {
  const recu = autrement({ numero: numero('13') });
  const connus = [candidat('a', ECOLE, recu), candidat('a', autrement({ numero: numero('12') }), recu)];
  expect(dit(...connus)).toEqual(['A_EXAMINER', ['a']]);
});
