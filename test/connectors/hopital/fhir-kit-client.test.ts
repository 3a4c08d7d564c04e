import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, FhirResource } from 'fhir-kit-client' with { 'resolution-mode': 'import' };
import { readConfig } from '../../../src/platform/config';
import { messageDHopital } from '../../../connectors/hopital/simulator';
import { ouvrirMonde, type Monde } from '../../scenarios/monde';
import { freshDatabase, type TestDatabase } from '../../support/database';

/** A FHIR client that its authors wrote without us: what it cannot do with the hub, a hospital could not either. */
let client: Client;
let base: TestDatabase;
let dossier: string;
let monde: Monde;

beforeAll(async () => {
  base = await freshDatabase();
  dossier = mkdtempSync(join(tmpdir(), 'fhir-kit-'));
  monde = await ouvrirMonde({ config: readConfig({ PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier }) });
  const { Client } = await import('fhir-kit-client');
  const bearerToken = await monde.jeton('hopital');
  client = new Client({ baseUrl: new URL('/fhir', monde.url).href, bearerToken });
});
afterAll(async () => {
  await monde.fermer();
  await base.drop();
  rmSync(dossier, { recursive: true });
});

const message = (changer?: (patient: any) => void) => JSON.parse(messageDHopital(changer)) as FhirResource;
const notification = (changer: (notification: any) => void = () => undefined): any => {
  const exemple = join('connectors', 'hopital', 'samples', 'hopital-notification.adm.json');
  const lue = JSON.parse(readFileSync(exemple, 'utf8'));
  lue.identifier[0].value = randomUUID();
  changer(lue);
  return lue;
};
const creer = (body: FhirResource): Promise<any> => client.create({ resourceType: 'CommunicationRequest', body });
const traiter = (input: FhirResource): Promise<any> => client.operation({ name: 'process-message', input });

/** What the client says of a refusal. */
async function refusDe(envoi: Promise<unknown>): Promise<{ status: number; data: any }> {
  try {
    await envoi;
  } catch (error) {
    return (error as { response: { status: number; data: any } }).response;
  }
  throw new Error('accepted what must be refused');
}

test('ce que le hub comprend se lit avant d’envoyer', async () => {
  const enonce: any = await client.capabilityStatement();
  const [rest] = enonce.rest;
  expect([enonce.resourceType, enonce.fhirVersion]).toEqual(['CapabilityStatement', '4.0.1']);
  expect(rest.operation.map(({ name }: any) => name)).toEqual(['process-message']);
  const { CapabilityTool } = await import('fhir-kit-client');
  const outil = new CapabilityTool(enonce);
  expect(outil.resourceCan('CommunicationRequest', 'create')).toBe(true);
  expect(outil.resourceCan('CommunicationRequest', 'read')).toBe(false);
});

test('un message passe par l’opération, deux fois la même réponse', async () => {
  const envoi = message();
  const reponse = await traiter(envoi);
  const [entete, details] = reponse.entry.map(({ resource }: any) => resource);
  expect(entete.response).toMatchObject({ identifier: (envoi as any).identifier.value, code: 'ok' });
  expect(details.issue[0].diagnostics).toMatch(/^Reçu /);
  expect(await traiter(envoi)).toEqual(reponse);
});

test('un message refusé : le client rend l’OperationOutcome du hub, et l’endroit', async () => {
  const { status, data } = await refusDe(traiter(message((patient) => (patient.gender = 'garçon'))));
  expect([status, data.resourceType, data.entry[0].resource.response.code]).toEqual([422, 'Bundle', 'fatal-error']);
  expect(data.entry[1].resource.issue[0]).toMatchObject({
    ...{ severity: 'error', expression: ['Bundle.entry[2].resource.gender'] },
    details: { coding: [{ code: 'CODE_INCONNU' }] },
  });
});

test('une notification est créée ; la même réponse pour la même, 409 si elle a changé', async () => {
  const envoi = notification();
  const reponse = await creer(envoi);
  expect(reponse).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'information' }] });
  expect(reponse.issue[0].diagnostics).toMatch(/^Reçu /);
  expect(await creer(envoi)).toEqual(reponse);
  const { status, data } = await refusDe(creer({ ...envoi, status: 'completed' }));
  expect([status, data.issue[0].code, data.issue[0].expression]).toEqual([
    ...[409, 'duplicate'],
    ['CommunicationRequest.identifier'],
  ]);
});

test.each<[string, (n: any) => void, string, string]>([
  [
    'd’un autre hôpital',
    (n) => (n.contained[1].identifier[0].value = '1310016977'),
    'ETABLISSEMENT_DIFFERENT',
    'Organization.identifier',
  ],
  ['à venir', (n) => (n.extension[1].valueDateTime = '2999-01-01T00:00:00Z'), '', 'CommunicationRequest.extension'],
  ['d’un enfant à naître', (n) => (n.contained[0].birthDate = '2990-05-06'), '', 'Patient.birthDate'],
])('une notification %s : 422, un OperationOutcome et l’endroit', async (_, changer, code, ou) => {
  const { status, data } = await refusDe(creer(notification(changer)));
  expect([status, data.resourceType, data.issue[0].expression]).toEqual([422, 'OperationOutcome', [ou]]);
  if (code !== '') expect(data.issue[0].details.coding[0].code).toBe(code);
});

test('sans jeton, ou par le collège : refusé', async () => {
  const { Client } = await import('fhir-kit-client');
  const dire = (jeton?: string) =>
    new Client({ baseUrl: client.baseUrl, ...(jeton ? { bearerToken: jeton } : {}) }).create({
      resourceType: 'CommunicationRequest',
      body: notification(),
    });
  expect((await refusDe(dire())).status).toBe(401);
  const { status, data } = await refusDe(dire(await monde.jeton('college')));
  expect([status, data.issue[0].code]).toEqual([403, 'forbidden']);
});
