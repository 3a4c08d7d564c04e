import { randomUUID } from 'node:crypto';
import { evaluation, EVALUATEURS, rapport, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant } from '../scenarios/envois';
import { gestes } from './crip-cycle-gestes';
import { ouvrirHub, ouvrirTerrain, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const { transmettre, faire, avancer, refus, dossier, horloges, jusqua } = gestes(() => hub);

describe('évaluation', () => {
  test('une évaluation, les enfants du foyer : connus et inscrits', async () => {
    const id = await jusqua('QUALIFIEE_IP', await transmettre());
    const autre = (await dossier(await transmettre())).enfant.id as string;
    const input = evaluation(id, { enfantIds: [autre], enfants: [enfant()] });
    expect((await faire(cycle.OUVRIR_EVALUATION, input)).userErrors).toEqual([]);
    const { evaluations, informationsTitulaires } = await dossier(id);
    expect(evaluations[0].enfants).toHaveLength(3);
    expect(informationsTitulaires).toEqual([{ objet: 'EVALUATION', informes: null, motif: null }]);
  });

  test.each([
    ['un seul évaluateur', { evaluateurs: EVALUATEURS.slice(1) }, ['evaluateurs ARTICLE_CONTRAIRE']],
    [
      'deux, dont un d’un autre champ',
      { evaluateurs: EVALUATEURS.map((un, i) => ({ ...un, domaine: i === 0 ? 'AUTRE' : un.domaine })) },
      ['evaluateurs ARTICLE_CONTRAIRE'],
    ],
    [
      'un professionnel qui suit la famille',
      { evaluateurs: EVALUATEURS.map((un, i) => ({ ...un, suitLaFamille: i === 1 })) },
      ['evaluateurs.1.suitLaFamille MOTIF_REQUIS'],
    ],
    ['un enfant inconnu', { enfantIds: [randomUUID()] }, ['enfantIds.0 INCONNU']],
    ['un enfant sans nom', { enfants: [{ ...enfant(), nomNaissance: ' ' }] }, ['enfants.0.nomNaissance CHAMP_REQUIS']],
  ])('refusée : %s', async (_, changes, attendus) => {
    const id = await jusqua('QUALIFIEE_IP', await transmettre());
    expect(await refus(cycle.OUVRIR_EVALUATION, evaluation(id, changes))).toEqual(attendus);
  });

  test('l’exception motivée est admise', async () => {
    const id = await jusqua('QUALIFIEE_IP', await transmettre());
    const evaluateurs = EVALUATEURS.map((un) => ({ ...un, suitLaFamille: true }));
    const input = evaluation(id, { evaluateurs, motifException: 'Seule équipe du canton.' });
    expect((await faire(cycle.OUVRIR_EVALUATION, input)).userErrors).toEqual([]);
  });

  test('le rapport tient A1 ; un complément la rouvre depuis la réception et garde le premier rapport', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    const etats = async () => (await horloges(id)).map(({ regle, etat }) => `${regle} ${etat}`);
    expect(await etats()).toEqual(['A1 TENUE', 'A2 OUVERTE']);
    await avancer(cycle.COMPLETER_EVALUATION, { informationId: id, motif: 'Rencontrer le père.' });
    expect(await etats()).toEqual(['A1 TENUE', 'A1 OUVERTE', 'A2 OUVERTE']);
    const [tenue, rouverte] = await horloges(id);
    expect(rouverte!.depart).toEqual(tenue!.depart);
    await avancer(cycle.RENDRE_EVALUATION, rapport(id, { conclusion: 'DANGER', rapport: 'Le père a été rencontré.' }));
    const { evaluations } = await dossier(id);
    expect(evaluations.map(({ conclusion }: Json) => conclusion)).toEqual(['NI_DANGER_NI_RISQUE', 'DANGER']);
    expect(evaluations.every(({ rendueLe }: Json) => rendueLe !== null)).toBe(true);
    expect(await etats()).toEqual(['A1 TENUE', 'A1 TENUE', 'A2 OUVERTE']);
  });

  test('rouverte après une jointure, A1 court encore de la réception la plus ancienne', async () => {
    const unEnfant = enfant();
    const ancienne = await transmettre({ enfant: unEnfant });
    const id = await jusqua('EN_PREMIERE_ANALYSE', await transmettre({ enfant: unEnfant }));
    await avancer(cycle.JOINDRE, { informationId: ancienne, aInformationId: id });
    await avancer(cycle.NON_QUALIFIER, { informationId: id, motif: 'Rien.' });
    await avancer(cycle.ROUVRIR, { informationId: id, motif: 'Nouvel élément.' });
    const [deLAncienne] = await horloges(ancienne);
    expect((await horloges(id)).find(({ etat }) => etat === 'OUVERTE')!.depart).toEqual(deLAncienne!.depart);
  });

  test('la saisine du procureur ne se décide pas sans ses motifs ; elle est la suite de l’information', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    expect(await refus(cycle.DECIDER, { informationId: id, suite: 'SAISINE_PARQUET' })).toEqual([
      'suite ARTICLE_CONTRAIRE',
    ]);
    expect((await faire(cycle.SIGNALER, signalement(id))).userErrors).toEqual([]);
    expect((await dossier(id)).suite).toBe('SAISINE_PARQUET');
  });

  test('décider une aide demande l’accord des parents, et ouvre la mesure', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    expect(await refus(cycle.DECIDER, { informationId: id, suite: 'AED' })).toEqual(['acceptee CHAMP_REQUIS']);
    const { userErrors } = await faire(cycle.DECIDER, { informationId: id, suite: 'AED', acceptee: false });
    expect(userErrors).toMatchObject([{ code: 'ARTICLE_CONTRAIRE', message: expect.stringContaining('L226-4 I 2°') }]);
    expect(await avancer(cycle.DECIDER, { informationId: id, suite: 'AED', acceptee: true })).toBe(
      'AIDE_ADMINISTRATIVE',
    );
    expect(await hub.database.query('SELECT nature FROM ase.mesure WHERE information_id = $1', [id])).toEqual([
      { nature: 'AED' },
    ]);
    expect((await dossier(id)).informationsTitulaires).toMatchObject([
      { objet: 'EVALUATION' },
      { objet: 'CONCLUSIONS' },
    ]);
  });

  test('l’information due sur les conclusions est rappelée ; avant la décision, le refus dit quel acte l’ouvre', async () => {
    const id = await jusqua('EVALUEE', await transmettre());
    const informer = { informationId: id, objet: 'CONCLUSIONS', informes: true };
    const { userErrors } = await faire(cycle.INFORMER_PARENTS, informer);
    expect(userErrors).toMatchObject([
      { code: 'ETAT_INCOMPATIBLE', path: ['objet'], message: expect.stringMatching(/attendue après decider, ou/) },
    ]);
    const rappel = async () => (await horloges(id)).filter(({ regle }) => regle === 'U2').map(({ etat }) => etat);
    expect(await rappel()).toEqual([]);
    await avancer(cycle.DECIDER, { informationId: id, suite: 'CLASSEMENT' });
    expect(await rappel()).toEqual(['OUVERTE']);
    await avancer(cycle.INFORMER_PARENTS, informer);
    expect(await rappel()).toEqual(['TENUE']);
  });
});
