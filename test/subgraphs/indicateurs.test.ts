import { randomUUID } from 'node:crypto';
import { demoClients } from '../../src/auth/demo-clients';
import { arreterIndicateurs } from '../../src/observatoire/arreter-indicateurs';
import { enregistrerPartenaire } from '../../src/partners';
import { openHubDatabase } from '../../src/rows';
import { fiche } from '../scenarios/envois';
import { TRANSMETTRE } from '../scenarios/operations';
import { accuse, ouvrirHub, ouvrirTerrain, recu, type HubOuvert, type Terrain } from './hub-ouvert';

const ANNEE = new Date().getUTCFullYear();
const QUERY = /* GraphQL */ `
  query Indicateurs($annee: Int!) {
    indicateurs(annee: $annee) {
      collectivite
      annee
      informations {
        objets
        enfants
        fratries
      }
      tables {
        dimension
        lignes {
          modalite
          libelle
          objets
        }
      }
      delais {
        objet
        partATemps
        mediane
        p90
      }
    }
  }
`;

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  for (let i = 0; i < 8; i += 1) accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() }));
  const travailleur = await openHubDatabase(terrain.databaseUrl, { qualite: 'travailleur', poolSize: 1 });
  const now = new Date(`${String(ANNEE + 1)}-05-01T12:00:00Z`);
  await arreterIndicateurs(travailleur, { now, newId: () => randomUUID() });
  await travailleur.close();
});
afterAll(async () => {
  await hub.fermer();
  await terrain.fermer();
});

test('l’observatoire lit les nombres de sa collectivité, arrondis, ce qui est petit retenu', async () => {
  const lus = recu(await hub.demander('observatoire', QUERY, { annee: ANNEE }));
  expect(lus).toMatchObject({ collectivite: '31', annee: ANNEE });
  expect(lus.informations.objets % 5).toBe(0);
  expect(lus.informations.objets).toBeGreaterThan(0);
  const [origine] = lus.tables;
  expect(origine.dimension).toBe('ORIGINE');
  // One kind of sender, and every other is nobody: the one that is large is withheld with them.
  expect(origine.lignes.every(({ objets }: { objets: unknown }) => objets === null)).toBe(true);
  expect(lus.delais).toEqual([
    { objet: 'EVALUATION', partATemps: null, mediane: null, p90: null },
    { objet: 'RETOUR', partATemps: null, mediane: null, p90: null },
  ]);
});

test('une année qui n’est pas arrêtée, ou qu’aucun calendrier n’a, ne dit rien', async () => {
  for (const annee of [ANNEE + 1, 1, -5, 2_147_483_647])
    expect(recu(await hub.demander('observatoire', QUERY, { annee }))).toBeNull();
});

test('celui d’une autre collectivité lit la sienne, et rien d’autre ; sans le mandat, refusé', async () => {
  const { observatoire } = demoClients;
  const autre = { ...observatoire, institution: 'odpe-33', territoire: '33' };
  await enregistrerPartenaire(hub.database, autre);
  const sien = recu(await hub.demander(autre, QUERY, { annee: ANNEE }));
  expect([sien.collectivite, sien.informations.objets]).toEqual(['33', null]);
  const { body } = await hub.demander({ ...observatoire, scopes: ['notification:lire'] }, QUERY, { annee: ANNEE });
  expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
