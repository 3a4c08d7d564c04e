import { accueilUrgence } from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import * as cycle from '../scenarios/cycle-operations';
import { gestes } from './crip-cycle-gestes';
import { ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Json, type Terrain } from './hub-ouvert';

const CHAMPS = 'regle depart dateLimite limiteLe acteur quiDoitAgir etat retard echueAOuverture suspendueLe closeLe';

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

const { transmettre, avancer } = gestes(() => hub);

async function delais(id: string): Promise<Json[]> {
  const query = `query ($id: ID!) { informationPreoccupante(id: $id) { echeances { ${CHAMPS} } } }`;
  return recu(await hub.demander('crip', query, { id })).echeances as Json[];
}

test('sous l’information comme dans le registre, un délai dit qui doit agir, jusqu’à quel instant, et où il en est', async () => {
  const id = await transmettre();
  const [a1] = await delais(id);
  expect(a1).toMatchObject({
    ...{ regle: 'A1', acteur: 'crip-31', quiDoitAgir: 'président du conseil départemental', etat: 'OUVERTE' },
    ...{ retard: 0, echueAOuverture: false, suspendueLe: null, closeLe: null },
  });
  // Midnight in Paris, at the end of the last day.
  const fin = new Date(a1!.limiteLe as string);
  expect(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(fin.getTime() - 1)).toBe(a1!.dateLimite);
  const query = `query { echeances(first: 100, filtre: { regle: "A1" }) { edges { node { sujet { id } ${CHAMPS} } } } }`;
  const { edges } = recu(await hub.demander('crip', query));
  expect(edges.map(({ node }: Json) => node)).toContainEqual({ ...a1, sujet: { id } });
});

test('en retard, il dit de combien ; jointe ou non qualifiée, l’information n’a plus rien de dû', async () => {
  const id = await transmettre();
  await hub.database.query(
    `UPDATE hub.echeance SET limite_le = now() - interval '25 hours' WHERE sujet_id = $1 AND regle = 'A1'`,
    [id],
  );
  expect((await delais(id))[0]).toMatchObject({ regle: 'A1', etat: 'OUVERTE', retard: 2 });
  await avancer(cycle.ANALYSER, { informationId: id });
  await avancer(cycle.NON_QUALIFIER, { informationId: id, motif: 'Conflit de voisinage.' });
  expect((await delais(id))[0]).toMatchObject({ regle: 'A1', etat: 'CLOSE', retard: 0, closeLe: expect.any(String) });
});

test('un délai en heures a son heure, et ce que l’acte fait lui-même est déjà tenu dans l’accusé', async () => {
  const arriveLe = `${new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)}.000Z`;
  const accueillir = async (input: object): Promise<Json[]> => {
    const query = ASE.accueillirEnUrgence.replace('regle dateLimite article', CHAMPS);
    const { accuseReception, userErrors } = recu(await hub.demander('ase', query, { input }));
    expect(userErrors).toEqual([]);
    return accuseReception.echeances as Json[];
  };
  const fugue = await accueillir(accueilUrgence({ cas: 'FUGUE', arriveLe }));
  expect(fugue.find(({ regle }) => regle === 'A5')).toMatchObject({
    ...{ etat: 'OUVERTE', acteur: 'ase-31', quiDoitAgir: 'service de l’aide sociale à l’enfance' },
    limiteLe: new Date(Date.parse(arriveLe) + 72 * 3_600_000).toISOString(),
  });
  const mna = await accueillir(accueilUrgence({ cas: 'MNA', arriveLe }));
  expect(mna.find(({ regle }) => regle === 'A12_AVIS')).toMatchObject({ etat: 'TENUE', closeLe: expect.any(String) });
});
