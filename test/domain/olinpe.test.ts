import { compteur } from '../../src/domain/olinpe-completude';
import { enregistrement28, type EnfantObserve, type EvenementMesure } from '../../src/domain/olinpe-enregistrement';
import { enregistrement281, type EvenementDecision } from '../../src/domain/olinpe-justice';
import { CODES_MESURE, motifDuSignalement } from '../../src/domain/olinpe-codes';
import { estNatureMesure, type NatureMesure } from '../../src/domain/mesures-ase';
import { colonnes, VARIABLES, VARIABLES_2_8 } from '../../src/domain/olinpe-variables';
import { SANS_OBJET, type Annexe, type Saisie, type Valeur } from '../../src/domain/olinpe-types';
import { entreeDuPseudonyme, nomDeFamille, type TraitsPseudonyme } from '../../src/domain/pseudonyme';

const ENFANT: EnfantObserve = {
  identifiants: { actuel: 'a'.repeat(40), anterieur: SANS_OBJET },
  ...{ sexe: 'M', dateNaissance: '2012-07-04' },
};
const MESURE: EvenementMesure = {
  ...{ type: 'DEBUT', collectivite: '31', le: '2025-03-10', nature: 'AED', debut: '2025-03-10', fin: null },
  ...{ heberge: false, decision: null, information: null, enfant: ENFANT },
};
const INFORMATION = { recueLe: '2025-02-03', emetteur: 'HOPITAL', natures: [], signalement: null } as const;
const DECISION = { rendueLe: '2025-03-01', provisoire: true, saisineLe: '2025-02-20' } as const;

const par = (annexe: Annexe, valeurs: readonly Valeur[]): Record<string, Valeur> =>
  Object.fromEntries(valeurs.map((valeur, i) => [colonnes(annexe)[i], valeur]));
const dit = (changes: Partial<EvenementMesure>) => par('2-8', enregistrement28({ ...MESURE, ...changes }));

describe('la table des variables', () => {
  const lignes = Object.entries(VARIABLES).flatMap(([annexe, table]) =>
    Object.entries(table).map(([variable, ligne]) => ({ annexe, variable, ...ligne })),
  );

  it.each(lignes)('$annexe $variable dit sa source, et n’a de modalités que si elle a été lue', (ligne) => {
    expect(ligne.libelle).not.toBe('');
    expect(ligne.source).toMatch(/annexe 2-8|réception/);
    if (ligne.etat === 'non lue')
      expect([ligne.modalites, ligne.format, ligne.inconnu]).toEqual([undefined, undefined, undefined]);
    else expect((ligne.modalites === undefined) === (ligne.format === undefined)).toBe(false);
    if (ligne.modalites !== undefined && ligne.inconnu !== undefined)
      expect(ligne.modalites[ligne.inconnu]).toBe('Ne sait pas');
  });

  it('nomme des éléments XML bien formés', () => {
    for (const { variable } of lignes) expect(variable).toMatch(/^[A-Z][A-Z0-9_]*$/);
  });
});

test('chaque code écrit est une modalité de l’annexe, pour chaque mesure', () => {
  const natures = Object.keys(CODES_MESURE);
  expect(natures.filter((nature) => !estNatureMesure(nature))).toEqual([]);
  for (const nature of natures as NatureMesure[])
    for (const type of ['DEBUT', 'RENOUVELLEMENT', 'FIN'] as const)
      for (const [variable, { valeur }] of Object.entries(
        dit({ nature, type, fin: '2025-12-01', decision: DECISION, information: INFORMATION }),
      )) {
        const { modalites } = VARIABLES_2_8[variable as keyof typeof VARIABLES_2_8] as { modalites?: object };
        if (modalites !== undefined && valeur !== '') expect(Object.keys(modalites)).toContain(valeur);
      }
});

test('ce qui n’a pas été lu, ou n’est pas recueilli, est vide ou « ne sait pas », et dit pourquoi', () => {
  const { NIVSCO, MOTFININT, TITAP, TYPINTERDOM, ENQPENAL } = dit({ type: 'FIN', fin: '2025-12-01' });
  expect(NIVSCO).toEqual({ valeur: '', manque: 'NON_LUE' });
  expect(TYPINTERDOM).toEqual({ valeur: '', manque: 'NON_LUE' });
  expect(MOTFININT).toEqual({ valeur: '', manque: 'NON_LUE' });
  expect(TITAP).toEqual({ valeur: '99', manque: 'NON_RECUEILLIE' });
  expect(ENQPENAL).toEqual({ valeur: '9', manque: 'NON_RECUEILLIE' });
  expect(dit({})['MOTFININT']).toEqual({ valeur: '', sansObjet: true });
});

test('une date inconnue s’écrit 9999-99, une date connue au mois', () => {
  expect(dit({ nature: 'AEMO' })['DATDECPE']).toEqual({ valeur: '9999-99', manque: 'SANS_DECISION' });
  expect(dit({ nature: 'AEMO', decision: DECISION })['DATDECPE']).toEqual({ valeur: '2025-03' });
  expect(dit({})['DATIP']).toEqual({ valeur: '9999-99-99', manque: 'SANS_INFORMATION' });
  expect(dit({ information: INFORMATION })['DATIP']).toEqual({ valeur: '2025-02-99' });
  expect(dit({ type: 'RENOUVELLEMENT', le: '2026-03-10' })['DATDECPE']).toEqual({ valeur: '2026-03' });
  expect(dit({ enfant: { ...ENFANT, dateNaissance: null } })).toMatchObject({
    ANAIS: { valeur: '9999', manque: 'NAISSANCE_INCONNUE' },
    MNAIS: { valeur: '99', manque: 'NAISSANCE_INCONNUE' },
    MODACC: { valeur: '9', manque: 'NAISSANCE_INCONNUE' },
  });
});

test('l’enfant : sexe, âge avant six ans', () => {
  expect(dit({})['SEXE']).toEqual({ valeur: '1' });
  expect(dit({ enfant: { ...ENFANT, sexe: 'I' } })['SEXE']).toEqual({ valeur: '9', manque: 'SEXE_INCONNU' });
  expect(dit({ enfant: { ...ENFANT, sexe: null } })['SEXE']).toEqual({ valeur: '9', manque: 'ENFANT_INCONNU' });
  expect(dit({})['MODACC']).toEqual({ valeur: '', sansObjet: true });
  const petit = { ...ENFANT, dateNaissance: '2020-01-01' };
  expect(dit({ enfant: petit })['MODACC']).toEqual({ valeur: '9', manque: 'NON_RECUEILLIE' });
});

test('la décision : placement provisoire, jugement, saisine', () => {
  expect(dit({ nature: 'PLACEMENT_ASE' })['NATDECPLAC']).toEqual({ valeur: '9', manque: 'SANS_DECISION' });
  expect(dit({ nature: 'PLACEMENT_ASE', decision: DECISION })['NATDECPLAC']).toEqual({ valeur: '1' });
  const jugement = { ...DECISION, provisoire: false, saisineLe: null };
  expect(dit({ nature: 'PLACEMENT_ASE', decision: jugement })).toMatchObject({
    ...{ NATDECPLAC: { valeur: '2' }, DATJE: { valeur: '9999-99-99', manque: 'NON_DITE' } },
  });
  expect(dit({ nature: 'AEMO', decision: DECISION })).toMatchObject({
    ...{ DECISION: { valeur: '2' }, NATDECASSED: { valeur: '15' }, NATPDECADM: { sansObjet: true } },
    DATJE: { valeur: '2025-02-99' },
  });
  expect(dit({ nature: 'JEUNE_MAJEUR' })['NATPDECADM']).toEqual({ valeur: '20' });
  expect(dit({ nature: 'JEUNE_MAJEUR', heberge: true })['NATPDECADM']).toEqual({ valeur: '21' });
  expect(dit({ nature: 'AIDE_FINANCIERE' })['NATPDECADM']).toEqual({ valeur: '99', manque: 'SANS_CODE' });
});

test('le signalement : direct, il a une date ; après évaluation, un motif', () => {
  const signalement = { le: '2025-02-04', direct: true, motifs: ['DANGER_GRAVE_IMMEDIAT'] } as const;
  expect(dit({ information: { ...INFORMATION, signalement } })).toMatchObject({
    ...{ DATSIGN: { valeur: '2025-02-99' }, MOTIFSIG: { sansObjet: true } },
  });
  expect(dit({ information: { ...INFORMATION, signalement: { ...signalement, direct: false } } })).toMatchObject({
    ...{ DATSIGN: { sansObjet: true }, MOTIFSIG: { valeur: '5' } },
  });
  expect(dit({ information: INFORMATION })['DATSIGN']).toEqual({ valeur: '', sansObjet: true });
  const plusieurs: Saisie = { manque: 'PLUSIEURS_CODES' };
  expect(motifDuSignalement(['EVALUATION_IMPOSSIBLE', 'RENCONTRE_IMPOSSIBLE'])).toBe('4');
  expect(motifDuSignalement(['ACTIONS_SANS_EFFET', 'DANGER_GRAVE_IMMEDIAT'])).toEqual(plusieurs);
  expect(motifDuSignalement(['REFUS_OU_IMPOSSIBILITE'])).toEqual(plusieurs);
  expect(motifDuSignalement([])).toEqual(plusieurs);
});

test('le danger : nommé par la fiche, « oui » ; sinon rien n’en est dit', () => {
  const lu = dit({ information: { ...INFORMATION, natures: ['VIOLENCES_SEXUELLES'] } });
  expect(lu['VIOLSEX']).toEqual({ valeur: '2' });
  expect(lu['NEGLIG']).toEqual({ valeur: '9', manque: 'NON_DITE' });
  expect(dit({})['VIOLSEX']).toEqual({ valeur: '9', manque: 'SANS_INFORMATION' });
});

describe('annexe 2-8-1', () => {
  const base: EvenementDecision = {
    ...{ type: 'PRONONCE', collectivite: '69M', natureMesure: 'AEMO', rendueLe: '2025-05-05', provisoire: false },
    ...{ debut: null, enfant: ENFANT },
  };
  const ligne = (changes: Partial<EvenementDecision>) => par('2-8-1', enregistrement281({ ...base, ...changes }));

  it.each([
    ['MJIE', 'mesure judiciaire d’investigation éducative', undefined],
    ['AEMO_RENFORCEE', 'mesure d’assistance éducative en milieu ouvert', undefined],
    ['PLACEMENT_TIERS_DIGNE', 'placement', undefined],
    ['PLACEMENT_A_DOMICILE', '', 'PLUSIEURS_CODES'],
    ['IST', '', 'SANS_CODE'],
  ] as const)('%s : « %s » %s', (natureMesure, valeur, manque) => {
    expect(ligne({ natureMesure })['III_5']).toEqual({ valeur, ...(manque ? { manque } : {}) });
  });

  it('s’écrit au mois, et dit ce qui manque', () => {
    expect(ligne({})).toMatchObject({
      ...{
        I_1: { valeur: '69M' },
        I_2: { valeur: 'a'.repeat(40) },
        II_1: { valeur: 'garçon' },
        II_2: { valeur: '2012' },
      },
      ...{
        III_2: { valeur: '2025-05' },
        III_3: { valeur: '9999-99', manque: 'NON_DITE' },
        III_4: { valeur: 'civile' },
      },
      III_6: { valeur: '', manque: 'PLUSIEURS_CODES' },
    });
    expect(ligne({ provisoire: true })['III_6']).toEqual({ valeur: 'ordonnance du juge des enfants' });
    expect(ligne({ natureMesure: 'MJIE', debut: '2025-05-09' })).toMatchObject({
      ...{ III_3: { valeur: '2025-05' }, III_6: { valeur: 'ordonnance du juge des enfants' } },
    });
    expect(ligne({ enfant: { ...ENFANT, sexe: null, dateNaissance: null } })).toMatchObject({
      ...{ II_1: { valeur: '', manque: 'ENFANT_INCONNU' }, II_2: { valeur: '9999' }, II_3: { valeur: '99' } },
    });
  });
});

describe('le pseudonyme (CASF D226-3-4)', () => {
  const traits: TraitsPseudonyme = {
    ...{ prenoms: 'Léa, Marie', nomNaissance: 'Durand', dateNaissance: '2015-03-09', meres: ['MARTIN-LÉGER Anne'] },
  };

  it('est fait du prénom, du mois et de l’année de naissance, du nom de famille de la mère', () => {
    expect(entreeDuPseudonyme(traits)).toEqual({ ok: true, entree: 'LEA|03|2015|MARTIN LEGER' });
    expect(entreeDuPseudonyme({ ...traits, prenoms: ' léa' })).toEqual(entreeDuPseudonyme(traits));
    expect(entreeDuPseudonyme({ ...traits, dateNaissance: '2015-03-28' })).toEqual(entreeDuPseudonyme(traits));
    expect(entreeDuPseudonyme({ ...traits, prenoms: 'Jean-Pierre' })).toMatchObject({
      entree: 'JEAN PIERRE|03|2015|MARTIN LEGER',
    });
  });

  it.each([
    [{ prenoms: ' - ' }, 'PRENOM_INCONNU'],
    [{ prenoms: '' }, 'PRENOM_INCONNU'],
    [{ dateNaissance: null }, 'NAISSANCE_INCONNUE'],
    [{ meres: [] }, 'MERE_INCONNUE'],
    [{ meres: ['Anne Martin'] }, 'NOM_DE_LA_MERE_NON_DISTINGUE'],
  ] as const)('n’est pas fait quand il manque quelque chose : %j', (changes, manque) => {
    expect(entreeDuPseudonyme({ ...traits, ...changes })).toEqual({ ok: false, manque });
  });

  it.each([
    ['DURAND Marie', 'X', 'DURAND'],
    ['Marie DE LA TOUR', 'X', 'DE LA TOUR'],
    ['Marie Durand', 'Durand', 'DURAND'],
    ['Marie Durand', 'Petit', null],
    ['Durand', 'Durand', null],
    ['MARIE DURAND', 'Durand', 'DURAND'],
    ['Marie Anne Louise Durand', 'Durand', null],
    ['Marie', '', null],
  ])('« %s », mère d’un enfant %s : %s', (texte, enfant, attendu) => {
    expect(nomDeFamille(texte, enfant)).toBe(attendu);
  });
});

test('un enregistrement plus court que la table est compté comme un manque', () => {
  const { compter, completude } = compteur(['A', 'B']);
  compter([{ valeur: 'x' }]);
  compter([{ valeur: '', sansObjet: true }, { valeur: 'x' }]);
  expect(completude()).toEqual({
    enregistrements: 2,
    variables: [
      { variable: 'A', renseignees: 1, sansObjet: 1, manques: {} },
      { variable: 'B', renseignees: 1, sansObjet: 0, manques: { NON_RECUEILLIE: 1 } },
    ],
  });
});
