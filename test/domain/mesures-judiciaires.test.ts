import { calculerEcheance, enVigueur, LIGNES_ECHEANCE } from '../../src/domain/deadlines';
import { estNatureMesure } from '../../src/domain/mesures-ase';
import {
  delaisDeDecision,
  finALaMajorite,
  ligneDecision,
  moisMaximum,
  NATURES_DECISION,
  remplace,
  termeDeMesure,
  type DecisionDatee,
  type NatureDecision,
} from '../../src/domain/mesures-judiciaires';

const NATURES = Object.keys(NATURES_DECISION) as NatureDecision[];
const decision = (nature: NatureDecision, changes: Partial<DecisionDatee> = {}): DecisionDatee => ({
  ...{ nature, le: '2026-03-16', provisoire: false, sansAudience: false, mois: null, naissance: null },
  ...changes,
});
const regles = (nature: NatureDecision, changes: Partial<DecisionDatee> = {}) =>
  delaisDeDecision(decision(nature, changes)).map(({ regle }) => regle);

test('ce que le juge des enfants peut décider : à relire par un juriste', () => {
  const lignes = NATURES.map((nature) => {
    const { libelle, article, effet, duree, terme, reserve } = ligneDecision(nature);
    const mois = duree === null ? 'sans durée' : `${String(moisMaximum(duree, '2026-03-16'))} mois au plus`;
    return `${nature} : ${libelle} (${article}), ${mois}, ${terme ?? 'sans terme'}, ${effet}${reserve ? ` ; ${reserve}` : ''}`;
  });
  expect(lignes.join('\n')).toMatchInlineSnapshot(`
    "AEMO : Action éducative en milieu ouvert (C. civ. 375-2), 24 mois au plus, J6, OUVRE
    AEMO_RENFORCEE : Action éducative en milieu ouvert renforcée ou intensifiée (C. civ. 375-2), 12 mois au plus, J7, OUVRE
    PLACEMENT_AUTRE_PARENT : Placement chez l'autre parent (C. civ. 375-3 1°), 24 mois au plus, J6_PROCHE, OUVRE
    PLACEMENT_TIERS_DIGNE : Placement chez un membre de la famille ou un tiers digne de confiance (C. civ. 375-3 2°), 24 mois au plus, J6_PROCHE, OUVRE
    PLACEMENT_ASE : Placement à l'aide sociale à l'enfance (C. civ. 375-3 3°), 24 mois au plus, J6, OUVRE
    PLACEMENT_SERVICE_HABILITE : Placement dans un service ou établissement habilité (C. civ. 375-3 4°), 24 mois au plus, J6, OUVRE
    PLACEMENT_ETAB_SANITAIRE_EDUCATIF : Placement dans un établissement sanitaire ou d'éducation (C. civ. 375-3 5°), 24 mois au plus, J6, OUVRE
    PLACEMENT_A_DOMICILE : Placement à domicile (C. civ. 375-2 ou 375-3), 24 mois au plus, J6, OUVRE ; base légale discutée : mesure de milieu ouvert ou placement, selon les juridictions.
    MJIE : Mesure judiciaire d'investigation éducative (CPC 1183), 6 mois au plus, sans terme, OUVRE ; la durée de six mois vient de l'arrêté du 2 février 2011, qui n'a pas été lu.
    MEDIATION_FAMILIALE : Médiation familiale (C. civ. 375-4-1), sans durée, sans terme, AUCUN
    IST : Interdiction de sortie du territoire (C. civ. 375-7), 24 mois au plus, J10, AUCUN
    NON_LIEU : Non-lieu à assistance éducative (C. civ. 375), sans durée, sans terme, TERMINE ; aucun texte lu ne nomme le non-lieu : il suit de l'article 375, dont les conditions ne sont pas réunies.
    MAINLEVEE : Mainlevée (C. civ. 375-6), sans durée, sans terme, TERMINE
    RENOUVELLEMENT : Renouvellement d'une mesure, par décision motivée (C. civ. 375 al. 3), 24 mois au plus, J6, RENOUVELLE"
  `);
});

test.each([
  ['AEMO', { mois: 12 }, ['J16', 'J6']],
  ['AEMO_RENFORCEE', { mois: 12 }, ['J16', 'J7']],
  ['PLACEMENT_ASE', { mois: 24 }, ['J16', 'J6']],
  ['PLACEMENT_ASE', { mois: 30 }, ['J16', 'J6_LONGUE', 'J23']],
  ['PLACEMENT_TIERS_DIGNE', { mois: 24 }, ['J16', 'J6_PROCHE']],
  ['PLACEMENT_ASE', { provisoire: true }, ['J16', 'J4']],
  ['PLACEMENT_ASE', { provisoire: true, sansAudience: true }, ['J16', 'J3', 'J4']],
  ['MJIE', {}, ['J16']],
  ['MJIE', { provisoire: true }, ['J16', 'J4']],
  ['IST', { mois: 6 }, ['J16', 'J10']],
  ['IST', {}, ['J16', 'J10']],
  ['MEDIATION_FAMILIALE', {}, ['J16']],
  ['NON_LIEU', {}, ['J16']],
  ['MAINLEVEE', {}, ['J16']],
] as const)('%s %j ouvre %j', (nature, changes, attendues) => {
  expect(regles(nature, changes)).toEqual(attendues);
});

test('chaque durée permise se calcule, chaque mois de plus est refusé par le texte', () => {
  for (const nature of NATURES) {
    const { duree, terme, parService } = ligneDecision(nature);
    const moisMax = duree === null ? null : moisMaximum(duree, '2026-03-16');
    if (moisMax === null || terme === null) continue;
    const terminer = (mois: number) => {
      const delai = delaisDeDecision(decision(nature, { mois })).find(({ regle }) => regle === terme)!;
      return calculerEcheance(delai.regle, '2026-03-16', { territoire: '31555', duree: delai.duree! }).dateLimite;
    };
    expect(terminer(moisMax)).toBe(termeDeMesure(decision(nature, { mois: moisMax })));
    if (parService !== true) expect(() => terminer(moisMax + 1)).toThrow('dépasse');
  }
});

test('la loi du 7 février 2022 borne à deux ans ce qu’elle laissait sans borne', () => {
  expect(moisMaximum('J6_PROCHE', '2022-02-08')).toBeNull();
  expect(moisMaximum('J6_PROCHE', '2022-02-09')).toBe(24);
  expect(moisMaximum('J6', '2022-02-08')).toBe(24);
  const fin = (depart: string, mois: number) =>
    calculerEcheance('J6_PROCHE', depart, { territoire: '31555', duree: { mois } });
  const ancienne = fin('2022-01-20', 36);
  expect(ancienne.dateLimite).toBe('2025-01-20');
  expect(ancienne.steps[2]).toMatch(/^À vérifier : la rédaction de l’article 375 .* n’a pas été lue/);
  expect(() => fin('2022-02-15', 36)).toThrow('dépasse');
  expect(enVigueur('J7', '2022-02-08')).toBe(false);
  expect(enVigueur('J7', '2022-02-09')).toBe(true);
});

test('le terme ne dépasse jamais la majorité', () => {
  expect(termeDeMesure(decision('AEMO', { mois: 24, naissance: '2009-05-01' }))).toBe('2027-05-01');
  expect(termeDeMesure(decision('AEMO', { mois: 24, naissance: '2015-05-01' }))).toBe('2028-03-16');
  expect(termeDeMesure(decision('AEMO'))).toBeNull();
});

test('chaque terme est une ligne du tableau des délais', () => {
  const connues = LIGNES_ECHEANCE.map(({ regle }) => regle);
  for (const nature of NATURES) {
    const { terme } = ligneDecision(nature);
    if (terme) expect(connues).toContain(terme);
  }
});

test.each([
  ['MAINLEVEE', false, 'PLACEMENT_ASE', false, true],
  ['NON_LIEU', false, 'MJIE', false, true],
  ['PLACEMENT_ASE', false, 'PLACEMENT_ASE', true, true],
  ['PLACEMENT_ASE', false, 'PLACEMENT_TIERS_DIGNE', false, true],
  ['AEMO', false, 'PLACEMENT_ASE', true, true],
  ['AEMO', false, 'PLACEMENT_ASE', false, false],
  ['AEMO', true, 'PLACEMENT_ASE', true, false],
  ['MJIE', false, 'PLACEMENT_ASE', true, false],
  ['AEMO', false, 'MJIE', true, false],
  ['IST', false, 'PLACEMENT_ASE', true, false],
  ['IST', false, 'IST', false, true],
] as const)('%s (provisoire : %s) prend la place de %s (provisoire : %s) : %s', (nature, p, ancienne, q, attendu) => {
  const nouvelle = { nature, natureMesure: nature, provisoire: p };
  expect(remplace(nouvelle, { natureMesure: ancienne, provisoire: q })).toBe(attendu);
});

test('un renouvellement prend la place de la mesure renouvelée, et d’elle seule', () => {
  const nouvelle = { nature: 'RENOUVELLEMENT', natureMesure: 'AEMO', provisoire: false } as const;
  expect(remplace(nouvelle, { natureMesure: 'AEMO', provisoire: false })).toBe(true);
  expect(remplace(nouvelle, { natureMesure: 'PLACEMENT_ASE', provisoire: false })).toBe(false);
});

test('chaque mesure ordonnée par un juge est connue de ceux qui l’exécutent', () => {
  for (const nature of NATURES.filter((une) => ligneDecision(une).effet === 'OUVRE'))
    expect(estNatureMesure(nature)).toBe(true);
});

test('la majorité met fin à ce que le juge a ordonné', () => {
  expect(finALaMajorite('2009-03-14')).toEqual({ jour: '2027-03-14', motif: 'Majorité (C. civ. 375)' });
  expect(finALaMajorite(null)).toBeUndefined();
});
