import { readFileSync } from 'node:fs';
import { startHub, type Hub } from '../../src/hub';
import { SEUILS_LECTURE } from '../../src/domain/lectures-massives';
import { readConfig } from '../../src/platform/config';
import { freePort } from '../../src/platform/free-port';
import { createLogger } from '../../src/platform/logger';
import { fiche } from '../scenarios/envois';
import { BOITE, TRANSMETTRE } from '../scenarios/operations';
import { OUVRIR_EN_URGENCE } from '../scenarios/urgence-operations';
import { randomUUID } from 'node:crypto';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type Porteur,
  type Terrain,
} from '../subgraphs/hub-ouvert';
import { surveillerLectures } from '../../src/subgraphs/preuve';
import { openHubDatabase } from '../../src/rows';
import type { Database } from '../../src/platform/database';
import { until } from '../support/until';

const { HORS_RESSORT: SEUIL } = SEUILS_LECTURE;
const LIRE = 'query ($id: ID!, $finalite: Finalite!) { enfant(id: $id, finalite: $finalite) { id nomNaissance } }';

const agent = (sub: string): Porteur => ({ ...INSTITUTIONS.crip69M, sub });

let terrain: Terrain;
let hub: HubOuvert;
let service: Database;
let enfants: string[];
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  service = await openHubDatabase(terrain.databaseUrl, { qualite: 'travailleur', poolSize: 1 });
  for (let rang = 0; rang < SEUIL; rang += 1) accuse(await hub.demander('college', TRANSMETTRE, { input: fiche() }));
  const lus = await hub.database.query<{ id: string }>("SELECT id FROM crip.enfant WHERE collectivite = '31'");
  enfants = lus.map(({ id }) => id);
  // On call, the CRIP of elsewhere opens them one by one, two agents taking turns.
  for (const [rang, enfantId] of enfants.entries()) {
    const input = { idempotencyKey: randomUUID(), motif: 'FUGUE', enfantId };
    expect(
      recu(await hub.demander(agent(`astreinte-${String(rang % 2)}`), OUVRIR_EN_URGENCE, { input })).userErrors,
    ).toEqual([]);
  }
});
afterAll(async () => {
  await service.close();
  await hub.fermer();
  await terrain.fermer();
});

const ouvrir = async (qui: Porteur, ids: readonly string[], finalite: string) => {
  for (const id of ids) expect(recu(await hub.demander(qui, LIRE, { id, finalite })).id).toBe(id);
};
const passer = () => surveillerLectures(service, { now: new Date(), newId: randomUUID });
const trouvees = () => hub.database.query('SELECT institution, acteur, perimetre FROM hub.lecture_massive ORDER BY le');

test('quarante-neuf dossiers d’ailleurs, les mêmes relus, ou tous ceux de son ressort : rien', async () => {
  await ouvrir(agent('agent-1'), enfants.slice(1), 'URGENCE');
  await ouvrir(agent('agent-1'), enfants.slice(1, 10), 'URGENCE');
  await ouvrir({ ...INSTITUTIONS.crip, sub: 'chez elle' }, enfants, 'EVALUATION');
  expect(await passer()).toEqual([]);
});

test('cinquante dossiers d’ailleurs en une minute par la même personne : son institution l’apprend, une fois', async () => {
  await ouvrir(agent('agent-2'), enfants, 'URGENCE');
  expect((await passer()).map(({ institution }) => institution)).toEqual(['crip-69M']);
  expect(await passer()).toEqual([]);
  expect(await trouvees()).toEqual([{ institution: 'crip-69M', acteur: 'agent-2', perimetre: 'HORS_RESSORT' }]);
  const { edges } = recu(await hub.demander('crip69M', BOITE));
  const avis = edges.map(({ node }: Json) => node).filter(({ type }: Json) => type === 'acces.massif');
  const [partenaire] = await hub.database.query<{ id: string }>(
    "SELECT objet_id id FROM hub.partenaire WHERE id = 'crip-69M'",
  );
  expect(avis).toMatchObject([{ sujet: { id: partenaire!.id } }]);
  for (const id of enfants) expect(JSON.stringify(avis)).not.toContain(id);
  const autres = await hub.database.query(
    "SELECT l.destinataire FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id WHERE e.type = 'acces.massif'",
  );
  expect(autres).toEqual([{ destinataire: 'crip-69M' }]);
  expect(await hub.database.query("SELECT institution FROM hub.audit WHERE acte = 'surveillerLectures'")).toEqual([
    { institution: 'hub' },
  ]);
});

test('étalés sur plus d’une minute, ils ne sont pas un nombre', async () => {
  await ouvrir(agent('agent-3'), enfants, 'URGENCE');
  await hub.database.query('ALTER TABLE hub.acces DISABLE TRIGGER USER');
  await hub.database.query(
    `UPDATE hub.acces SET le = le - interval '2 minutes' WHERE acteur = 'agent-3' AND enfant_id = $1`,
    [enfants[0]],
  );
  await hub.database.query('ALTER TABLE hub.acces ENABLE TRIGGER USER');
  expect(await passer()).toEqual([]);
});

test('une page après l’autre de son propre ressort : un travailleur le trouve, le compte et le dit sans nommer personne', async () => {
  // Five hundred files do not need five hundred children of flesh: what is counted is the accesses.
  await hub.database.query(
    `INSERT INTO crip.enfant (id, collectivite, nom_naissance, prenoms, sexe, date_naissance, cle_identite)
     SELECT gen_random_uuid(), '31', 'Durand', 'A', 'F', '2015-01-01', 'cle-' || rang FROM generate_series(1, $1) rang`,
    [SEUILS_LECTURE.TOUS],
  );
  await hub.database.query(
    `INSERT INTO hub.acces (id, operation, institution, acteur, enfant_id, objet_types, objet_ids, le)
     SELECT overlay($1::text placing lpad(to_hex(row_number() OVER ()), 12, '0') from 25)::uuid, 'page', 'crip-31', 'export', id,
       '{Enfant}', ARRAY[id], now() FROM crip.enfant WHERE cle_identite LIKE 'cle-%'`,
    [idDeMaintenant()],
  );
  const dit: string[] = [];
  const port = String(await freePort());
  const config = readConfig({
    ...{ DATABASE_URL: terrain.databaseUrl, HUB_DATA_DIR: terrain.folder, METRICS_PORT: port },
  });
  const destination = { write: (ligne: string) => dit.push(ligne) };
  const logger = createLogger({ level: 'warn', destination });
  const worker: Hub = await startHub({ config, role: 'worker', logger });
  try {
    await until('the worker has found it', async () => (await trouvees()).length === 2);
    expect((await trouvees())[1]).toEqual({ institution: 'crip-31', acteur: 'export', perimetre: 'TOUS' });
    const metriques = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metriques).toMatch(/^hub_mass_reads 2$/m);
    expect(readFileSync('docs/ops/alertes.yml', 'utf8')).toContain('hub_mass_reads > 0');
    await until('it is said', async () => Promise.resolve(dit.some((ligne) => ligne.includes('lectures-massives'))));
    const ligne = dit.find((une) => une.includes('lectures-massives'));
    expect(JSON.parse(ligne!)).toMatchObject({ event: 'lectures-massives', institution: 'crip-31' });
    expect(ligne).not.toMatch(/export|Durand/);
  } finally {
    await worker.close();
  }
});

function idDeMaintenant(): string {
  const hex = Date.now().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
