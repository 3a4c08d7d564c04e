import { ACTEURS, NOMS_ACTEURS, type Acteur } from '../../src/domain/access-acteurs';
import type { Cellule } from '../../src/domain/access-cellules';
import { ELEMENTS, NOMS_ELEMENTS, type Element } from '../../src/domain/access-elements';
import { celluleDe, MATRICE } from '../../src/domain/access-matrice';

/**
 * The reference matrix, one letter per actor: R read, O own, S if seized, D if addressed to it, L limited, N none; in
 * the order of `ACTEURS`, the last column (DPO) aside.
 */
const REFERENCE: Readonly<Partial<Record<Element, string>>> = {
  //                  crip ase equipe parquet juge ecole soignant social medecin defenseur 119 observatoire
  identite: '         R    R   R      S       S    O     O        O      O       S         O   N',
  lieuDeVie: '        L    L   L      R       R    L     L        L      L       L         N   N',
  famille: '          R    R   R      S       S    O     O        O      O       L         O   N',
  recit: '            R    R   R      S       S    O     O        O      O       L         O   N',
  emetteur: '         L    L   L      S       S    O     O        O      O       L         O   N',
  appelant: '         N    N   N      N       N    N     N        N      N       N         O   N',
  antecedents: '      R    R   R      L       L    N     N        N      N       L         N   N',
  autreDepartement: ' R    N   N      N       N    N     N        N      N       N         N   N',
  medical: '          L    L   L      S       S    L     O        N      O       L         O   N',
  scolaire: '         R    R   R      L       S    O     O        N      N       L         N   N',
  evaluation: '       R    R   R      S       S    N     N        N      N       L         N   N',
  retour: '           R    R   R      N       N    O     O        O      O       L         O   N',
  signalement: '      R    R   R      S       S    O     O        O      O       L         N   N',
  copieSignalement: ' R    R   R      S       S    O     O        O      O       N         N   N',
  decision: '         R    R   L      S       S    L     L        L      L       L         N   N',
  echeance: '         R    R   N      S       S    N     N        N      N       L         N   N',
  etatDossier: '      R    R   R      L       L    N     N        N      N       L         N   N',
  enquetePenale: '    L    N   N      S       L    N     N        N      N       N         N   N',
  journal: '          N    N   N      N       N    N     N        N      N       N         N   N',
  statistiques: '     R    R   R      R       R    N     N        N      N       R         R   R',
};

function lettre({ effet, si }: Cellule): string {
  if (effet === 'REFUSER') return 'N';
  if (effet === 'OCCULTER' || si.length > 1) return 'L';
  const [seule] = si;
  if (seule === undefined) return 'R';
  return seule === 'PROPRE' ? 'O' : seule === 'SAISI' ? 'S' : 'L';
}

test.each(Object.entries(REFERENCE) as [Element, string][])('%s is read as the reference matrix says', (nom, ligne) => {
  const autres = ['dpo', 'archiviste', 'exploitant'];
  const colonnes = NOMS_ACTEURS.filter((acteur) => !autres.includes(acteur));
  const attendu = Object.fromEntries(colonnes.map((acteur, i) => [acteur, ligne.trim().split(/\s+/)[i]]));
  expect(Object.fromEntries(colonnes.map((acteur) => [acteur, lettre(celluleDe(acteur, nom))]))).toEqual(attendu);
});

test('every cell of every row has a reason', () => {
  expect(Object.keys(MATRICE).sort()).toEqual([...NOMS_ELEMENTS].sort());
  expect(Object.keys(ELEMENTS)).toEqual(NOMS_ELEMENTS);
  for (const element of NOMS_ELEMENTS)
    for (const acteur of Object.keys(ACTEURS) as Acteur[]) {
      const { base, effet, si } = celluleDe(acteur, element);
      expect(base.length).toBeGreaterThan(4);
      if (effet !== 'PERMETTRE') expect(si).toEqual([]);
    }
});

test('who operates the hub reads nothing about a child', () => {
  const lus = NOMS_ELEMENTS.filter((element) => celluleDe('exploitant', element).effet !== 'REFUSER');
  expect(lus).toEqual(['notification', 'raccordement', 'registrePartenaires', 'technique']);
});

test('the journal of accesses is read by the DPO alone', () => {
  const lecteurs = NOMS_ACTEURS.filter((acteur) => celluleDe(acteur, 'journal').effet !== 'REFUSER');
  expect(lecteurs).toEqual(['dpo']);
});
