import { randomUUID } from 'node:crypto';
import { evaluation, rapport } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { LIEUX, MESURE_ASE } from '../scenarios/ase-operations';
import { enfant, fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { gestesAse, ilYA } from './ase-gestes';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';
import { nombre } from './instructions';

const MESURES = 20;

let terrain: Terrain;
let hub: HubOuvert;
const { admis, unAccueil } = gestesAse(() => hub);
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  for (let rang = 0; rang < MESURES; rang += 1) {
    const mesureId = await unAccueil({ mois: 2 });
    const choix = { idempotencyKey: randomUUID(), mesureId, choix: 'Une famille', envoyeLe: ilYA({ jours: 3 }) };
    await admis('notifierChoixLieu', choix);
  }
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

async function comptees(faire: () => Promise<unknown>): Promise<number> {
  // The plans and the token are known by then.
  await faire();
  const mesures = [];
  for (let essai = 0; essai < 2; essai += 1) {
    const avant = nombre();
    await faire();
    mesures.push(nombre() - avant);
  }
  // The hub reads its register of partners again from time to time.
  return Math.min(...mesures);
}

// Two of them open and end the transaction that says for whom it reads; one writes what was opened of whose file; for the
// measures, one asks whose file is shielded.
test.each([
  [
    'mesures',
    (first: number) =>
      `query { mesures(first: ${String(first)}) { edges { node { ${MESURE_ASE} enfant { id nomNaissance } } } } }`,
    15,
  ],
  ['lieuxAccueil', (first: number) => LIEUX.replace('first: 100', `first: ${String(first)}`), 5],
] as const)('%s : autant d’instructions SQL pour 1, 10 ou 20 lignes', async (champ, query, attendues) => {
  const lire = async (first: number) => {
    const { edges } = recu(await hub.demander('ase', query(first)));
    expect(edges).toHaveLength(first);
    if (champ === 'mesures') for (const { node } of edges as Json[]) expect(node.choixLieu).toHaveLength(1);
  };
  const parTaille = [];
  for (const first of [1, 10, MESURES]) parTaille.push(await comptees(() => lire(first)));
  expect(parTaille).toEqual([attendues, attendues, attendues]);
});

test('décider une aide coûte autant pour un enfant que pour six', async () => {
  const decider = async (autres: number): Promise<number> => {
    const informationId = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id;
    const faire = (query: string, input: object) => hub.demander('crip', query, { input });
    await faire(cycle.ANALYSER, { informationId });
    await faire(cycle.QUALIFIER, { informationId });
    const enfants = Array.from({ length: autres }, enfant);
    await faire(cycle.OUVRIR_EVALUATION, evaluation(informationId, { enfants }));
    await faire(cycle.RENDRE_EVALUATION, rapport(informationId));
    const avant = nombre();
    const { userErrors } = recu(await faire(cycle.DECIDER, { informationId, suite: 'AED', acceptee: true }));
    expect(userErrors).toEqual([]);
    return nombre() - avant;
  };
  await decider(0);
  expect(await decider(5)).toBe(await decider(0));
});
