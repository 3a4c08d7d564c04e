import { MESURES_ASE, type NatureMesure } from '../../src/domain/mesures-ase';
import {
  documentAdmis,
  documentsAttendus,
  DOCUMENTS_TRANSFERT,
  issueDuTransfert,
  obstacleTransfert,
  type DocumentTransfert,
  type PositionParents,
} from '../../src/domain/transfert-dossier';

const LE = '2026-11-24';
const MINEUR = '2015-04-05';
const MAJEUR = '2006-04-05';
const PARENTS: PositionParents = { informes: true, motifNonInformes: false, accord: false, refus: null };
const raison = (issue: ReturnType<typeof issueDuTransfert>) => (typeof issue === 'string' ? issue : issue.champ);

describe('documents of R221-6', () => {
  test('six go with a case, each with its place in the text; the measure that stays sends two', () => {
    expect(documentsAttendus('COMPLETE').map((un) => DOCUMENTS_TRANSFERT[un].article)).toEqual(
      ['1°', '2°', '3°', '4°', '5°', '6°'].map((rang) => `CASF R221-6 I ${rang}`),
    );
    expect(documentsAttendus('MESURE_MAINTENUE')).toEqual(['DECISION_EN_VIGUEUR', 'PIECES_PAIEMENT']);
  });

  test('any useful document besides, never with a measure that stays', () => {
    const admis = (portee: 'COMPLETE' | 'MESURE_MAINTENUE') =>
      (Object.keys(DOCUMENTS_TRANSFERT) as DocumentTransfert[]).filter((un) => documentAdmis(portee, un));
    expect(admis('COMPLETE')).toEqual([...documentsAttendus('COMPLETE'), 'AUTRE']);
    expect(admis('MESURE_MAINTENUE')).toEqual(documentsAttendus('MESURE_MAINTENUE'));
  });
});

describe('what does not go', () => {
  const champ = (nature: NatureMesure, portee: 'COMPLETE' | 'MESURE_MAINTENUE' = 'COMPLETE', naissance = MINEUR) =>
    obstacleTransfert(nature, portee, naissance, LE)?.champ ?? null;

  test.each(Object.keys(MESURES_ASE) as NatureMesure[])('%s', (nature) => {
    const refuse = nature === 'AIDE_FINANCIERE' || MESURES_ASE[nature].base === 'urgence';
    expect(champ(nature)).toBe(refuse ? 'mesureId' : null);
  });

  test('after majority, nothing but an educational measure', () => {
    expect(champ('JEUNE_MAJEUR', 'COMPLETE', MAJEUR)).toBe('mesureId');
    expect(obstacleTransfert('AED', 'COMPLETE', null, LE)).toBeNull();
    expect(champ('AEMO', 'COMPLETE', MAJEUR)).toBeNull();
  });

  test('only a judicial measure stays at the charge of the origin', () => {
    expect(champ('PLACEMENT_ASE', 'MESURE_MAINTENUE')).toBeNull();
    expect(champ('AED', 'MESURE_MAINTENUE')).toBe('portee');
  });
});

describe('what follows from the parents’ position', () => {
  const judiciaire = (parents: Partial<PositionParents>, portee: 'COMPLETE' | 'MESURE_MAINTENUE' = 'COMPLETE') =>
    raison(issueDuTransfert('AEMO', portee, { ...PARENTS, ...parents }));
  const administrative = (parents: Partial<PositionParents>) =>
    raison(issueDuTransfert('AED', 'COMPLETE', { ...PARENTS, ...parents }));

  test('judicial: informed, or why not; their agreement is not asked', () => {
    expect(judiciaire({})).toBe('MESURE');
    expect(judiciaire({}, 'MESURE_MAINTENUE')).toBe('MESURE_MAINTENUE');
    expect(judiciaire({ informes: false })).toBe('parents');
    expect(judiciaire({ informes: false, motifNonInformes: true })).toBe('MESURE');
    expect(judiciaire({ refus: 'RISQUE' })).toBe('refus');
  });

  test('administrative: informed without exception, and agreed; refused, what the interruption would do', () => {
    expect(administrative({ informes: false, motifNonInformes: true })).toBe('parents');
    expect(administrative({})).toBe('accords');
    expect(administrative({ accord: true })).toBe('MESURE');
    expect(administrative({ refus: 'DANGER' })).toBe('AUTORITE_JUDICIAIRE');
    expect(administrative({ refus: 'RISQUE' })).toBe('INFORMATION_PREOCCUPANTE');
    expect(administrative({ refus: 'NI_DANGER_NI_RISQUE' })).toBe('refus');
  });
});
