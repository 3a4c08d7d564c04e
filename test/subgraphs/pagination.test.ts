import { CODES_ERREUR } from '../../src/domain/errors';
import { TYPES_EVENEMENT } from '../../src/domain/events';
import { fiche, ordonnance, saisine } from '../scenarios/envois';
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

const envoyer = async (qui: NomInstitution, query: string, input: object): Promise<string> =>
  accuse(await hub.demander(qui, query, { input })).id;

interface Liste {
  readonly champ: string;
  readonly qui: NomInstitution;
  /** One more row; its identifier, as the list shows it. */
  readonly ajouter: () => Promise<string>;
  readonly cle: (node: Json) => string;
}

const LISTES: readonly Liste[] = [
  {
    champ: 'informationsPreoccupantes',
    qui: 'crip',
    ajouter: () => envoyer('college', TRANSMETTRE, fiche()),
    cle: ({ id }) => id,
  },
  {
    champ: 'mesuresUrgentes',
    qui: 'parquet',
    ajouter: () => envoyer('parquet', NOTIFIER, ordonnance()),
    cle: ({ id }) => id,
  },
  {
    champ: 'saisinesDefenseur',
    qui: 'defenseur',
    ajouter: () => envoyer('defenseur', SAISIR, saisine()),
    cle: ({ id }) => id,
  },
  {
    champ: 'notifications',
    qui: 'ase',
    ajouter: () => envoyer('parquet', NOTIFIER, ordonnance()),
    cle: ({ sujet }) => sujet.id,
  },
];

describe.each(LISTES)('$champ', ({ champ, qui, ajouter, cle }) => {
  const noeud = champ === 'notifications' ? 'id sujet { id }' : 'id';
  const query = `query ($first: Int, $after: String) {
    ${champ}(first: $first, after: $after) { edges { cursor node { ${noeud} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  }`;
  const page = (variables: object) => hub.demander(qui, query, variables);

  test('chaque ligne une fois, de la plus récente à la plus ancienne, pendant que d’autres arrivent', async () => {
    const premieres: string[] = [];
    for (let rang = 0; rang < 11; rang += 1) premieres.push(await ajouter());
    const dejaLa = (recu(await page({ first: 100 })).edges as Json[]).map(({ node }) => cle(node));
    expect(dejaLa.slice(0, 11)).toEqual([...premieres].reverse());

    const lues: string[] = [];
    const arrivees: string[] = [];
    for (let after: string | null = null, suite = true; suite;) {
      const { edges, pageInfo }: Json = recu(await page({ first: 3, after }));
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      expect(pageInfo.startCursor).toBe(edges[0].cursor);
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      lues.push(...edges.map(({ node }: Json) => cle(node)));
      ({ endCursor: after, hasNextPage: suite } = pageInfo);
      arrivees.push(await ajouter());
    }
    expect(lues).toEqual(dejaLa);
    const apres = (recu(await page({ first: 100 })).edges as Json[]).map(({ node }) => cle(node));
    expect(apres).toEqual([...arrivees.reverse(), ...dejaLa]);
  });

  test('vingt lignes à défaut ; la dernière page dit qu’elle est la dernière', async () => {
    while ((recu(await page({ first: 21 })).edges as Json[]).length < 21) await ajouter();
    const { edges, pageInfo } = recu(await page({}));
    expect(edges).toHaveLength(20);
    expect(pageInfo.hasNextPage).toBe(true);
    const { edges: toutes } = recu(await page({ first: 100 }));
    const derniere = recu(await page({ first: 100, after: toutes.at(-1).cursor }));
    const vide = { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null };
    expect(derniere).toEqual({ edges: [], pageInfo: vide });
    expect(recu(await page({ first: 1, after: toutes.at(-2).cursor })).pageInfo.hasNextPage).toBe(false);
  });

  test.each([0, 101, -1, -2_147_483_648])('first: %i', async (first) => {
    const { status, body } = await page({ first });
    expect(status).toBe(200);
    expect(body.data ?? null).toBeNull();
    const refus = { message: 'first : un nombre de 1 à 100 est attendu.', path: [champ] };
    expect(body.errors).toEqual([expect.objectContaining(refus)]);
    expect(body.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  test.each(['', 'x', 'bm9uLXV1aWQ', "' OR 1=1 --", Buffer.from('é'.repeat(400)).toString('base64url')])(
    'curseur « %s »',
    async (after) => {
      const { body } = await page({ first: 1, after });
      expect(body.data ?? null).toBeNull();
      const [erreur] = body.errors!;
      expect(erreur).toMatchObject({ message: 'after : ce curseur ne vient pas de cette liste.', path: [champ] });
      expect(erreur!.extensions.code).toBe('BAD_USER_INPUT');
    },
  );

  test.each([2_147_483_648, 1.5, '10'])('first: %p n’est pas un entier', async (first) => {
    const { status, body } = await page({ first });
    expect(status).toBe(CODES_ERREUR.BAD_USER_INPUT.http);
    expect(body.errors![0]!.message).toMatch(
      /^Variable « \$first » : (un nombre entier est attendu|nombre trop grand)/,
    );
  });
});

describe('notifications', () => {
  const relever = (selection: string) =>
    hub.demander('ase', `{ notifications(filtre: { type: ${selection} }) { edges { node { id type remiseLe } } } }`);

  test('un type inconnu est refusé, avec la liste des types', async () => {
    const { body } = await relever('"bogus"');
    const [erreur] = body.errors!;
    expect(erreur!.extensions.code).toBe('BAD_USER_INPUT');
    expect(erreur!.message).toMatch(/^filtre\.type : ce type d'événement n'existe pas ; types connus : .+, .+\.$/);
    expect(erreur!.message).toContain(TYPES_EVENEMENT.join(', '));
    expect(erreur!.message).not.toContain('bogus');
  });

  test('la remise annoncée est celle qui est enregistrée', async () => {
    await envoyer('parquet', NOTIFIER, ordonnance());
    const [annoncee] = recu(
      await hub.demander('ase', '{ notifications(first: 1) { edges { node { id type remiseLe } } } }'),
    ).edges as Json[];
    expect(annoncee.node.remiseLe).toMatch(/Z$/);
    const relue = (recu(await relever(JSON.stringify(annoncee.node.type))).edges as Json[]).find(
      ({ node }) => node.id === annoncee.node.id,
    );
    expect(relue?.node.remiseLe).toBe(annoncee.node.remiseLe);
  });
});
