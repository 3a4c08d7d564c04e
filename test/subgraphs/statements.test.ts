import { appelDuneVoisine, evaluation, rapport, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { fiche, ordonnance, saisine } from '../scenarios/envois';
import { suites } from '../scenarios/justice-envois';
import { SUITES } from '../scenarios/justice-operations';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import {
  accuse,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type NomInstitution,
  type Terrain,
} from './hub-ouvert';
import { instructionsVues, nombre } from './instructions';

const ENFANTS = 50;

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  for (let rang = 0; rang < ENFANTS; rang += 1) {
    const { enfant } = fiche();
    await Promise.all([
      hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) }).then(accuse),
      hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }).then(accuse),
      hub.demander('defenseur', SAISIR, { input: saisine({ enfant }) }).then(accuse),
    ]);
  }
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const ENFANT = `
  id nomNaissance collectivite
  informationsPreoccupantes { id echeances { regle } }
  mesuresUrgentes { reference echeances { regle } reception { etat remiseLe escalades { rang } } }
  saisinesDefenseur { reference etat reponse { reponse } echeances { regle } }
  scolarite { uai ine }
  suiviSante { finess }
`;

const OPERATIONS = {
  informationsPreoccupantes: `reference emetteur { nom } echeances { regle } enfant { ${ENFANT} }`,
  mesuresUrgentes: `reference reception { etat accuseePar escalades { rang le } } echeances { regle } enfant { ${ENFANT} }`,
  saisinesDefenseur: `reference etat reponse { reponduePar } echeances { regle } enfant { ${ENFANT} }`,
  notifications: 'id type etat remiseLe sujet { type id }',
} as const;

/** Statements of one page of that size, once the plans and the token are known. */
async function instructions(champ: keyof typeof OPERATIONS, first: number): Promise<number> {
  const query = `query ($first: Int!) { ${champ}(first: $first) { edges { node { ${OPERATIONS[champ]} } } pageInfo { hasNextPage } } }`;
  // The purpose that asks most: whether where the child lives is secret.
  const lire = async () => recu(await hub.demander('crip', query, { first }, 'INFORMATION_FAMILLE')).edges as Json[];
  await lire();
  // Keys read again between two lists set their loaders out of step, now and then: the operation itself makes the fewest.
  let comptees = Infinity;
  let lues: Json[] = [];
  for (let fois = 0; fois < 3; fois += 1) {
    const avant = nombre();
    lues = await lire();
    comptees = Math.min(comptees, nombre() - avant);
  }
  expect(lues).toHaveLength(first);
  if (champ !== 'notifications')
    for (const { node } of lues) {
      expect(node.enfant.nomNaissance).toMatch(/^Durand/);
      expect(node.enfant.mesuresUrgentes[0].reception.etat).toBe('TRANSMISE');
      expect(node.enfant.saisinesDefenseur[0].etat).toBe('TRANSMISE');
      expect(node.enfant.scolarite.uai).toBe('0319001R');
    }
  return comptees;
}

// The figure itself is a promise too: a statement more, for one child, is a statement more for everyone.
// Two of them open and end the transaction that says for whom it reads; the last writes what was opened of whose file.
test.each([
  ['informationsPreoccupantes', 14],
  ['mesuresUrgentes', 14],
  ['saisinesDefenseur', 14],
  ['notifications', 5],
] as const)('%s : %i instructions SQL, que la page ait 1, 10 ou 50 lignes', async (champ, attendues) => {
  const comptees = [];
  for (const first of [1, 10, ENFANTS]) comptees.push(await instructions(champ, first));
  expect(comptees).toEqual([attendues, attendues, attendues]);
});

test('le même enfant demandé plusieurs fois dans une requête est lu une fois', async () => {
  const { id } = recu(
    await hub.demander('crip', 'query { informationsPreoccupantes(first: 1) { edges { node { enfant { id } } } } }'),
  ).edges[0].node.enfant;
  const query =
    'query ($id: ID!, $finalite: Finalite!) { a: enfant(id: $id, finalite: $finalite) { nomNaissance } b: enfant(id: $id, finalite: $finalite) { prenoms } c: enfant(id: $id, finalite: $finalite) { id } }';
  const avant = nombre();
  expect((await hub.demander('crip', query, { id })).body.data.c).toEqual({ id });
  expect(nombre() - avant).toBe(4);
});

test('les horaires de la CRIP ne sont pas relus à chaque information transmise', async () => {
  const transmettre = () => hub.demander('college', TRANSMETTRE, { input: fiche() }).then(accuse);
  const lectures = () => instructionsVues().filter((texte) => texte.includes('crip.horaires'));
  await transmettre();
  const lues = lectures().length;
  expect(lues).toBeGreaterThan(0);
  expect(lectures()).toHaveLength(lues);
  // What is written down reached the CRIP earlier: its hours are kept from now on all the same.
  const input = appelDuneVoisine({ recueLe: '2026-03-02T10:00:00+01:00' });
  accuse(await hub.demander('crip33', cycle.ENREGISTRER_INFORMATION, { input }));
  expect(lectures()).toHaveLength(lues + 1);
  const aBordeaux = { enfant: { ...fiche().enfant, communeResidence: '33063' } };
  accuse(await hub.demander('college', TRANSMETTRE, { input: fiche(aBordeaux) }));
  expect(lectures()).toHaveLength(lues + 1);
});

/** Statements of an act that is accepted. */
async function instructionsDe(qui: NomInstitution, query: string, input: object): Promise<number> {
  const avant = nombre();
  const { userErrors } = recu(await hub.demander(qui, query, { input }));
  expect(userErrors).toEqual([]);
  return nombre() - avant;
}

const ouvrable = async () => {
  const informationId = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id;
  for (const query of [cycle.ANALYSER, cycle.QUALIFIER])
    await hub.demander('crip', query, { input: { informationId } });
  return informationId;
};

test('une évaluation : autant d’instructions, que le foyer ait un enfant de plus ou vingt', async () => {
  const comptees = [];
  for (const combien of [1, 1, 20]) {
    const enfants = Array.from({ length: combien }, () => fiche().enfant);
    comptees.push(await instructionsDe('crip', cycle.OUVRIR_EVALUATION, evaluation(await ouvrable(), { enfants })));
  }
  expect(new Set(comptees.slice(1)).size).toBe(1);
});

test('un rapport : autant d’instructions, qu’une ou trois évaluations l’attendent ; toutes le gardent', async () => {
  // As for lists: what an act makes at the fewest, the first one apart, which plans.
  const comptees = new Map<number, number>();
  for (const renvois of [0, 0, 0, 2, 2]) {
    const informationId = await ouvrable();
    await hub.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(informationId) });
    for (let fois = 0; fois < renvois; fois += 1) {
      const { id } = accuse(await hub.demander('crip', cycle.SIGNALER, { input: signalement(informationId) }));
      const input = suites({ signalementId: id, suite: 'RENVOI_EVALUATION' });
      expect(recu(await hub.demander('parquet', SUITES, { input })).userErrors).toEqual([]);
      accuse(await hub.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(informationId) }));
    }
    const faites = await instructionsDe('crip', cycle.RENDRE_EVALUATION, rapport(informationId));
    comptees.set(renvois, Math.min(faites, comptees.get(renvois) ?? Infinity));
    const { evaluations } = recu(await hub.demander('crip', cycle.DOSSIER, { id: informationId }));
    const rendu = { conclusion: 'NI_DANGER_NI_RISQUE', rapport: expect.stringContaining('domicile') };
    expect(evaluations).toMatchObject(Array.from({ length: renvois + 1 }, () => rendu));
  }
  expect(comptees.get(2)).toBe(comptees.get(0));
});

test('une décision : autant d’instructions, qu’une ou dix informations aient été jointes', async () => {
  const comptees = [];
  for (const jointes of [1, 1, 10]) {
    const { enfant } = fiche();
    const informationId = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) })).id;
    await hub.demander('crip', cycle.ANALYSER, { input: { informationId } });
    for (let rang = 0; rang < jointes; rang += 1) {
      const jointe = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) })).id;
      const input = { informationId: jointe, aInformationId: informationId };
      expect(recu(await hub.demander('crip', cycle.JOINDRE, { input })).userErrors).toEqual([]);
    }
    comptees.push(await instructionsDe('crip', cycle.SIGNALER, signalement(informationId)));
  }
  expect(new Set(comptees.slice(1)).size).toBe(1);
});

test('mes transmissions : autant d’instructions pour 1, 10 ou 50 lignes', async () => {
  const query = `query ($first: Int!) { mesTransmissions(first: $first) {
    edges { node { reference echeance { regle dateLimite verifie } retour { code message canal } } } } }`;
  const comptees = [];
  for (const first of [1, 1, 10, ENFANTS]) {
    const avant = nombre();
    expect(recu(await hub.demander('college', query, { first })).edges).toHaveLength(first);
    comptees.push(nombre() - avant);
  }
  expect(new Set(comptees.slice(1)).size).toBe(1);
});
