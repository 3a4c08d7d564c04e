import fc from 'fast-check';
import { Client } from 'pg';
import { publiques, signataire, tourner } from '../../src/audit/cles';
import { lireCoherence, lireInclusion, lireQueue, lireRacine } from '../../src/audit/journal';
import { verifierCoherence, verifierInclusion } from '../../src/audit/merkle';
import { ordonner } from '../../src/audit/ordonner';
import { lirePoint, signerPoint } from '../../src/audit/point-de-controle';
import { dernierPoint, JournalReculeError } from '../../src/audit/points';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { openHubDatabase } from '../../src/rows';
import { cloneDatabase, freshDatabase, type TestDatabase } from '../support/database';
import { agir, consulter, dossierNeuf, falsifier, NOW, sceau, trousseau, unActe } from './atelier';

let database: TestDatabase;
let dossier: string;
beforeEach(async () => {
  database = await freshDatabase();
  dossier = dossierNeuf();
  await agir(database, 10);
  await sceau(database, dossier);
  await consulter(database, [unActe(0).recu.id, unActe(1).recu.id]);
  await agir(database, 8);
  await sceau(database, dossier);
  expect(await etat()).toEqual({ taille: 20, points: 2, temoins: 2, purges: 0, anomalies: [] });
});
afterEach(() => database.drop());

const etat = (base: TestDatabase = database) => verifierJournal(base, trousseau, dossier);
const codes = async () => [...new Set((await etat()).anomalies.map(({ code, position }) => `${code} ${position}`))];

/** Whoever owns the server rewrites everything that follows from the records: order, chain, tree. */
async function reecrire(): Promise<void> {
  await falsifier(database, 'TRUNCATE hub.journal, hub.journal_noeud', 'UPDATE hub.journal_etat SET horizon = 0');
  await ordonner(database);
}

const CINQUIEME = 'id = (SELECT source_id FROM hub.journal WHERE position = 4)';

test.each([
  ['institution', `institution = '0319999X'`],
  ['acteur', `acteur = 'un autre'`],
  ['instant', `le = le + interval '1 ms'`],
  ['objet', 'objet_ids = ARRAY[gen_random_uuid()]'],
  ['empreinte', `empreinte = repeat('0', 64)`],
  ['référence', `reference = NULL`],
  ['signature', `signature = reverse(signature)`],
])('un acte modifié : %s', async (_, changement) => {
  await falsifier(database, `UPDATE hub.audit SET ${changement} WHERE ${CINQUIEME}`);
  expect(await codes()).toContain('ENREGISTREMENT_MODIFIE 4');
});

test('un accès modifié', async () => {
  await falsifier(database, `UPDATE hub.acces SET institution = 'ase-31'`);
  expect((await codes()).filter((code) => code.startsWith('ENREGISTREMENT_MODIFIE'))).toHaveLength(2);
});

test('un acte modifié, tout le journal refait pour lui : les points de contrôle le disent, la signature aussi', async () => {
  await falsifier(database, `UPDATE hub.audit SET institution = '0319999X' WHERE ${CINQUIEME}`);
  await reecrire();
  expect(await codes()).toEqual(
    expect.arrayContaining(['SIGNATURE_INVALIDE 4', 'POINT_CONTREDIT 10', 'POINT_CONTREDIT 20']),
  );
});

test('un accès modifié, tout refait, les points de la base effacés : il reste ceux du dehors', async () => {
  await falsifier(database, `UPDATE hub.acces SET acteur = 'personne'`, 'DELETE FROM hub.point_de_controle');
  await reecrire();
  expect(await etat()).toMatchObject({ points: 0, temoins: 1, anomalies: [{ code: 'POINT_CONTREDIT', position: 20 }] });
  await agir(database, 1);
  await expect(sceau(database, dossier)).rejects.toThrow(JournalReculeError);
});

test('un enregistrement supprimé', async () => {
  await falsifier(database, `DELETE FROM hub.audit WHERE ${CINQUIEME}`);
  expect(await codes()).toEqual(['ENREGISTREMENT_ABSENT 4']);
});

test('un enregistrement supprimé, et sa place dans le journal', async () => {
  await falsifier(database, `DELETE FROM hub.audit WHERE ${CINQUIEME}`, 'DELETE FROM hub.journal WHERE position = 4');
  expect(await codes()).toEqual(expect.arrayContaining(['POSITION_ABSENTE 4', 'CHAINE_ROMPUE 5']));
});

test('un enregistrement supprimé, tout le journal refait', async () => {
  await falsifier(database, `DELETE FROM hub.audit WHERE ${CINQUIEME}`);
  await reecrire();
  expect(await codes()).toEqual(['POINT_CONTREDIT 10', 'JOURNAL_TRONQUE 20']);
});

test('un acte inséré que le hub n’a pas signé', async () => {
  await database.query(
    `INSERT INTO hub.audit (id, acte, institution, acteur, objet_types, objet_ids, empreinte, le)
     SELECT gen_random_uuid(), acte, institution, acteur, objet_types, objet_ids, empreinte, le FROM hub.audit LIMIT 1`,
  );
  expect(await codes()).toEqual([]);
  await sceau(database, dossier);
  expect(await codes()).toEqual(['SIGNATURE_INVALIDE 20']);
});

test('un acte inséré dans le passé', async () => {
  await agir(database, 1);
  await ordonner(database);
  await database.query(
    `INSERT INTO hub.audit (id, acte, institution, acteur, objet_types, objet_ids, le, transaction_id)
     VALUES (gen_random_uuid(), 'escalader', 'hub', 'hub', '{}', '{}', now(), 3)`,
  );
  expect(await codes()).toEqual(['NON_SCELLES 21']);
});

test('deux enregistrements échangés', async () => {
  await falsifier(
    database,
    'UPDATE hub.journal SET position = -1 WHERE position = 3',
    'UPDATE hub.journal SET position = 3 WHERE position = 6',
    'UPDATE hub.journal SET position = 6 WHERE position = -1',
  );
  expect(await codes()).toEqual(expect.arrayContaining(['CHAINE_ROMPUE 3', 'CHAINE_ROMPUE 6']));
});

test('la fin coupée, proprement', async () => {
  await falsifier(
    database,
    ...['audit', 'acces'].map(
      (table) => `DELETE FROM hub.${table} WHERE id IN (SELECT source_id FROM hub.journal WHERE position >= 15)`,
    ),
    'DELETE FROM hub.journal WHERE position >= 15',
    'DELETE FROM hub.journal_noeud WHERE (indice + 1) * (2 ^ niveau) > 15',
    'DELETE FROM hub.point_de_controle WHERE taille > 15',
  );
  expect((await etat()).anomalies).toEqual([{ code: 'JOURNAL_TRONQUE', position: 20 }]);
});

test('un nœud de l’arbre faussé', async () => {
  await falsifier(database, `UPDATE hub.journal_noeud SET hash = sha256(hash) WHERE niveau = 2 AND indice = 1`);
  expect(await codes()).toEqual(['NOEUD_FAUX 4']);
});

test('un point de contrôle récrit', async () => {
  await falsifier(database, `UPDATE hub.point_de_controle SET note = replace(note, 'le 2026', 'le 2025')`);
  expect(await codes()).toEqual(['POINT_ILLISIBLE 10', 'POINT_ILLISIBLE 20']);
});

test('un point de contrôle signé par une autre clé', async () => {
  const autres = { ...nouveauTrousseau(trousseau.origine), origine: trousseau.origine };
  await agir(database, 1);
  await expect(sceau(database, dossier, autres)).rejects.toThrow('no signature of ours');
});

test('la base rendue à une copie d’hier : le hub refuse de signer, et la copie se voit', async () => {
  const copie = await copieDe(database);
  await agir(database, 6);
  await sceau(database, dossier);
  expect((await etat(copie)).anomalies).toEqual([{ code: 'JOURNAL_TRONQUE', position: 26 }]);
  await agir(copie, 3);
  await expect(sceau(copie, dossier)).rejects.toThrow(JournalReculeError);
  // Longer than what was signed, and still another journal.
  await agir(copie, 20);
  await expect(sceau(copie, dossier)).rejects.toThrow(JournalReculeError);
  expect((await etat(copie)).anomalies).toEqual([{ code: 'POINT_CONTREDIT', position: 26 }]);
  // It goes on under another name, which says so to whoever kept the notes of before.
  const reprise = { ...trousseau, origine: 'essai.invalid/journal-2' };
  expect((await sceau(copie, dossier, reprise)).point?.note).toMatch(/^essai\.invalid\/journal-2\n/);
  await copie.drop();
});

async function copieDe(origine: TestDatabase): Promise<TestDatabase> {
  const { url, drop } = await cloneDatabase();
  const [nom, modele] = [url, origine.url].map((une) => new URL(une).pathname.slice(1));
  const admin = new Client({ connectionString: process.env['TEST_DATABASE_URL']!.replace(/\/hub$/, '/postgres') });
  await admin.connect();
  await admin.query(`DROP DATABASE ${nom!}`);
  await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [modele]);
  await admin.query(`CREATE DATABASE ${nom!} TEMPLATE ${modele!}`);
  await admin.end();
  const copie = await openHubDatabase(url, { poolSize: 4 });
  return { ...copie, url, drop: () => copie.close().then(drop) };
}

test('d’un point de contrôle à l’autre, cohérence et inclusion : une instruction, log n lignes', async () => {
  await agir(database, 300, 50);
  await ordonner(database);
  const { taille } = await lireQueue(database);
  expect(taille).toBe(320);
  const lus: number[] = [];
  const compteur = {
    query: async <R>(text: string, values?: readonly unknown[]) => {
      const lignes = await database.query<R>(text, values);
      lus.push(lignes.length);
      return lignes;
    },
  };
  const rang = fc.integer({ min: 0, max: taille - 1 });
  await fc.assert(
    fc.asyncProperty(rang, rang, async (a, b) => {
      const [indice, jusque] = [Math.min(a, b), Math.max(a, b) + 1];
      const [{ hash: feuille } = { hash: Buffer.of() }] = await database.query<{ hash: Buffer }>(
        'SELECT hash FROM hub.journal WHERE position = $1',
        [indice],
      );
      const racine = await lireRacine(database, jusque);
      lus.length = 0;
      const chemin = await lireInclusion(compteur, indice, jusque);
      expect(verifierInclusion({ indice, taille: jusque, feuille, chemin, racine })).toBe(true);
      const ancienneRacine = await lireRacine(database, indice + 1);
      const suite = await lireCoherence(compteur, indice + 1, jusque);
      expect(verifierCoherence({ ancienne: indice + 1, taille: jusque, ancienneRacine, racine, chemin: suite })).toBe(
        true,
      );
      expect(lus).toHaveLength(2);
      for (const nombre of lus) expect(nombre).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(taille)));
    }),
    { numRuns: 40 },
  );
});

test('une note signée changée d’un bit n’en est plus une', async () => {
  const { note } = (await dernierPoint(database))!;
  expect(lirePoint(note, trousseau)).toMatchObject({ taille: 20, origine: trousseau.origine });
  const octets = Buffer.from(note);
  for (let bit = 0; bit < octets.length * 8; bit += 1) {
    const change = Buffer.from(octets);
    change[bit >> 3]! ^= 1 << (bit & 7);
    expect([bit, lirePoint(change.toString(), trousseau)]).toEqual([bit, undefined]);
  }
});

test('les clés tournent : ce qui fut signé se vérifie, l’ancienne clé ne signe plus', async () => {
  const apres = tourner(trousseau, 'journal', new Date(NOW.getTime() + 1_000));
  await agir(database, 2);
  const plusTard = new Date(NOW.getTime() + 5_000);
  await sceau(database, dossier, apres, plusTard);
  expect(await verifierJournal(database, apres, dossier)).toMatchObject({ points: 3, temoins: 3, anomalies: [] });
  const [derniere] = await database.query<{ note: string }>(
    'SELECT note FROM hub.point_de_controle ORDER BY taille DESC LIMIT 1',
  );
  expect(lirePoint(derniere!.note, trousseau)).toBeUndefined();
  expect(lirePoint(derniere!.note, publiques(apres))).toMatchObject({ taille: 22 });
  const point = { ...lirePoint(derniere!.note, apres)!, taille: 23 };
  const volee = signataire(trousseau, 'journal', plusTard);
  expect(lirePoint(signerPoint({ ...point, le: NOW }, volee), apres)).toBeDefined();
  expect(lirePoint(signerPoint(point, volee), apres)).toBeUndefined();
  expect(() => signataire(publiques(apres), 'journal', plusTard)).toThrow('no private key');
});
