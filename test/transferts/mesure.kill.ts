import { recu } from '../subgraphs/hub-ouvert';
import { ouvrirDeuxHubs } from './deux-hubs';
import { lancer } from './hub-tuable';
import { mesureEntreHubs } from './mesure';

jest.setTimeout(90_000);

let hubs: Awaited<ReturnType<typeof ouvrirDeuxHubs>>;
beforeAll(async () => {
  hubs = await ouvrirDeuxHubs();
});
afterAll(() => hubs.fermer());

const { uneMesure, transferer, arrivee, jamaisDeux } = mesureEntreHubs(() => hubs);
const autour = (...points: string[]) => points.flatMap((point) => [`${point} avant`, `${point} apres`]);

test.each(autour('commit transfererDossier'))('une mesure, kill -9 de l’API de Toulouse : %s', async (point) => {
  const mesureId = await uneMesure();
  await hubs.toulouse.arreter();
  const processus = await lancer(hubs.toulouse, 'api', point);
  await expect(transferer(mesureId)).rejects.toThrow();
  expect(await processus.mort()).toBe('SIGKILL');
  await hubs.toulouse.demarrer();
  // The ASE, which has had no answer, sends it again.
  expect(recu(await transferer(mesureId)).userErrors).toEqual([]);
  await hubs.toulouse.conduire();
  await arrivee(mesureId);
});

test.each([
  ...autour('commit prise', 'envoi preparer', 'commit confirmerTransfert'),
  ...autour('envoi confirmer', 'commit conclureTransfert'),
])('une mesure, kill -9 du travailleur de Toulouse : %s', async (point) => {
  const mesureId = await uneMesure();
  expect(recu(await transferer(mesureId)).userErrors).toEqual([]);
  const processus = await lancer(hubs.toulouse, 'worker', point);
  expect(await processus.mort()).toBe('SIGKILL');
  await jamaisDeux(mesureId);
  await hubs.toulouse.conduire();
  await arrivee(mesureId);
});

test.each([...autour('commit preparerTransfert', 'reponse preparer', 'commit recevoirTransfert', 'reponse confirmer')])(
  'une mesure, kill -9 à Lyon : %s',
  async (point) => {
    const mesureId = await uneMesure();
    expect(recu(await transferer(mesureId)).userErrors).toEqual([]);
    await hubs.lyon.arreter();
    const processus = await lancer(hubs.lyon, 'api', point);
    await hubs.toulouse.conduire();
    expect(await processus.mort()).toBe('SIGKILL');
    await jamaisDeux(mesureId);
    await hubs.lyon.demarrer();
    await hubs.toulouse.conduire();
    await arrivee(mesureId);
  },
);
