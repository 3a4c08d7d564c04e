import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { information, messageDHopital, reponseFhir } from '../../../connectors/hopital/simulator';
import { demoClients, type DemoClientName } from '../../../src/auth/demo-clients';
import { readConfig } from '../../../src/platform/config';
import { createLogger } from '../../../src/platform/logger';
import { demandeurDeJetons } from '../../scenarios/jetons';
import { ouvrirMonde, type Monde } from '../../scenarios/monde';
import { PIECES } from '../../scenarios/pieces';
import { freshDatabase, type TestDatabase } from '../../support/database';
import { until } from '../../support/until';
import { EICAR, ouvrirClamd, type ClamdSimule } from '../../pieces/clamd-simule';

let base: TestDatabase;
let dossier: string;
let clamd: ClamdSimule;
let monde: Monde;
let medecin: string;
const journal: string[] = [];

beforeAll(async () => {
  base = await freshDatabase();
  dossier = mkdtempSync(join(tmpdir(), 'fhir-pieces-'));
  clamd = await ouvrirClamd();
  const config = readConfig({ PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier, CLAMD_URL: clamd.url });
  const logger = createLogger({ level: 'debug', destination: { write: (ligne: string) => journal.push(ligne) } });
  monde = await ouvrirMonde({ config, logger });
  const { jetonDe } = demandeurDeJetons({ config, database: monde.database, url: monde.url });
  // Who reads what a hospital writes, at the CRIP, is bound by the same secrecy.
  medecin = await jetonDe({ ...demoClients.crip, scopes: [...demoClients.crip.scopes, 'medical:lire'] });
});
afterAll(async () => {
  await monde.fermer();
  await clamd.fermer();
  await base.drop();
  rmSync(dossier, { recursive: true });
});

const octetsDe = (message: string): Buffer[] =>
  JSON.parse(message).entry.flatMap(({ resource }: any) => {
    const data = resource.content?.[0].attachment.data ?? resource.data;
    return data === undefined ? [] : [Buffer.from(data, 'base64')];
  });
const envoyer = async (message: string) => {
  const { statut, corps } = await monde.software('hopital').envoyer(information, message);
  const { code, issues } = reponseFhir(corps) as { code: string; issues: readonly any[] };
  const coding = (rang: number): string => issues[rang].details.coding[0].code;
  return { statut, corps, code, issues, reference: coding(0), pieces: issues.slice(1).map((_, i) => coding(i + 1)) };
};
const lire = async (id: string, jeton: string) => {
  const headers = { authorization: `Bearer ${jeton}` };
  const response = await fetch(new URL(`/pieces/${id}`, monde.url), { headers });
  return { statut: response.status, octets: Buffer.from(await response.arrayBuffer()) };
};
const lireComme = async (id: string, qui: DemoClientName) => lire(id, await monde.jeton(qui));
const jointes = (reference: string) =>
  base.query<{ id: string; etat: string; informationId: string }>(
    `SELECT p.id, p.etat, p.information_id "informationId" FROM hub.piece p
     JOIN crip.information_preoccupante i ON i.id = p.information_id WHERE i.reference = $1 ORDER BY p.id`,
    [reference],
  );
const saines = (reference: string) =>
  until('analysed', async () => (await jointes(reference)).every(({ etat }) => etat === 'SAINE'));
const compter = async (de: string) =>
  (await base.query<{ nombre: number }>(`SELECT count(*)::int nombre FROM ${de}`))[0]?.nombre;

test('chaque pièce est jointe, dite dans la réponse, et lue par la CRIP à l’octet près', async () => {
  const message = messageDHopital();
  const { statut, code, issues, reference, pieces } = await envoyer(message);
  expect([statut, code]).toEqual([200, 'ok']);
  expect(issues.slice(1)).toMatchObject([
    { severity: 'information', expression: ['Bundle.entry[6].resource.content[0].attachment'] },
    { severity: 'information', expression: ['Bundle.entry[1].resource.payload[3].contentAttachment'] },
  ]);
  expect((await jointes(reference)).map(({ id }) => id)).toEqual(pieces);
  await saines(reference);
  const lues = await Promise.all(pieces.map((id) => lire(id, medecin)));
  expect(lues.map((une) => une.statut)).toEqual([200, 200]);
  expect(Buffer.concat(lues.map(({ octets }) => octets))).toEqual(Buffer.concat(octetsDe(message)));
});

test('le certificat d’un hôpital est médical : l’école du même enfant n’en voit rien', async () => {
  const { reference, pieces } = await envoyer(messageDHopital());
  await saines(reference);
  const [{ informationId } = { informationId: '' }] = await jointes(reference);
  for (const qui of ['college', 'dsden', 'crip', 'defenseur', 'parquet'] as const) {
    expect((await lireComme(pieces[0]!, qui)).statut).toBe(404);
    const vues = (await monde.demander(qui, PIECES, { id: informationId })).body.data?.informationPreoccupante;
    expect(vues?.pieces ?? []).toEqual([]);
    expect(vues?.piecesMedicales ?? []).toEqual([]);
  }
});

test('le même message, encore et ensemble : une réponse, chaque pièce une fois', async () => {
  const message = messageDHopital();
  const reponses = await Promise.all(Array.from({ length: 5 }, () => envoyer(message)));
  reponses.push(await envoyer(message));
  expect(new Set(reponses.map(({ corps }) => corps)).size).toBe(1);
  expect(await jointes(reponses[0]!.reference)).toHaveLength(2);
  expect(await compter('hub.piece WHERE information_id IS NULL')).toBe(0);
});

const enPanne = (quand: string, table: string) => ({
  casser: async () => {
    await base.query(`CREATE FUNCTION hub.panne() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'panne'; END $$`);
    await base.query(
      `CREATE TRIGGER panne BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (${quand}) EXECUTE FUNCTION hub.panne()`,
    );
  },
  reparer: () => base.query('DROP FUNCTION hub.panne CASCADE'),
});
const depot = () => join(dossier, 'pieces');

/** Where a process may die, or what it needs go away, between the act and the answer. */
const PANNES: readonly (readonly [string, { casser: () => unknown; reparer: () => unknown }])[] = [
  [
    'les octets ne s’écrivent pas',
    {
      casser: () => {
        if (existsSync(depot())) renameSync(depot(), `${depot()}-au-loin`);
        writeFileSync(depot(), '');
      },
      reparer: () => {
        rmSync(depot());
        if (existsSync(`${depot()}-au-loin`)) renameSync(`${depot()}-au-loin`, depot());
      },
    },
  ],
  ['les octets sont écrits, rien ne le dit', enPanne(`OLD.etat = 'EN_COURS'`, 'hub.piece')],
  ['déposée, elle n’est pas jointe', enPanne('NEW.information_id IS NOT NULL', 'hub.piece')],
  ['jointe, le message n’est pas clos', enPanne(`NEW.etat = 'TRAITEE'`, 'hub.enveloppe')],
];

test.each(PANNES)('%s : l’information est gardée, le même message achève', async (_, { casser, reparer }) => {
  const message = messageDHopital();
  const avant = await compter('crip.information_preoccupante');
  await casser();
  const pendant = await envoyer(message).finally(reparer);
  expect([pendant.statut, pendant.code]).toEqual([503, 'transient-error']);
  expect(await compter('crip.information_preoccupante')).toBe((avant ?? NaN) + 1);
  const { statut, reference, pieces } = await envoyer(message);
  expect(statut).toBe(200);
  expect(await compter('crip.information_preoccupante')).toBe((avant ?? NaN) + 1);
  expect((await jointes(reference)).map(({ id }) => id)).toEqual(pieces);
  expect(pieces).toHaveLength(2);
  await saines(reference);
  const lues = await Promise.all(pieces.map((id) => lire(id, medecin)));
  expect(Buffer.concat(lues.map(({ octets }) => octets))).toEqual(Buffer.concat(octetsDe(message)));
});

test('le dépôt n’est pas là : l’information est dite enregistrée, chaque pièce à renvoyer', async () => {
  const [[, { casser, reparer }]] = PANNES as [(typeof PANNES)[number]];
  casser();
  const { issues } = await envoyer(messageDHopital()).finally(reparer);
  expect(issues.map(({ severity, code }) => [severity, code])).toEqual([
    ['information', 'informational'],
    ['error', 'transient'],
    ['error', 'transient'],
  ]);
  expect(issues[1].expression).toEqual(['Bundle.entry[6].resource.content[0].attachment']);
});

test('trop de pièces en attente : à renvoyer, puis jointes', async () => {
  const message = messageDHopital();
  await base.query(`INSERT INTO hub.piece (id, institution, objet_id, etat, type, taille, empreinte, deposee_le, prochaine_le)
    SELECT gen_random_uuid(), '310781406', gen_random_uuid(), 'NON_ANALYSEE', 'image/png', 0, '', now(), now()
    FROM generate_series(1, 100)`);
  const pendant = await envoyer(message);
  await base.query(`DELETE FROM hub.piece WHERE information_id IS NULL`);
  expect([pendant.statut, pendant.pieces[0]]).toEqual([503, 'QUOTA_DEPASSE']);
  expect((await envoyer(message)).statut).toBe(200);
  expect(await jointes(pendant.reference)).toHaveLength(2);
});

test('oubliée un jour entre deux envois, elle est déposée à nouveau', async () => {
  const message = messageDHopital();
  const [, , [, { casser, reparer }]] = PANNES as [unknown, unknown, (typeof PANNES)[number]];
  await casser();
  await envoyer(message).finally(reparer);
  await base.query(`UPDATE hub.piece SET deposee_le = deposee_le - interval '2 days' WHERE information_id IS NULL`);
  await until('swept', async () => (await compter('hub.piece WHERE information_id IS NULL')) === 0);
  const { statut, reference, pieces } = await envoyer(message);
  expect([statut, pieces.length]).toEqual([200, 2]);
  await saines(reference);
  expect((await lire(pieces[0]!, medecin)).octets).toEqual(octetsDe(message)[0]);
});

test('une pièce infectée est détruite ; l’information et l’autre pièce restent', async () => {
  const message = JSON.parse(messageDHopital());
  const [attachment] = message.entry.flatMap(({ resource }: any) => resource.content?.[0].attachment ?? []);
  delete attachment.size;
  delete attachment.hash;
  attachment.data = Buffer.from(`%PDF-1.7\n${EICAR}`).toString('base64');
  const { statut, reference } = await envoyer(JSON.stringify(message));
  expect(statut).toBe(200);
  await until('analysed', async () => (await jointes(reference)).every(({ etat }) => etat !== 'EN_QUARANTAINE'));
  const etats = (await jointes(reference)).map(({ etat }) => etat);
  expect(etats).toContain('SAINE');
});

test('une pièce qui ment fait refuser le message, et rien n’est gardé', async () => {
  const message = JSON.parse(messageDHopital());
  message.entry[6].resource.content[0].attachment.size = 4;
  const [pieces, informations] = [await compter('hub.piece'), await compter('crip.information_preoccupante')];
  const { statut, issues } = await envoyer(JSON.stringify(message));
  expect([statut, issues[0].details.coding[0].code]).toEqual([422, 'TAILLE_DIFFERENTE']);
  expect(await compter('hub.piece')).toBe(pieces);
  expect(await compter('crip.information_preoccupante')).toBe(informations);
});

test('rien d’une pièce n’est en clair, ni dans les journaux', async () => {
  const dits = journal.join('');
  expect(dits).not.toMatch(/Certificat|Photographie|JVBER|Lacombe/);
  const lignes = await base.query<{ t: string }>(
    'SELECT p::text t FROM hub.piece p UNION ALL SELECT e::text FROM hub.enveloppe e UNION ALL SELECT i::text FROM hub.idempotence i',
  );
  for (const { t } of lignes) expect(t).not.toMatch(/Certificat|Photographie|JVBER/);
  expect(readFileSync(join('connectors', 'hopital', 'samples', 'hopital-message.json'), 'utf8')).toMatch(/Certificat/);
});
