import { TYPES_INSTITUTION, type TypeInstitution } from '../../src/domain/code-lists';
import { echeanceDe } from '../../src/domain/deadlines';
import { ETATS_INFORMATION, type EtatInformation } from '../../src/domain/lifecycle';
import {
  CODES_RETOUR,
  peutDire,
  regimeDuType,
  REGIMES_RETOUR,
  REGLES_RETOUR,
  tientLeRetour,
  type CodeRetour,
  type RegimeRetour,
} from '../../src/domain/retours';

const CODES = Object.keys(CODES_RETOUR) as CodeRetour[];
const ETATS = Object.keys(ETATS_INFORMATION) as EtatInformation[];
const REGIMES = Object.keys(REGIMES_RETOUR) as RegimeRetour[];

test('chaque émetteur a son régime ; chaque régime, son délai et son texte', () => {
  const parRegime = (regime: RegimeRetour) =>
    (Object.keys(TYPES_INSTITUTION) as TypeInstitution[]).filter((type) => regimeDuType(type) === regime);
  expect(parRegime('SERVICE_119')).toEqual(['SNATED_119']);
  expect(parRegime('SUR_DEMANDE')).toEqual(['PARTICULIER', 'AUTRE']);
  expect(parRegime('AUCUN')).toEqual(['JUSTICE', 'DEFENSEUR']);
  expect(parRegime('PROFESSIONNEL')).toContain('MAIRIE');
  expect(REGIMES.flatMap((regime) => REGIMES_RETOUR[regime].regle ?? [])).toEqual([...REGLES_RETOUR]);
});

test('le délai du 119 vient d’une convention qui n’a pas été lue, et la ligne le dit', () => {
  expect(echeanceDe('A2_119')).toMatchObject({ duree: { mois: 3 }, acteur: echeanceDe('A2').acteur });
  expect(echeanceDe('A2_119').reserve).toMatch(/convention/);
});

test('le retour préparé peut toujours être dit ; sinon, seulement ce qui est vrai', () => {
  for (const etat of ETATS)
    for (const regime of REGIMES)
      for (const code of CODES) {
        expect(peutDire(code, { etat, regime, projet: code })).toBe(true);
        if (code !== 'PRISE_EN_COMPTE' && code !== 'EVALUATION_EN_COURS')
          expect(peutDire(code, { etat, regime, projet: null })).toBe(false);
      }
  const dire = (code: CodeRetour, etat: EtatInformation, regime: RegimeRetour = 'PROFESSIONNEL') =>
    peutDire(code, { etat, regime, projet: 'JOINTE' });
  expect(ETATS.filter((etat) => dire('EVALUATION_EN_COURS', etat))).toEqual([
    ...['RECUE', 'EN_PREMIERE_ANALYSE', 'QUALIFIEE_IP', 'EN_EVALUATION', 'EVALUEE', 'PARQUET_RENVOI_CRIP'],
  ]);
  expect(dire('PRISE_EN_COMPTE', 'EN_EVALUATION')).toBe(false);
  expect(dire('PRISE_EN_COMPTE', 'CLASSEE_SANS_SUITE', 'SUR_DEMANDE')).toBe(true);
});

test('une prise en compte n’est pas une suite, sauf pour qui a demandé', () => {
  for (const code of CODES) {
    expect(tientLeRetour(code, 'SUR_DEMANDE')).toBe(true);
    expect(tientLeRetour(code, 'PROFESSIONNEL')).toBe(code !== 'PRISE_EN_COMPTE');
    expect(tientLeRetour(code, 'SERVICE_119')).toBe(code !== 'PRISE_EN_COMPTE');
  }
});
