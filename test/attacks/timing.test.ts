import { randomInt } from 'node:crypto';
import { Pool } from 'undici';
import { v7 } from 'uuid';
import { MANDAT_MEDICAL } from '../../src/domain/access-acteurs';
import { nirKey } from '../../src/domain/check-digits';
import { fiche, ficheHopital } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { LECTURES, peupler, type Peuplement } from '../subgraphs/access-cases';
import { avec } from '../subgraphs/bad-input-cases';
import {
  accuse,
  avecFinalite,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  type HubOuvert,
  type NomInstitution,
  type Porteur,
  type Terrain,
} from '../subgraphs/hub-ouvert';
import { isSlower } from './medians';

const ROUNDS = 150;
const PAR_INE = 'query ($id: String!, $finalite: Finalite!) { enfantParIne(ine: $id, finalite: $finalite) { id } }';
const PAR_INS = 'query ($id: String!, $finalite: Finalite!) { enfantParIns(ins: $id, finalite: $finalite) { id } }';
const unIne = () => `${String(randomInt(1e8, 1e9))}AB`;
function unIns(): string {
  const corps = `2550699${String(randomInt(100_000, 1_000_000))}`;
  return `${corps}${nirKey(corps)}`;
}

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
  async function measure(qui: Porteur, query: string, unreadable: string, absent: () => string) {
    const token = hub.jeton(qui);
    const of = (id: string) => avecFinalite(query, qui.role, { id }) ?? {};
    const [tried, one, other]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      one.push(await time(token, query, of(absent())));
      tried.push(await time(token, query, of(unreadable)));
      other.push(await time(token, query, of(absent())));
    }
    // What compiles and fills caches is not looked at.
    const warm = Math.floor(ROUNDS / 5);
    return { tried: tried.slice(warm), one: one.slice(warm), other: other.slice(warm) };
  }

  /** A real difference is there each time; that of a busy machine is not. */
  async function exigerLeMemeTemps(qui: Porteur, query: string, unreadable: string, absent: () => string) {
    for (let attempt = 1; ; attempt += 1) {
      if (!isSlower(await measure(qui, query, unreadable, absent))) return;
      if (attempt === 4) throw new Error(`${query} takes another time for what ${qui.institution} may not read.`);
    }
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
      await exigerLeMemeTemps(INSTITUTIONS[qui], LECTURES[lecture].query, ids.unEnfant[sujet], v7);
    },
    120_000,
  );

  test.each<[NomInstitution]>([['autreCollege'], ['crip33']])(
    '%s: enfantParIne',
    async (qui) => {
      const ine = unIne();
      accuse(await hub.demander('college', TRANSMETTRE, { input: avec(fiche(), 'scolarite.ine', ine) }));
      await exigerLeMemeTemps(INSTITUTIONS[qui], PAR_INE, ine, unIne);
    },
    120_000,
  );

  test('hopitalDuRhone: enfantParIns', async () => {
    const matricule = unIns();
    const ins = { matricule, oid: '1.2.250.1.213.1.4.8' };
    accuse(await hub.demander('hopital', TRANSMETTRE, { input: avec(ficheHopital(), 'suiviSante.ins', ins) }));
    const { scopes, ...hopital } = INSTITUTIONS.hopitalDuRhone;
    await exigerLeMemeTemps({ ...hopital, scopes: [...scopes, MANDAT_MEDICAL] }, PAR_INS, matricule, unIns);
  }, 120_000);
});
