import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { lot } from '../../connectors/education-nationale/lot';
import { deposerDans, ecrireDans, envoiDeLot, resultatDe } from '../../connectors/education-nationale/simulator';
import { cellules } from '../../connectors/simulator';
import { signerOctets } from '../../connectors/software';
import { trousseauDemo } from '../../src/audit/trousseau';
import { verifierTexte } from '../../src/audit/recu';
import { demoClients, type DemoClientName } from '../../src/auth/demo-clients';
import type { DemoKey } from '../../src/auth/demo-keys';
import { startHub, type Hub } from '../../src/hub';
import { enregistrerMachine } from '../../src/partners';
import { readConfig } from '../../src/platform/config';
import { createLogger } from '../../src/platform/logger';
import { lirePaire, regarder, retirer } from '../../src/reception/depot-fichiers';
import { ouvrirPostgres } from '../chaos/postgres';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { freshDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const bref = (corps: string) =>
  cellules(corps)
    .slice(2)
    .map(([ligne, etat, , , code]) => [ligne, etat, code].join(' '));
const TROIS_LIGNES = ['3 ACCEPTE ', '4 REJETE INCONNU', '5 ACCEPTE '];

function cleNeuve(kid: string): DemoKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid } };
}

describe('the folder of an institution', () => {
  let base: TestDatabase;
  let racine: string;
  let depots: string;
  let monde: Monde;
  let voisin: Hub;
  let dsden: string;
  const journaux: string[] = [];

  beforeAll(async () => {
    base = await freshDatabase();
    racine = mkdtempSync(join(tmpdir(), 'depot-'));
    depots = join(racine, 'depots');
    mkdirSync(depots);
    dsden = join(depots, demoClients.dsden.institution);
    const destination = new Writable({
      write: (ligne: Buffer, _encoding, done) => {
        journaux.push(ligne.toString());
        done();
      },
    });
    const env = { PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: join(racine, 'hub'), DEPOT_DIR: depots };
    const logger = createLogger({ level: 'debug', destination });
    monde = await ouvrirMonde({ config: readConfig(env), logger });
    // Every test is served by two processes.
    voisin = await startHub({ config: readConfig(env), role: 'api', logger });
  });
  afterAll(async () => {
    await voisin.close();
    await monde.fermer();
    await base.drop();
    rmSync(racine, { recursive: true });
  });

  const deposer = (nom: string, corps: string, { cle = monde.cle('dsden'), dossier = dsden } = {}) =>
    deposerDans(dossier, nom, corps, cle);
  const resultat = async (nom: string, dossier = dsden) => {
    await until(`result of ${nom}`, () => resultatDe(dossier, nom) !== undefined);
    const { corps, signature } = resultatDe(dossier, nom)!;
    expect(verifierTexte(corps, signature, new Date(), trousseauDemo(join(racine, 'hub')))).toBe(true);
    return corps;
  };
  const entrants = (dossier = dsden) => readdirSync(join(dossier, 'entrants')).sort();
  const vide = (dossier = dsden) => until('nothing is left', () => entrants(dossier).length === 0);
  const informations = async () =>
    (await base.query<{ n: number }>('SELECT count(*)::int n FROM crip.information_preoccupante'))[0]?.n ?? NaN;
  const comptes = async (issue: string) => {
    const textes = await Promise.all(
      [monde.hub.url, voisin.url].map(async (url) => (await fetch(new URL('/metrics', url))).text()),
    );
    const valeurs = textes.map((un) =>
      Number(new RegExp(`hub_messages_total\\{voie="education-lot",issue="${issue}"\\} (\\d+)`).exec(un)?.[1] ?? 0),
    );
    return valeurs.reduce((somme, valeur) => somme + valeur, 0);
  };

  test('a signed file is done, its signed result is there, and nothing of it is left', async () => {
    const avant = await informations();
    await deposer('lundi.csv', envoiDeLot.message());
    const corps = await resultat('lundi.csv');
    expect(bref(corps)).toEqual(TROIS_LIGNES);
    expect(cellules(corps)[2]?.[2]).toMatch(/^IP-/);
    expect(await informations()).toBe(avant + 2);
    await vide();
    expect(readdirSync(join(dsden, 'resultats')).sort()).toEqual([
      'lundi.csv.resultat.csv',
      'lundi.csv.resultat.csv.jws',
    ]);
    const gardees = await base.query('SELECT contenu FROM hub.enveloppe');
    expect(gardees).toEqual([{ contenu: null }]);
  });

  test('the same batch, under another name or over HTTP, has the same result; with other bytes it is refused', async () => {
    const corps = envoiDeLot.message();
    await deposer('mardi.csv', corps);
    const premier = await resultat('mardi.csv');
    const avant = await informations();
    await Promise.all([deposer('mercredi.csv', corps), deposer('jeudi.csv', `${corps}\n`)]);
    expect(await resultat('mercredi.csv')).toBe(premier);
    expect(bref(await resultat('jeudi.csv'))).toEqual([' REJETE LOT_DEJA_RECU']);
    expect((await monde.software('dsden').envoyer(envoiDeLot, corps)).corps).toBe(premier);
    expect(await informations()).toBe(avant);
    await vide();
  });

  test('without its signature a file waits; a file that grows is read once whole', async () => {
    const [attend, grandit] = [envoiDeLot.message(), envoiDeLot.message()];
    ecrireDans(dsden, 'attend.csv', attend);
    ecrireDans(dsden, 'grandit.csv.jws', await signerOctets(Buffer.from(grandit), monde.cle('dsden')));
    for (let part = 1; part <= 10; part += 1) {
      ecrireDans(dsden, 'grandit.csv', grandit.slice(0, Math.ceil((grandit.length * part) / 10)));
      await pause(500);
    }
    expect(bref(await resultat('grandit.csv'))).toEqual(TROIS_LIGNES);
    expect(entrants()).toContain('attend.csv');
    ecrireDans(dsden, 'attend.csv.jws', await signerOctets(Buffer.from(attend), monde.cle('dsden')));
    expect(bref(await resultat('attend.csv'))).toEqual(TROIS_LIGNES);
    await vide();
  });

  test('a signature that is not that of the file by its institution: refused, nothing is done', async () => {
    const avant = await informations();
    const [autre, etrangere] = [envoiDeLot.message(), envoiDeLot.message()];
    await deposer('alteree.csv', envoiDeLot.message());
    ecrireDans(dsden, 'alteree.csv', envoiDeLot.message());
    await deposer('autre.csv', autre, { cle: monde.cle('college') });
    await deposer('inconnue.csv', etrangere, { cle: cleNeuve(monde.cle('dsden').kid) });
    ecrireDans(dsden, 'bruit.csv', envoiDeLot.message());
    ecrireDans(dsden, 'bruit.csv.jws', 'x'.repeat(100_000));
    expect(bref(await resultat('alteree.csv'))).toEqual([' REJETE SIGNATURE_INVALIDE']);
    expect(cellules(await resultat('alteree.csv'))[2]?.[5]).toBe('.jws');
    expect(bref(await resultat('autre.csv'))).toEqual([' REJETE CLE_INCONNUE']);
    expect(bref(await resultat('inconnue.csv'))).toEqual([' REJETE SIGNATURE_INVALIDE']);
    expect(bref(await resultat('bruit.csv'))).toEqual([' REJETE SIGNATURE_INVALIDE']);
    // Read again at the request of an operator, it is still not signed.
    await base.query(`UPDATE hub.enveloppe SET etat = 'A_REPRENDRE' WHERE etat = 'ECARTEE'`);
    const relues = () => base.query(`SELECT FROM hub.enveloppe WHERE etat <> 'ECARTEE' AND cle IS NULL`);
    await until('read again', async () => (await relues()).length === 0);
    expect(await informations()).toBe(avant);
    await vide();
  });

  test('over HTTP a signature is not asked for, and is verified when it comes', async () => {
    const [un, autre] = [envoiDeLot.message(), envoiDeLot.message()];
    const deposer = (signe: string) =>
      signerOctets(Buffer.from(signe), monde.cle('dsden')).then((jws) =>
        monde.software('dsden').poster('/education/lots', envoiDeLot.type, un, jws),
      );
    const faux = await deposer(autre);
    expect([faux.statut, bref(faux.corps)]).toEqual([422, [' REJETE SIGNATURE_INVALIDE']]);
    const vrai = await deposer(un);
    expect([vrai.statut, bref(vrai.corps)]).toEqual([200, TROIS_LIGNES]);
  });

  test('the mandates are those of the machine that signed, the lane that of the role', async () => {
    const avant = await informations();
    const cle = cleNeuve('lecture-seule');
    const { institution } = demoClients.dsden;
    await enregistrerMachine(monde.database, {
      ...{ clientId: 'dsden-lecture', institution, scopes: ['notification:lire'] },
      publicJwk: cle.publicJwk,
    });
    const hopital = join(depots, demoClients.hopital.institution);
    await deposer('sans-mandat.csv', envoiDeLot.message(), { cle });
    await deposer('hopital.csv', envoiDeLot.message(), { cle: monde.cle('hopital'), dossier: hopital });
    const [sansMandat] = bref(await resultat('sans-mandat.csv'));
    expect(sansMandat).toMatch(/^3 REJETE /);
    expect(bref(await resultat('hopital.csv', hopital))).toEqual([' REJETE FORBIDDEN']);
    expect(await informations()).toBe(avant);
  });

  test('unreadable or too big: refused by its result, and taken away', async () => {
    await deposer('pas-un-lot.csv', 'Bonjour');
    await deposer('enorme.csv', 'x'.repeat(lot.limiteOctets + 1));
    expect(bref(await resultat('pas-un-lot.csv'))).toEqual([' REJETE FORMAT_INCONNU']);
    expect(bref(await resultat('enorme.csv'))).toEqual([' REJETE PAYLOAD_TOO_LARGE']);
    await vide();
  });

  test('links, folders and odd names are left alone, and said once without a name', async () => {
    const secret = join(racine, 'Secretissime.csv');
    writeFileSync(secret, envoiDeLot.message());
    const corps = envoiDeLot.message();
    const jws = await signerOctets(Buffer.from(corps), monde.cle('dsden'));
    mkdirSync(join(dsden, 'entrants'), { recursive: true });
    symlinkSync(secret, join(dsden, 'entrants', 'lien.csv'));
    ecrireDans(dsden, 'lien.csv.jws', jws);
    mkdirSync(join(dsden, 'entrants', 'Secretissime.d.csv'));
    ecrireDans(dsden, 'Secretissime.d.csv.jws', jws);
    for (const nom of ['Secretissime é.csv', '-rf.csv', '.cache.csv', `${'x'.repeat(120)}.csv`]) {
      ecrireDans(dsden, nom, corps);
      ecrireDans(dsden, `${nom}.jws`, jws);
    }
    await pause(6_000);
    expect(entrants()).toHaveLength(12);
    expect(readFileSync(secret, 'utf8')).toContain('hub-ip-csv/1');
    const dits = journaux.filter((ligne) => ligne.includes('NOM_OU_NATURE'));
    expect(dits.length).toBeGreaterThanOrEqual(2);
    expect(dits.length).toBeLessThan(16);
    rmSync(join(dsden, 'entrants'), { recursive: true });
  });

  test('the folder of nobody, or of an institution that was revoked, is not served', async () => {
    const [personne, revoquee] = [join(depots, 'personne'), join(depots, demoClients.college.institution)];
    await base.query('UPDATE hub.partenaire SET revoque_le = now() WHERE id = $1', [demoClients.college.institution]);
    await deposer('a.csv', envoiDeLot.message(), { dossier: personne });
    await deposer('b.csv', envoiDeLot.message(), { dossier: revoquee, cle: monde.cle('college') });
    await pause(6_000);
    expect([entrants(personne).length, entrants(revoquee).length]).toEqual([2, 2]);
    expect([resultatDe(personne, 'a.csv'), resultatDe(revoquee, 'b.csv')]).toEqual([undefined, undefined]);
    // One line for each folder and each process.
    expect(journaux.filter((ligne) => ligne.includes('INSTITUTION_INCONNUE')).length).toBeLessThanOrEqual(4);
    await base.query('UPDATE hub.partenaire SET revoque_le = NULL WHERE id = $1', [demoClients.college.institution]);
    // Read at last: the batch is that of another.
    expect(bref(await resultat('b.csv', revoquee))[0]).toBe('3 REJETE EMETTEUR_DIFFERENT');
  });

  test('two processes on one folder: each file is done once', async () => {
    const [avant, faits, repetes] = [await informations(), await comptes('LU'), await comptes('REPETE')];
    const noms = Array.from({ length: 12 }, (_, i) => `ensemble-${String(i)}.csv`);
    await Promise.all(noms.map((nom) => deposer(nom, envoiDeLot.message())));
    for (const nom of noms) expect(bref(await resultat(nom))).toEqual(TROIS_LIGNES);
    await vide();
    expect(await informations()).toBe(avant + 24);
    expect([await comptes('LU'), await comptes('REPETE')]).toEqual([faits + 12, repetes]);
  });

  test('what cannot pass now waits in its place, and passes later', async () => {
    await base.query('ALTER TABLE crip.information_preoccupante RENAME TO ailleurs');
    await deposer('plus-tard.csv', envoiDeLot.message());
    await pause(5_000);
    expect(entrants()).toEqual(['plus-tard.csv', 'plus-tard.csv.jws']);
    expect(resultatDe(dsden, 'plus-tard.csv')).toBeUndefined();
    await base.query('ALTER TABLE crip.ailleurs RENAME TO information_preoccupante');
    expect(bref(await resultat('plus-tard.csv'))).toEqual(TROIS_LIGNES);
    await vide();
  });

  test('stopped between the commit and the result: the same result comes later, of one act', async () => {
    const avant = await informations();
    rmSync(join(dsden, 'resultats'), { recursive: true });
    writeFileSync(join(dsden, 'resultats'), '');
    const corps = envoiDeLot.message();
    await deposer('coupure.csv', corps);
    await until('it is committed', async () => (await informations()) === avant + 2);
    rmSync(join(dsden, 'resultats'));
    const rendu = await resultat('coupure.csv');
    expect(rendu).toBe((await monde.software('dsden').envoyer(envoiDeLot, corps)).corps);
    expect(await informations()).toBe(avant + 2);
    await vide();
  });

  test('nothing of what was dropped, nor the name of a file, is in the logs', () => {
    const dits = journaux.join('');
    expect(dits).toContain('drop answered');
    for (const nom of ['Lacoste', 'Oulmière', 'Secretissime', 'lundi', 'ensemble-']) expect(dits).not.toContain(nom);
  });
});

test('PostgreSQL is killed: a drop waits, and is done when it is back', async () => {
  const postgres = await ouvrirPostgres();
  const racine = mkdtempSync(join(tmpdir(), 'depot-panne-'));
  const dossier = join(racine, demoClients.dsden.institution);
  const env = { PORT: '0', DATABASE_URL: postgres.url, HUB_DATA_DIR: join(racine, 'hub'), DEPOT_DIR: racine };
  const monde = await ouvrirMonde({ config: readConfig(env) });
  try {
    postgres.tuer();
    await deposerDans(dossier, 'panne.csv', envoiDeLot.message(), monde.cle('dsden' satisfies DemoClientName));
    await pause(5_000);
    expect(readdirSync(join(dossier, 'entrants'))).toHaveLength(2);
    await postgres.assurer();
    await until('the result', () => resultatDe(dossier, 'panne.csv') !== undefined, 60_000);
    expect(bref(resultatDe(dossier, 'panne.csv')?.corps ?? '')).toEqual(TROIS_LIGNES);
  } finally {
    await monde.fermer();
    await postgres.fermer();
    rmSync(racine, { recursive: true });
  }
});

test('a file that is replaced while it is done is another drop, and stays', async () => {
  const racine = mkdtempSync(join(tmpdir(), 'depot-remplace-'));
  const dossier = join(racine, 'x');
  for (const nom of ['un.csv', 'un.csv.jws']) ecrireDans(dossier, nom, 'premier');
  const [paire] = (await regarder(racine, 'x', ['.csv'])).paires;
  const lue = await lirePaire(paire!, 100);
  expect(lue?.corps?.toString()).toBe('premier');
  ecrireDans(dossier, 'un.csv', 'second envoi');
  await retirer(lue!);
  expect(readdirSync(join(dossier, 'entrants'))).toEqual(['un.csv']);
  rmSync(racine, { recursive: true });
});

test('a DEPOT_DIR that is no folder stops the hub at its start', async () => {
  const base = await freshDatabase();
  const dossier = mkdtempSync(join(tmpdir(), 'depot-absent-'));
  const env = { PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier, DEPOT_DIR: join(dossier, 'nulle-part') };
  await expect(startHub({ config: readConfig(env), logger: createLogger({ level: 'silent' }) })).rejects.toThrow(
    'DEPOT_DIR must be a folder that exists.',
  );
  await base.drop();
  rmSync(dossier, { recursive: true });
});
