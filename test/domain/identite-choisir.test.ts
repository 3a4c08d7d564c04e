import fc from 'fast-check';
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

test('au plus un enfant lié, jamais deux qui conviennent, et l’ordre des dossiers n’y change rien', () => {
  const dossiers = fc.constantFrom<TraitsEnfant>(
    ECOLE,
    INCOMPLET,
    autrement({ ecole: null }),
    autrement({ prenoms: 'Léa' }),
    autrement({ dateNaissance: '2011-01-20' }),
    autrement({ numero: numero('12') }),
  );
  const connu = fc.record({ enfant: fc.constantFrom('a', 'b', 'c'), dossier: dossiers });
  fc.assert(
    fc.property(fc.array(connu, { maxLength: 6 }), (connus) => {
      const compares = connus.map(({ enfant, dossier }) =>
        candidat(enfant, dossier, autrement({ numero: numero('13') })),
      );
      const choix = choisir(compares);
      const memes = new Set(
        compares.filter(({ rapprochement }) => rapprochement.verdict === 'MEME').map(({ enfant }) => enfant),
      );
      expect(choix.verdict === 'MEME').toBe(
        memes.size === 1 && !compares.some((un) => memes.has(un.enfant) && doubleNumero(un)),
      );
      if (choix.verdict === 'MEME') expect(choix.candidats.map(({ enfant }) => enfant)).toEqual([...memes]);
      const envers = choisir([...compares].reverse());
      expect(envers.verdict).toBe(choix.verdict);
      expect(new Set(envers.candidats.map(({ enfant }) => enfant))).toEqual(
        new Set(choix.candidats.map(({ enfant }) => enfant)),
      );
    }),
  );
});

const doubleNumero = ({ rapprochement }: ReturnType<typeof candidat>) => rapprochement.comparaison.numero === 'AUTRE';
