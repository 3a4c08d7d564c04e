import { randomUUID } from 'node:crypto';
import { ajouterDuree, retrancherDuree } from '../../src/domain/calendar';
import { evaluation, rapport } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { enfant } from '../scenarios/envois';
import { gestes } from './crip-cycle-gestes';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

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

const { transmettre, faire, avancer, refus, dossier, jusqua } = gestes(() => hub);

/** The law counts from the day that it is there, which is not always that of Greenwich. */
const AUJOURDHUI = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format();
const dans = (duree: object) => ajouterDuree(AUJOURDHUI, duree);
const age = (ans: number) => ({ ...enfant(), dateNaissance: retrancherDuree(AUJOURDHUI, { annees: ans, jours: 10 }) });

/** An evaluation rendered about the child of the sheet and these others; and all of them, in order. */
async function evaluee(autres: Json[] = [age(8), age(17)]): Promise<{ informationId: string; enfants: string[] }> {
  const informationId = await jusqua('QUALIFIEE_IP', await transmettre());
  await faire(cycle.OUVRIR_EVALUATION, evaluation(informationId, { enfants: autres }));
  await avancer(cycle.RENDRE_EVALUATION, rapport(informationId, { conclusion: 'RISQUE' }));
  const { evaluations } = await dossier(informationId);
  return { informationId, enfants: evaluations[0].enfants.map(({ id }: Json) => id) };
}

const MESURES = `query ($enfantId: ID!) {
  mesures(first: 10, filtre: { enfantId: $enfantId }) {
    edges { node { id nature terme majeurLe informationId echeances { regle dateLimite } } }
  }
}`;
const mesuresDe = async (enfantId: string): Promise<Json[]> =>
  recu(await hub.demander('ase', MESURES, { enfantId })).edges.map(({ node }: Json) => node);
const aider = (informationId: string, changes: object = {}) => ({
  ...{ informationId, suite: 'AED', acceptee: true },
  ...changes,
});

test('une aide s’ouvre pour chaque enfant de l’évaluation, jusqu’au terme décidé ou à sa majorité', async () => {
  const { informationId, enfants } = await evaluee();
  const terme = dans({ mois: 6 });
  await avancer(cycle.DECIDER, aider(informationId, { terme }));
  const attendus = [terme, terme, ajouterDuree(age(17).dateNaissance, { annees: 18 })].map((un) =>
    un < terme ? un : terme,
  );
  for (const [rang, enfantId] of enfants.entries()) {
    const mesures = await mesuresDe(enfantId);
    expect(mesures).toMatchObject([{ nature: 'AED', terme: attendus[rang], informationId }]);
    const a9 = mesures[0].echeances.find(({ regle }: Json) => regle === 'A9');
    expect(a9.dateLimite).toBe(attendus[rang]);
  }
});

test('sans terme, celui de la loi : un an, la majorité avant lui', async () => {
  const { informationId, enfants } = await evaluee();
  await avancer(cycle.DECIDER, aider(informationId));
  const termes = (await Promise.all(enfants.map(mesuresDe))).map(([mesure]) => mesure.terme);
  expect(termes).toEqual([
    ...[dans({ annees: 1 }), dans({ annees: 1 })],
    ajouterDuree(age(17).dateNaissance, { annees: 18 }),
  ]);
});

test('pour ceux qu’elle nomme, et eux seuls', async () => {
  const { informationId, enfants } = await evaluee();
  await avancer(cycle.DECIDER, aider(informationId, { enfantIds: [enfants[1]] }));
  expect((await Promise.all(enfants.map(mesuresDe))).map((mesures) => mesures.length)).toEqual([0, 1, 0]);
});

test('un accueil provisoire se fait par contrat ; un soutien hors ASE n’ouvre rien', async () => {
  const { informationId, enfants } = await evaluee([]);
  const accueil = aider(informationId, { suite: 'ACCUEIL_PROVISOIRE' });
  expect(await refus(cycle.DECIDER, accueil)).toEqual(['contrat CHAMP_REQUIS']);
  await avancer(cycle.DECIDER, { ...accueil, contrat: 'La semaine en famille d’accueil.' });
  expect(await mesuresDe(enfants[0]!)).toHaveLength(1);
  const autre = await evaluee([]);
  await avancer(cycle.DECIDER, aider(autre.informationId, { suite: 'ACCOMPAGNEMENT_SOCIAL' }));
  expect(await mesuresDe(autre.enfants[0]!)).toEqual([]);
});

test.each([
  ['plus d’un an', { terme: ajouterDuree(AUJOURDHUI, { annees: 1, jours: 2 }) }, ['terme ARTICLE_CONTRAIRE']],
  ['un terme passé', { terme: retrancherDuree(AUJOURDHUI, { jours: 1 }) }, ['terme DATE_INVALIDE']],
  ['un enfant que l’évaluation ne voit pas', { enfantIds: [randomUUID()] }, ['enfantIds.0 INCONNU']],
  ['ce qui n’est pas un identifiant', { enfantIds: ['x'] }, ['enfantIds.0 INCONNU']],
])('refusée : %s', async (_, changes, attendus) => {
  const { informationId, enfants } = await evaluee([]);
  expect(await refus(cycle.DECIDER, aider(informationId, changes))).toEqual(attendus);
  expect((await dossier(informationId)).etat).toBe('EVALUEE');
  expect(await mesuresDe(enfants[0]!)).toEqual([]);
});

test('les mesures ouvertes se renouvellent : elles ont un terme', async () => {
  const { informationId, enfants } = await evaluee([]);
  await avancer(cycle.DECIDER, aider(informationId, { terme: dans({ mois: 2 }) }));
  const [{ id }] = await mesuresDe(enfants[0]!);
  const mutation = `mutation ($input: RenouvelerMesureInput!) {
    renouvelerMesure(input: $input) { mesure { terme } userErrors { code path } } }`;
  const accords = [{ qualite: 'MERE', donne: true, le: AUJOURDHUI }];
  const input = { idempotencyKey: randomUUID(), mesureId: id, terme: dans({ mois: 8 }), accords };
  expect(recu(await hub.demander('ase', mutation, { input }))).toEqual({
    ...{ mesure: { terme: dans({ mois: 8 }) }, userErrors: [] },
  });
});

test('un foyer dont tous les enfants sont devenus majeurs : rien ne s’ouvre', async () => {
  const { informationId, enfants } = await evaluee([]);
  await hub.database.query(`UPDATE crip.enfant SET date_naissance = '2000-01-01' WHERE id = $1`, [enfants[0]]);
  expect(await refus(cycle.DECIDER, aider(informationId))).toEqual(['suite ARTICLE_CONTRAIRE']);
});

test('un enfant que le rapport dit en danger n’est pas classé sans suite ; en risque, il l’est avec un motif', async () => {
  const conclure = async (conclusion: string) => {
    const informationId = await jusqua('QUALIFIEE_IP', await transmettre());
    await faire(cycle.OUVRIR_EVALUATION, evaluation(informationId));
    await avancer(cycle.RENDRE_EVALUATION, rapport(informationId, { conclusion }));
    return informationId;
  };
  const enDanger = await conclure('DANGER');
  expect(
    await refus(cycle.DECIDER, { informationId: enDanger, suite: 'CLASSEMENT', motif: 'Suivie ailleurs.' }),
  ).toEqual(['suite ARTICLE_CONTRAIRE']);
  expect((await dossier(enDanger)).etat).toBe('EVALUEE');
  const enRisque = await conclure('RISQUE');
  expect(await refus(cycle.DECIDER, { informationId: enRisque, suite: 'CLASSEMENT' })).toEqual(['motif MOTIF_REQUIS']);
  await avancer(cycle.DECIDER, {
    informationId: enRisque,
    suite: 'CLASSEMENT',
    motif: 'La famille est suivie par la PMI.',
  });
  expect((await dossier(enRisque)).etat).toBe('CLASSEE_SANS_SUITE');
});
