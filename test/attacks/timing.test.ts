import { Pool } from 'undici';
import { v7 } from 'uuid';
import { LECTURES, peupler, type Peuplement } from '../subgraphs/access-cases';
import {
  avecFinalite,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  type HubOuvert,
  type NomInstitution,
  type Terrain,
} from '../subgraphs/hub-ouvert';
import { isSlower } from './medians';

describe('the measure itself', () => {
  /** Times of a busy machine: a long tail. */
  const noisy = (count: number, factor: number) =>
    Array.from({ length: count }, () => factor * (2 + Math.random() + (Math.random() < 0.05 ? 20 : 0)));
  const rounds = (factor: number) => ({ tried: noisy(300, factor), one: noisy(300, 1), other: noisy(300, 1) });

  test('sees a difference of a third', () => {
    expect(isSlower(rounds(1.33))).toBe(true);
    expect(isSlower(rounds(0.67))).toBe(true);
  });

  test('sees none where there is none', () => {
    expect([1, 2, 3, 4, 5].filter(() => isSlower(rounds(1))).length).toBeLessThan(3);
  });
});

describe('a record that may not be read takes the time of a record that is not there', () => {
  let terrain: Terrain;
  let hub: HubOuvert;
  let ids: Peuplement;
  let pool: Pool;
  beforeAll(async () => {
    terrain = await ouvrirTerrain();
    hub = await ouvrirHub(terrain);
    ids = await peupler(hub);
    pool = new Pool(new URL(hub.url).origin, { connections: 1 });
  }, 120_000);
  afterAll(async () => {
    await pool.close();
    await hub.fermer();
    await terrain.fermer();
  });

  async function time(token: string, query: string, variables: object): Promise<number> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables });
    const started = performance.now();
    const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
    const text = await answer.body.text();
    const spent = performance.now() - started;
    expect(text).toContain('NOT_FOUND');
    return spent;
  }

  /** One after the other, in turn, so that what disturbs one disturbs all. */
  async function measure(qui: NomInstitution, query: string, unreadable: string, rounds: number) {
    const token = hub.jeton(INSTITUTIONS[qui]);
    const of = (id: string) => avecFinalite(query, INSTITUTIONS[qui].role, { id }) ?? {};
    const [tried, one, other]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      one.push(await time(token, query, of(v7())));
      tried.push(await time(token, query, of(unreadable)));
      other.push(await time(token, query, of(v7())));
    }
    // What compiles and fills caches is not looked at.
    const warm = Math.floor(rounds / 5);
    return { tried: tried.slice(warm), one: one.slice(warm), other: other.slice(warm) };
  }

  test.each<[NomInstitution, keyof typeof LECTURES, keyof Peuplement['unEnfant']]>([
    ['crip69M', 'enfant', 'enfant'],
    ['autreCollege', 'informationPreoccupante', 'information'],
    ['ase33', 'mesureUrgente', 'mesure'],
    ['crip33', 'saisineDefenseur', 'saisine'],
    ['parquetSaintGaudens', 'decision', 'decision'],
    ['ase33', 'echeance', 'echeance'],
  ])(
    '%s: %s',
    async (qui, lecture, sujet) => {
      const { query } = LECTURES[lecture];
      // A real difference is there each time; that of a busy machine is not.
      for (let attempt = 1; ; attempt += 1) {
        const rounds = await measure(qui, query, ids.unEnfant[sujet], 150);
        if (!isSlower(rounds)) return;
        if (attempt === 4) throw new Error(`${lecture} takes another time for what ${qui} may not read.`);
      }
    },
    120_000,
  );
});
