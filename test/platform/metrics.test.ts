import { readFileSync } from 'node:fs';
import { startHub, type Hub } from '../../src/hub';
import { createLogger } from '../../src/platform/logger';
import { freePort } from '../../src/platform/free-port';
import { readConfig } from '../../src/platform/config';
import { fiche, ordonnance } from '../scenarios/envois';
import { NOTIFIER, TRANSMETTRE } from '../scenarios/operations';
import { ouvrirHub, ouvrirTerrain, type HubOuvert, type Terrain } from '../subgraphs/hub-ouvert';
import { until } from '../support/until';

let terrain: Terrain;
let hub: HubOuvert;
let worker: Hub;
let port: string;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  port = String(await freePort());
  const config = readConfig({
    DATABASE_URL: terrain.databaseUrl,
    HUB_DATA_DIR: terrain.folder,
    METRICS_PORT: port,
  });
  worker = await startHub({ config, role: 'worker', logger: createLogger({ level: 'silent' }) });
});
afterAll(async () => {
  await worker.close();
  await hub.fermer();
  await terrain.fermer();
});

const lire = async (url: string) => (await fetch(url)).text();
const api = () => lire(new URL('/metrics', hub.hub.url).href);
const duWorker = () => lire(`http://127.0.0.1:${port}/metrics`);
/** The value of the only sample that begins so. */
const valeur = (texte: string, echantillon: string) =>
  Number(
    texte
      .split('\n')
      .find((ligne) => ligne.startsWith(`${echantillon} `))
      ?.split(' ')[1] ?? NaN,
  );

test('operations are counted under their root field, apart in the urgent lane; errors under their code', async () => {
  await hub.demander('college', TRANSMETTRE, { input: fiche() });
  await hub.demander('parquet', NOTIFIER, { input: ordonnance() });
  await hub.demander('crip', '{ informationsPreoccupantes { edges { node { id } } } }');
  await hub.demander('college', NOTIFIER, { input: ordonnance() });
  await hub.demander('crip', '{ inconnu }');
  const texte = await api();
  const compte = (operation: string, voie: string) =>
    valeur(texte, `hub_operation_seconds_count{operation="${operation}",voie="${voie}"}`);
  expect(compte('transmettreInformationPreoccupante', 'urgente')).toBe(1);
  expect(compte('notifierMesureUrgente', 'urgente')).toBe(2);
  expect(compte('informationsPreoccupantes', 'ordinaire')).toBe(1);
  expect(compte('invalide', 'ordinaire')).toBe(1);
  const erreurs = (operation: string, code: string) =>
    valeur(texte, `hub_operation_errors_total{operation="${operation}",code="${code}"}`);
  expect(erreurs('notifierMesureUrgente', 'FORBIDDEN')).toBe(1);
  expect(erreurs('invalide', 'GRAPHQL_VALIDATION_FAILED')).toBe(1);
});

test('a worker says what it did and what waits, on a port of its own', async () => {
  await until(
    'jobs were done',
    async () => valeur(await duWorker(), 'hub_job_seconds_count{job="surveiller-escalades",issue="faite"}') > 0,
  );
  const texte = await duWorker();
  expect(valeur(texte, 'hub_queue_jobs{file="livraisons",etat="waiting"}')).toBe(0);
  expect(valeur(texte, 'hub_urgent_unacknowledged')).toBeGreaterThan(0);
  expect(valeur(texte, 'hub_deliveries_dead')).toBe(0);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST' })).status).toBe(404);
});

test('every metric of the dashboard, of the alert rules and of their page exists', async () => {
  const texte = `${await api()}\n${await duWorker()}`;
  const dites = ['alertes.yml', 'tableau-de-bord.json', 'README.md'].flatMap((nom) =>
    [...readFileSync(`docs/ops/${nom}`, 'utf8').matchAll(/\b(hub|process|nodejs)_[a-z_]*[a-z]\b/g)].map(
      ([nomDite]) => nomDite,
    ),
  );
  expect(dites.length).toBeGreaterThan(30);
  const connues = new Set([...texte.matchAll(/^# TYPE (\S+)/gm)].map(([, nom]) => nom));
  const inconnues = dites.filter((nom) => !connues.has(nom.replace(/_(bucket|count|sum)$/, '')) && !connues.has(nom));
  expect([...new Set(inconnues)]).toEqual([]);
});
