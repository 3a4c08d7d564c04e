import { TRANSMETTRE } from '../scenarios/operations';
import { fiche } from '../scenarios/envois';
import {
  accuse,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type Terrain,
} from '../subgraphs/hub-ouvert';

const LISTE = /* GraphQL */ `
  query ($first: Int, $after: String, $filtre: FiltreEcheancesInput) {
    echeances(first: $first, after: $after, filtre: $filtre) {
      edges {
        cursor
        node {
          id
          regle
          intitule
          article
          acteur
          depart
          dateLimite
          dateReportee
          limiteLe
          reportConfirme
          verifie
          etapes
          etat
          retard
          sujet {
            type
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

let terrain: Terrain;
let hub: HubOuvert;
const informations: string[] = [];
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  for (let rang = 0; rang < 4; rang += 1)
    informations.push(accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id);
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

const lire = async (variables: object = {}) => recu(await hub.demander('crip', LISTE, variables));
const noeuds = ({ edges }: Json): Json[] => edges.map(({ node }: Json) => node);

test('the daily list goes from the nearest term, each row once, page after page', async () => {
  const toutes = noeuds(await lire({ first: 100 }));
  expect(toutes).toHaveLength(8);
  const termes = toutes.map(({ limiteLe, id }) => `${limiteLe} ${id}`);
  expect(termes).toEqual([...termes].sort());

  const lues: Json[] = [];
  for (let after: string | null = null, suite = true; suite;) {
    const page: Json = await lire({ first: 3, after });
    lues.push(...noeuds(page));
    ({ endCursor: after, hasNextPage: suite } = page.pageInfo);
  }
  expect(lues).toEqual(toutes);
});

test('a row says what is due, by which article, until when, and how that was computed', async () => {
  const [row] = noeuds(await lire({ filtre: { regle: 'A1' } }));
  expect(row).toMatchObject({ acteur: 'crip-31', etat: 'OUVERTE', retard: 0 });
  expect(row?.sujet).toEqual({ type: 'InformationPreoccupante', id: expect.any(String) });
  expect(informations).toContain(row?.sujet.id);
  expect(row?.article).toMatch(/^CASF/);
  expect(row?.etapes.length).toBeGreaterThan(2);
  const confirme = row?.dateLimite === row?.dateReportee;
  expect(row?.reportConfirme).toBe(confirme);
});

test('it is filtered by actor, rule, state and term', async () => {
  const nombre = async (filtre: object) => noeuds(await lire({ first: 100, filtre })).length;
  expect(await nombre({ regle: 'A2' })).toBe(4);
  expect(await nombre({ regle: 'a2' })).toBe(4);
  expect(await nombre({ acteur: 'crip-31' })).toBe(8);
  expect(await nombre({ acteur: 'ase-31' })).toBe(0);
  expect(await nombre({ etat: 'TENUE' })).toBe(0);
  expect(await nombre({ echuesAvant: '2000-01-01T00:00:00Z' })).toBe(0);
  expect(await nombre({ echuesAvant: '2100-01-01T00:00:00Z' })).toBe(8);
});

test.each([
  [{ regle: 'A99' }, /^filtre\.regle : cette règle n'existe pas ; règles connues : J1, .*\bDDD\b.*\.$/],
  [{ acteur: 'crip-99' }, /^filtre\.acteur : aucune institution .* je-tj31555 .*\.$/],
  [{ acteur: 'tj31000' }, /^filtre\.acteur : /],
  [{ acteur: 'je-crip-31' }, /^filtre\.acteur : /],
  [{ acteur: 'la CRIP' }, /^filtre\.acteur : /],
])('%j is refused, not answered by an empty list', async (filtre, phrase) => {
  const { body } = await hub.demander('crip', LISTE, { filtre });
  expect(body.data?.echeances ?? null).toBeNull();
  expect(body.errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(phrase),
      extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    }),
  ]);
  expect(body.errors![0]!.message).not.toContain(Object.values(filtre)[0]);
});

test.each(['je-tj31555', 'tj31555', 'DDD', 'ase-69M', 'crip-31'])('%s may be bound by a deadline', async (acteur) => {
  expect((await hub.demander('crip', LISTE, { filtre: { acteur } })).body.errors).toBeUndefined();
});

test('a row not done in time says its days of delay; once done, it keeps them', async () => {
  await hub.database.query(
    `UPDATE hub.echeance SET limite_le = now() - interval '49 hours' WHERE sujet_id = $1 AND regle = 'A1'`,
    [informations[0]],
  );
  const enRetard = { regle: 'A1', echuesAvant: new Date().toISOString() };
  expect(noeuds(await lire({ filtre: enRetard }))).toMatchObject([{ retard: 3, etat: 'OUVERTE' }]);
  await hub.database.query(
    `UPDATE hub.echeance SET etat = 'TENUE', close_le = limite_le + interval '1 hour' WHERE sujet_id = $1`,
    [informations[0]],
  );
  expect(noeuds(await lire({ filtre: enRetard }))).toMatchObject([{ retard: 1, etat: 'TENUE' }]);
});

test('the neighbour’s list is empty', async () => {
  expect(noeuds(recu(await hub.demander('crip33', LISTE, {})))).toEqual([]);
});

test.each(['', 'x', Buffer.from('2026-01-01 x').toString('base64url')])('cursor “%s” is refused', async (after) => {
  const { body } = await hub.demander('crip', LISTE, { after });
  expect(body.errors?.[0]?.message).toBe('after : ce curseur ne vient pas de cette liste.');
});

test('/metrics answers this machine, and nobody through a proxy', async () => {
  const url = new URL('/metrics', hub.hub.url);
  const reponse = await fetch(url);
  expect(reponse.status).toBe(200);
  expect(reponse.headers.get('content-type')).toContain('version=0.0.4');
  expect(await reponse.text()).toContain('hub_deadlines_open ');
  expect((await fetch(url, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
});
