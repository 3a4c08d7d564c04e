import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Hl7Message } from '@medplum/core';
import { Hl7Client } from '@medplum/hl7';
import { Client, Message } from 'node-hl7-client';
import { demoClients, type DemoClientName } from '../../src/auth/demo-clients';
import { loadDemoKeys } from '../../src/auth/demo-keys';
import { startHub, type Hub } from '../../src/hub';
import { enregistrerMachine } from '../../src/partners';
import { readConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/logger';
import { encadrer } from '../../src/reception/trames';
import { ouvrirPostgres } from '../chaos/postgres';
import { selfSigned } from '../identity/certificate';
import { accueilUrgence } from '../scenarios/ase-envois';
import { ASE } from '../scenarios/ase-operations';
import { accuse, donnees } from '../scenarios/attendus';
import { enfant } from '../scenarios/envois';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { accuseDe, messageAdt } from '../../connectors/hopital/simulator';
import { PASSAGES } from '../scenarios/passages';
import { freshDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { appeler, tunnel, type Certificat } from './client-mllp';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const identifiant = (message: string) => message.split('\r', 1)[0]?.split('|')[9] ?? '';
const codes = (corps: readonly string[]) => corps.map((un) => accuseDe(un).code);
const { institution, scopes } = demoClients.hopital;

/** The door and the listener share a certificate of their own. */
function tlsDans(dossier: string): Record<string, string> {
  const { key, cert } = selfSigned('hub');
  const [TLS_KEY_FILE, TLS_CERT_FILE] = [join(dossier, 'hub.key'), join(dossier, 'hub.crt')];
  writeFileSync(TLS_KEY_FILE, key);
  writeFileSync(TLS_CERT_FILE, cert);
  return { TLS_KEY_FILE, TLS_CERT_FILE, MLLP_PORT: '0' };
}

function cleNeuve(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid } as Record<string, string> };
}

describe('the MLLP listener', () => {
  let base: TestDatabase;
  let dossier: string;
  let monde: Monde;
  let hub: Hub;
  let port: number;
  const journaux: string[] = [];

  beforeAll(async () => {
    base = await freshDatabase();
    dossier = mkdtempSync(join(tmpdir(), 'mllp-'));
    const destination = new Writable({
      write: (ligne: Buffer, _encoding, done) => {
        journaux.push(ligne.toString());
        done();
      },
    });
    const logger = createLogger({ level: 'debug', destination });
    const env = { PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: join(dossier, 'hub') };
    monde = await ouvrirMonde({ config: readConfig(env), logger });
    hub = await startHub({ config: readConfig({ ...env, ...tlsDans(dossier) }), role: 'api', logger });
    port = hub.mllp!;
  });
  afterAll(async () => {
    await hub.close();
    await monde.fermer();
    await base.drop();
    rmSync(dossier, { recursive: true });
  });

  const certificatDe = (client: DemoClientName): Certificat =>
    selfSigned(client, { privateKey: monde.cle(client).privateKey });
  const appelerComme = (client: DemoClientName) => appeler(port, certificatDe(client));
  /** A machine of the hospital, of its own. */
  const machine = async (clientId: string, changes: { scopes?: string[]; institution?: string } = {}) => {
    const { privateKey, publicJwk } = cleNeuve(clientId);
    await enregistrerMachine(monde.database, { clientId, institution, scopes, publicJwk, ...changes });
    return privateKey;
  };
  const refuse = async (certificat?: Certificat) => {
    const un = await appeler(port, certificat);
    un.socket.write(encadrer(messageAdt(enfant())));
    await until('closed', un.ferme);
    expect(un.reponses).toEqual([]);
  };
  const accueillir = async (changes: object) => {
    const confie = { ...enfant(), ...changes };
    const input = accueilUrgence({ enfant: confie });
    return { confie, mesureId: accuse(await monde.demander('ase', ASE.accueillirEnUrgence, { input })).id };
  };
  const passages = async (id: string) => {
    const { mesure } = donnees(await monde.demander('ase', PASSAGES, { id }, 'PROTECTION_URGENTE'));
    return mesure.passages.map(({ nature, finess }: any) => [nature, finess]);
  };

  test('three messages in one packet: three acknowledgements, in order', async () => {
    const un = await appelerComme('hopital');
    const messages = [1, 2, 3].map(() => messageAdt(enfant()));
    un.socket.write(Buffer.concat(messages.map(encadrer)));
    const reponses = await un.recevoir(3);
    expect(codes(reponses)).toEqual(['AA', 'AA', 'AA']);
    expect(reponses.map((une) => accuseDe(une).de)).toEqual(messages.map(identifiant));
    un.socket.destroy();
  });

  test('a message over several packets, cut in the middle of an accent', async () => {
    const { confie, mesureId } = await accueillir({ nomNaissance: 'Lécuyer-Ferré', prenoms: 'Noémie, Zoé' });
    const trame = encadrer(messageAdt({ ...confie, prenoms: 'Noémie Zoé' }));
    const un = await appelerComme('hopital');
    const coupes = [1, ...[...trame.keys()].filter((i) => trame[i] === 0xa9), trame.length - 1, trame.length];
    let debut = 0;
    for (const fin of coupes) {
      un.socket.write(trame.subarray(debut, fin));
      debut = fin;
      await pause(20);
    }
    expect(codes(await un.recevoir(1))).toEqual(['AA']);
    expect(await passages(mesureId)).toEqual([['ADMISSION', institution]]);
    un.socket.destroy();
  });

  test('Latin-1, as its header says: the child is recognised by its accents', async () => {
    const { confie, mesureId } = await accueillir({ nomNaissance: 'Béranger-Çelik', prenoms: 'Anaïs, Élodie' });
    const message = messageAdt({ ...confie, prenoms: 'Anaïs Élodie' }, (texte) =>
      texte.replace('UNICODE UTF-8', '8859/1'),
    );
    const un = await appelerComme('hopital');
    un.socket.write(Buffer.from(`\x0b${message}\x1c\r`, 'latin1'));
    expect(codes(await un.recevoir(1))).toEqual(['AA']);
    expect(await passages(mesureId)).toEqual([['ADMISSION', institution]]);
    un.socket.destroy();
  });

  test('the same message again, on this connection or another: the same acknowledgement to the byte', async () => {
    const { confie } = await accueillir({});
    const trame = encadrer(messageAdt(confie));
    const [un, autre] = [await appelerComme('hopital'), await appelerComme('hopital')];
    un.socket.write(trame);
    const [premier] = await un.recevoir(1);
    await pause(1_100);
    un.socket.write(trame);
    autre.socket.write(trame);
    expect([(await un.recevoir(2))[1], ...(await autre.recevoir(1))]).toEqual([premier, premier]);
    for (const { socket } of [un, autre]) socket.destroy();
  });

  test('no certificate, one of an unknown key, one that is over or not yet: closed, nothing is read', async () => {
    const { privateKey } = monde.cle('hopital');
    await refuse();
    await refuse(selfSigned('demo-hopital'));
    await refuse(selfSigned('hopital', { privateKey, heures: [-48, -1] }));
    await refuse(selfSigned('hopital', { privateKey, heures: [1, 24] }));
    expect(journaux.filter((ligne) => ligne.includes('CERTIFICAT_INCONNU'))).toHaveLength(4);
  });

  test.each([
    ['machine', `UPDATE hub.client SET revoque_le = now() WHERE client_id = $1`],
    ['key', `UPDATE hub.cle_client SET retiree_le = now() WHERE client_id = $1`],
  ])('a %s that is revoked is cut within two seconds, and does not come back', async (quoi, requete) => {
    const clientId = `chu-revoque-${quoi}`;
    const certificat = selfSigned('chu', { privateKey: await machine(clientId) });
    const un = await appeler(port, certificat);
    un.socket.write(encadrer(messageAdt(enfant())));
    expect(codes(await un.recevoir(1))).toEqual(['AA']);
    await monde.database.query(requete, [clientId]);
    await pause(2_100);
    un.socket.write(encadrer(messageAdt(enfant())));
    await until('cut', un.ferme);
    expect(un.reponses).toHaveLength(1);
    await refuse(certificat);
  });

  test('an institution that is revoked is not heard; a key of two institutions is nobody’s', async () => {
    const id = demoClients.defenseur.institution;
    await monde.database.query('UPDATE hub.partenaire SET revoque_le = now() WHERE id = $1', [id]);
    await refuse(certificatDe('defenseur'));
    await monde.database.query('UPDATE hub.partenaire SET revoque_le = NULL WHERE id = $1', [id]);
    const { privateKey, publicJwk } = cleNeuve('partagee');
    for (const [clientId, autre] of [
      ['chu-partage', institution],
      ['college-partage', demoClients.college.institution],
    ] as const)
      await enregistrerMachine(monde.database, { clientId, institution: autre, scopes, publicJwk });
    await refuse(selfSigned('partage', { privateKey }));
  });

  test('the mandates are those of the machine, the lane that of its role', async () => {
    const sansMandat = selfSigned('chu', {
      privateKey: await machine('chu-lecture', { scopes: ['notification:lire'] }),
    });
    const [un, college] = [await appeler(port, sansMandat), await appelerComme('college')];
    for (const { socket } of [un, college]) socket.write(encadrer(messageAdt(enfant())));
    expect(codes(await un.recevoir(1))).toEqual(['AE']);
    const [refus] = await college.recevoir(1);
    expect([accuseDe(refus!).code, accuseDe(refus!).erreurs[0]]).toEqual(['AR', expect.stringContaining('FORBIDDEN')]);
    for (const { socket } of [un, college]) socket.destroy();
  });

  test.each([
    ['too long', Buffer.concat([Buffer.from([0x0b]), Buffer.alloc(1_048_577, 'x')]), 'PAYLOAD_TOO_LARGE'],
    ['no frame', Buffer.from('MSH|^~\\&|SANS TRAME\r'), 'TRAME_INVALIDE'],
  ])('%s: what came before is done, then AR, then closed', async (_, octets, code) => {
    const un = await appelerComme('hopital');
    un.socket.write(Buffer.concat([encadrer(messageAdt(enfant())), octets, encadrer(messageAdt(enfant()))]));
    await until('closed', un.ferme);
    expect(codes(un.reponses)).toEqual(['AA', 'AR']);
    expect(accuseDe(un.reponses[1]!).erreurs[0]).toContain(code);
  });

  test('a message that is none is AR, and the next is heard', async () => {
    const un = await appelerComme('hopital');
    un.socket.write(Buffer.concat([encadrer('Bonjour'), encadrer(''), encadrer(messageAdt(enfant()))]));
    expect(codes(await un.recevoir(3))).toEqual(['AR', 'AR', 'AA']);
    un.socket.destroy();
  });

  test('@medplum/hl7, through a tunnel since it has no TLS', async () => {
    const { confie, mesureId } = await accueillir({});
    const passage = await tunnel(port, certificatDe('hopital'));
    const client = new Hl7Client({ host: '127.0.0.1', port: passage.port });
    const messages = [messageAdt(confie), messageAdt(enfant())];
    const connexion = await client.connect();
    // One after the other: of two answers in one packet, it loses the second.
    const reponses = [];
    for (const un of messages) reponses.push(await connexion.sendAndWait(Hl7Message.parse(un)));
    expect(reponses.map((une) => une.getSegment('MSA')?.getField(1).toString())).toEqual(['AA', 'AA']);
    expect(reponses.map((une) => une.getSegment('MSA')?.getField(2).toString())).toEqual(messages.map(identifiant));
    expect(await passages(mesureId)).toEqual([['ADMISSION', institution]]);
    await client.close();
    await passage.fermer();
  });

  test('node-hl7-client, with the certificate of the hospital', async () => {
    const { confie, mesureId } = await accueillir({ nomNaissance: 'Hébert-Noël' });
    const reponses: string[] = [];
    const client = new Client({ host: '127.0.0.1', tls: { ...certificatDe('hopital'), rejectUnauthorized: false } });
    const sortie = client.createConnection({ port, waitAck: true }, (reponse) => {
      reponses.push(reponse.getMessage().toString());
      return Promise.resolve();
    });
    await sortie.sendMessage(new Message({ text: messageAdt(confie) }));
    await until('its answer', () => reponses.length === 1);
    expect(codes(reponses)).toEqual(['AA']);
    expect(await passages(mesureId)).toEqual([['ADMISSION', institution]]);
    await sortie.close();
    client.closeAll();
  });

  test('nothing of what was sent is in the logs', () => {
    const dits = journaux.join('');
    expect(dits).toContain('connection not taken');
    for (const nom of ['Lécuyer', 'Béranger', 'Anaïs', 'Hébert', 'Durand', 'SANS TRAME', 'CHU-'])
      expect(dits).not.toContain(nom);
  });

  test('a hub that stops answers the frame in hand, then closes', async () => {
    const config = readConfig({
      ...{ PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: join(dossier, 'hub') },
      ...tlsDans(dossier),
    });
    const autre = await startHub({ config, role: 'api', logger: createLogger({ level: 'silent' }) });
    const un = await appeler(autre.mllp!, certificatDe('hopital'));
    const verrou = await verrouiller(base);
    un.socket.write(encadrer(messageAdt(enfant())));
    await until('it waits for the lock', async () => (await base.query(ATTENTES)).length > 0);
    const fermeture = autre.close();
    await pause(300);
    expect(un.reponses).toEqual([]);
    await verrou();
    await fermeture;
    await until('closed', un.ferme);
    expect(codes(un.reponses)).toEqual(['AA']);
  });
});

const ATTENTES = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'hub.enveloppe'::regclass`;

/** Nobody writes a message until what it returns is called. */
async function verrouiller(base: TestDatabase): Promise<() => Promise<void>> {
  let rendre: () => void = () => undefined;
  let pris = false;
  const rendu = new Promise<void>((done) => (rendre = done));
  const fin = base.transaction(async (tx) => {
    await tx.query('LOCK TABLE hub.enveloppe IN EXCLUSIVE MODE');
    pris = true;
    await rendu;
  });
  await until('the lock', () => pris);
  return async () => {
    rendre();
    await fin;
  };
}

test('PostgreSQL is killed: AE, send it again; the same message later is AA', async () => {
  const postgres = await ouvrirPostgres();
  const dossier = mkdtempSync(join(tmpdir(), 'mllp-panne-'));
  const env = { PORT: '0', DATABASE_URL: postgres.url, HUB_DATA_DIR: join(dossier, 'hub'), ...tlsDans(dossier) };
  const config = readConfig(env);
  const hub = await startHub({ config, role: 'api', logger: createLogger({ level: 'silent' }) });
  try {
    const { privateKey } = loadDemoKeys(config).hopital;
    const un = await appeler(hub.mllp!, selfSigned('hopital', { privateKey }));
    const [premier, second] = [messageAdt(enfant()), messageAdt(enfant())];
    un.socket.write(encadrer(premier));
    await un.recevoir(1);
    postgres.tuer();
    un.socket.write(encadrer(second));
    await un.recevoir(2);
    // Who speaks is to be asked again, and cannot be.
    await pause(2_100);
    un.socket.write(encadrer(second));
    const reponses = await un.recevoir(3);
    expect(codes(reponses)).toEqual(['AA', 'AE', 'AE']);
    expect(reponses.map((une) => accuseDe(une).de)).toEqual([premier, second, second].map(identifiant));
    await postgres.assurer();
    await until(
      'it is received',
      async () => {
        un.socket.write(encadrer(second));
        const toutes = await un.recevoir(un.reponses.length + 1);
        return codes(toutes).at(-1) === 'AA';
      },
      60_000,
    );
    un.socket.destroy();
  } finally {
    await hub.close();
    await postgres.fermer();
    rmSync(dossier, { recursive: true });
  }
});
