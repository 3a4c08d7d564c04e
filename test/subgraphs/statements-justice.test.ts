import { appel, decision, notificationAuxParties, soitTransmis } from '../scenarios/justice-envois';
import { APPELER, DECIDER, DECISION, NOTIFIER_PARTIES, SOIT_TRANSMIS } from '../scenarios/justice-operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { decidee, saisi } from './justice-gestes';
import { nombre } from './instructions';

const ENFANTS = 20;

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  for (let rang = 0; rang < ENFANTS; rang += 1) {
    const { enfantId, requeteId } = await saisi(hub);
    const { enfant: _, ...connu } = soitTransmis({ enfantId });
    accuse(await hub.demander('parquet', SOIT_TRANSMIS, { input: connu }));
    const notifieeAuxParties = [unParent, unParent];
    const { id: decisionId } = await decidee(hub, { enfantId, requeteId, notifieeAuxParties });
    const [{ id }] = recu(
      await hub.demander('juge', DECISION, { id: decisionId }, 'ASSISTANCE_EDUCATIVE'),
    ).notifications;
    accuse(await hub.demander('juge', APPELER, { input: appel({ decisionId, notificationId: id }) }));
  }
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const unParent = { partie: 'PARENT', le: '2026-03-26', residence: '974' } as const;

const ENFANT = 'id nomNaissance decisions { reference } mesures { etat echeances { regle } }';
const OPERATIONS = {
  soitsTransmis: `reference texte informationId enfant { ${ENFANT} }`,
  requetesJuge: `reference echeances { regle } mesureUrgente { reference echeances { regle } } enfant { ${ENFANT} }`,
  decisions: `reference requete { reference } notifications { partie echeances { regle } decision { id } }
    appels { declareLe } echeances { regle } enfant { ${ENFANT} }`,
} as const;

/** Statements of one page of that size, once the plans and the token are known. */
async function instructions(champ: keyof typeof OPERATIONS, first: number): Promise<number> {
  const query = `query ($first: Int!) { ${champ}(first: $first) { edges { node { ${OPERATIONS[champ]} } } } }`;
  const lire = async () => recu(await hub.demander('ase', query, { first }, 'ASSISTANCE_EDUCATIVE')).edges as Json[];
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
  for (const { node } of lues) {
    expect(node.enfant.nomNaissance).toMatch(/^Durand/);
    expect(node.enfant.mesures[0].etat).toBe('EN_COURS');
    if (champ === 'decisions') expect([node.notifications.length, node.appels.length]).toEqual([2, 1]);
  }
  return comptees;
}

test.each([
  ['soitsTransmis', 8],
  ['requetesJuge', 10],
  ['decisions', 13],
] as const)('%s : %i instructions SQL, que la page ait 1, 5 ou 20 lignes', async (champ, attendues) => {
  const comptees = [];
  for (const first of [1, 5, ENFANTS]) comptees.push(await instructions(champ, first));
  expect(comptees).toEqual([attendues, attendues, attendues]);
});

/** Statements of one act. */
async function instructionsDe(query: string, input: object): Promise<number> {
  const avant = nombre();
  accuse(await hub.demander('juge', query, { input }));
  return nombre() - avant;
}

test('notifier une ou trente parties : autant d’instructions', async () => {
  const { enfantId } = await saisi(hub);
  const decisionId = (await decidee(hub, { enfantId })).id as string;
  const notifier = (combien: number) => {
    const parties = Array.from({ length: combien }, () => unParent);
    return instructionsDe(NOTIFIER_PARTIES, notificationAuxParties({ decisionId, parties }));
  };
  await notifier(1);
  expect(await notifier(30)).toBe(await notifier(1));
});

test('lever une ou trois mesures : autant d’instructions', async () => {
  const lever = async (natures: readonly ('AEMO' | 'MJIE' | 'PLACEMENT_A_DOMICILE')[]) => {
    const { enfantId } = await saisi(hub);
    for (const nature of natures) await decidee(hub, { enfantId, nature, mois: 6 });
    const fin = { nature: 'MAINLEVEE', mois: null, confieA: null, rendueLe: '2026-05-20T10:00:00+02:00' } as const;
    return instructionsDe(DECIDER, decision({ ...fin, enfantId }));
  };
  await lever(['AEMO']);
  const une = await lever(['AEMO']);
  expect(await lever(['AEMO', 'MJIE', 'PLACEMENT_A_DOMICILE'])).toBe(une);
});
