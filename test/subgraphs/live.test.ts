import { demoClients } from '../../src/auth/demo-clients';
import { fiche, ordonnance, saisine } from '../scenarios/envois';
import { ACCUSER, NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { abonner, type Abonne } from './abonne';
import { avec } from './bad-input-cases';
import {
  accuse,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  VOISINS,
  type HubOuvert,
  type Porteur,
  type Terrain,
} from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
const abonnes: Abonne[] = [];
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain, { role: 'all' });
});
afterEach(async () => {
  for (const un of abonnes.splice(0)) await un.fermer();
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

/** A subscriber of which the hub already knows: `graphql-ws` says nothing when a subscription starts. */
async function ecouter(porteur: Porteur, expiresIn?: number): Promise<Abonne> {
  const un = abonner(hub.url, hub.jeton(porteur, expiresIn));
  abonnes.push(un);
  await un.ouvert;
  await new Promise((done) => setTimeout(done, 500));
  return un;
}

const sur = (id: string) => (evenement: { sujet: { id: string } }) => evenement.sujet.id === id;

test('chaque institution reçoit ses événements, et ceux de personne d’autre', async () => {
  const { ase, crip, parquet, college, defenseur } = demoClients;
  const [laAse, laCrip, leParquet, leCollege, leDefenseur, laCrip33] = await Promise.all(
    [ase, crip, parquet, college, defenseur, VOISINS.crip33].map((porteur) => ecouter(porteur)),
  );
  const mesure = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() })).id;
  const notifiee = await laAse!.attendre('mesure notifiée', sur(mesure));
  expect(notifiee).toMatchObject({ type: 'mesure-urgente.notifiee', sujet: { type: 'MesureUrgente' }, lacune: false });
  await laCrip!.attendre('mesure notifiée', sur(mesure));
  await hub.demander('ase', ACCUSER, { input: { mesureId: mesure, fonction: 'Cadre' } });
  await leParquet!.attendre('mesure accusée', sur(mesure));
  const fiche31 = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id;
  await laCrip!.attendre('information reçue', sur(fiche31));
  const demande = accuse(await hub.demander('defenseur', SAISIR, { input: saisine() })).id;
  await laAse!.attendre('saisine', sur(demande));
  const enGironde = avec(fiche(), 'enfant.communeResidence', '33063');
  const fiche33 = accuse(await hub.demander('college', TRANSMETTRE, { input: enGironde })).id;
  await laCrip33!.attendre('information reçue', sur(fiche33));

  // The order is of a past day: its clocks ring too, when the worker comes round.
  const dits = (un?: Abonne) => un!.recus.filter(({ type }) => !type.startsWith('echeance.'));
  const vus = (un?: Abonne) => dits(un).map(({ type, sujet }) => [type, sujet.id]);
  expect(vus(laAse)).toEqual([
    ['mesure-urgente.notifiee', mesure],
    ['saisine-defenseur.transmise', demande],
  ]);
  expect(vus(laCrip)).toEqual([
    ['mesure-urgente.notifiee', mesure],
    ['information-preoccupante.recue', fiche31],
  ]);
  expect(vus(leParquet)).toEqual([['mesure-urgente.accusee', mesure]]);
  expect(vus(laCrip33)).toEqual([['information-preoccupante.recue', fiche33]]);
  expect(vus(leCollege)).toEqual([]);
  expect(vus(leDefenseur)).toEqual([]);
});

test("l'identifiant reçu en direct est celui de la boîte", async () => {
  const laCrip = await ecouter(demoClients.crip);
  const { id } = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() }));
  const direct = await laCrip.attendre('information reçue', sur(id));
  const { edges } = recu(await hub.demander('crip', 'query { notifications(first: 1) { edges { node { id } } } }'));
  expect(edges[0].node.id).toBe(direct.id);
});

test('cent envois à la fois, trois abonnés : chacun reçoit tout, une fois', async () => {
  const laCrip = await Promise.all([1, 2, 3].map(() => ecouter(demoClients.crip)));
  const ids = await Promise.all(
    Array.from({ length: 100 }, async () => accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() })).id),
  );
  for (const un of laCrip) {
    for (const id of ids) await un.attendre('information reçue', sur(id));
    expect(un.recus.map(({ sujet }) => sujet.id).sort()).toEqual([...ids].sort());
    expect(un.recus.some(({ lacune }) => lacune)).toBe(false);
  }
});

test.each(['au repos', 'sous la charge'])("l'expiration du jeton ferme l'abonnement, %s", async (charge) => {
  const leSecond = await ecouter(demoClients.ase);
  const debut = Date.now();
  const dureeS = charge === 'au repos' ? 2 : 5;
  const un = await ecouter(demoClients.ase, dureeS);
  let fini = false;
  const fermeture = un.ferme.finally(() => {
    fini = true;
  });
  let dernier = '';
  if (charge === 'sous la charge')
    while (!(fini as boolean)) dernier = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() })).id;
  const { code, reason } = await fermeture;
  expect(code).toBe(4403);
  expect(reason).toBe("Jeton d'accès expiré : reconnectez-vous avec un jeton neuf.");
  // A token counts in whole seconds.
  expect(Date.now() - debut).toBeGreaterThan((dureeS - 1) * 1_000);
  if (dernier === '') return;
  // Its neighbour, whose token still holds, misses nothing.
  await leSecond.attendre('la dernière mesure', sur(dernier));
  expect(un.recus.length).toBeGreaterThan(0);
  const dejaLus = un.recus.length;
  const suite = accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance() })).id;
  await leSecond.attendre('la suite', sur(suite));
  expect(un.recus).toHaveLength(dejaLus);
});

test('sans mandat, sans jeton, ou de forme fausse : refusé en français', async () => {
  const sansMandat = await ecouter({ ...demoClients.ase, scopes: ['mesure:lire'] });
  const [refus] = await sansMandat.refus;
  expect(refus).toMatchObject({
    message: expect.stringMatching(/n'est pas habilitée/),
    extensions: { code: 'FORBIDDEN' },
  });

  const sansJeton = abonner(hub.url, '');
  abonnes.push(sansJeton);
  expect(await sansJeton.ferme).toMatchObject({ code: 4401, reason: expect.stringMatching(/Jeton d'accès absent/) });

  const inconnue = abonner(hub.url, hub.jeton({ ...demoClients.ase, institution: 'ase-99' }));
  abonnes.push(inconnue);
  expect(await inconnue.ferme).toMatchObject({ code: 4403, reason: expect.stringMatching(/n'est pas enregistrée/) });

  const fautive = abonner(hub.url, hub.jeton(demoClients.ase), 'subscription { evenements { nomNaissance } }');
  abonnes.push(fautive);
  const [erreur] = await fautive.refus;
  expect(erreur!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(erreur!.message).toMatch(/« nomNaissance » n'existe pas/);
});
