import { Client } from 'pg';
import { ordonner } from '../../src/audit/ordonner';
import { createSequenceur } from '../../src/audit/sequenceur';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { systemClock } from '../../src/platform/clock';
import { createLogger } from '../../src/platform/logger';
import { freshDatabase, type TestDatabase } from '../support/database';
import { agir, consulter, dossierNeuf, falsifier, sceau, trousseau, unActe } from './atelier';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

async function journal(): Promise<{ position: number; sourceId: string }[]> {
  return database.query('SELECT position::float8 AS position, source_id AS "sourceId" FROM hub.journal ORDER BY 1');
}

async function enOrdre(attendus: number): Promise<void> {
  const lignes = await journal();
  expect(lignes.map(({ position }) => position)).toEqual(Array.from({ length: attendus }, (_, i) => i));
  const [ecrits] = await database.query<{ n: number }>(
    'SELECT ((SELECT count(*) FROM hub.audit) + (SELECT count(*) FROM hub.acces))::int AS n',
  );
  expect(ecrits).toEqual({ n: attendus });
  expect((await verifierJournal(database, trousseau, dossierNeuf())).anomalies).toEqual([]);
}

describe('ce qui prouve ne se modifie pas', () => {
  test.each(['audit', 'acces', 'journal', 'journal_noeud', 'point_de_controle'])('hub.%s', async (table) => {
    await agir(database, 3);
    await consulter(database, [unActe(0).recu.id]);
    await sceau(database, dossierNeuf());
    const [avant] = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM hub.${table}`);
    expect(avant!.n).toBeGreaterThan(0);
    const [{ colonne } = { colonne: '' }] = await database.query<{ colonne: string }>(
      `SELECT column_name AS colonne FROM information_schema.columns
       WHERE table_schema = 'hub' AND table_name = $1 LIMIT 1`,
      [table],
    );
    for (const instruction of [
      `UPDATE hub.${table} SET ${colonne} = ${colonne}`,
      `DELETE FROM hub.${table}`,
      `TRUNCATE hub.${table}`,
    ])
      await expect(database.query(instruction)).rejects.toThrow(`hub.${table} is append-only`);
    expect(await database.query(`SELECT count(*)::int AS n FROM hub.${table}`)).toEqual([avant]);
  });
});

test('les enregistrements de toutes les transactions, actes et accès, une fois chacun', async () => {
  await agir(database, 25);
  await consulter(database, [unActe(0).recu.id, unActe(1).recu.id]);
  await agir(database, 30, 10);
  expect(await ordonner(database, { lot: 7 })).toBe(57);
  expect(await ordonner(database)).toBe(0);
  await agir(database, 1);
  expect(await ordonner(database)).toBe(1);
  await enOrdre(58);
});

test('une transaction qui finit tard n’est ni perdue, ni attendue', async () => {
  const lente = new Client({ connectionString: database.url });
  await lente.connect();
  await lente.query('BEGIN');
  const { id } = unActe(0).recu;
  await lente.query(
    `INSERT INTO hub.audit (id, acte, institution, acteur, objet_types, objet_ids, le)
     VALUES ($1, 'escalader', 'hub', 'hub', '{}', '{}', now())`,
    [id],
  );
  await agir(database, 10);
  expect(await ordonner(database)).toBe(10);
  await agir(database, 5);
  expect(await ordonner(database)).toBe(5);
  await lente.query('COMMIT');
  await lente.end();
  expect(await ordonner(database)).toBe(1);
  expect((await journal()).at(-1)?.sourceId).toBe(id);
  await enOrdre(16);
});

test('une transaction abandonnée ne laisse pas de trou', async () => {
  await agir(database, 2);
  await expect(
    database.transaction(async (tx) => {
      await tx.insert([unActe(3).ecriture]);
      throw new Error('abandon');
    }),
  ).rejects.toThrow('abandon');
  await agir(database, 2);
  expect(await ordonner(database)).toBe(4);
  await enOrdre(4);
});

test('plusieurs séquenceurs pendant que l’on écrit : une seule suite', async () => {
  let fini = false;
  const ecrivains = Array.from({ length: 3 }, () => agir(database, 60));
  const sequenceurs = Array.from({ length: 3 }, async () => {
    while (!fini) await ordonner(database, { lot: 5 });
  });
  await Promise.all(ecrivains);
  fini = true;
  await Promise.all(sequenceurs);
  await ordonner(database);
  await enOrdre(180);
});

test('le séquenceur au travail ne fait attendre aucun écrivain, et un second repart aussitôt', async () => {
  await agir(database, 3);
  const autre = new Client({ connectionString: database.url });
  await autre.connect();
  await autre.query('BEGIN');
  // As a batch under way: the lock of the sequencer and rows of the journal, not committed.
  await autre.query('SELECT 1 FROM hub.journal_etat FOR UPDATE');
  await autre.query('LOCK TABLE hub.journal, hub.journal_noeud, hub.point_de_controle IN SHARE ROW EXCLUSIVE MODE');
  await agir(database, 20);
  await consulter(database, [unActe(0).recu.id]);
  expect(await ordonner(database)).toBe(0);
  await autre.query('ROLLBACK');
  await autre.end();
  expect(await ordonner(database)).toBe(24);
  await enOrdre(24);
});

test('arrêté entre deux lots, ou tué au milieu d’un, il reprend où il en était', async () => {
  await agir(database, 40, 10);
  const arret = new AbortController();
  arret.abort();
  expect(await ordonner(database, { signal: arret.signal })).toBe(0);
  // The third batch fails after its rows were written.
  await falsifier(
    database,
    `CREATE FUNCTION hub.panne() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'panne'; END $$`,
    `CREATE TRIGGER panne AFTER INSERT ON hub.journal FOR EACH ROW WHEN (NEW.position = 25)
       EXECUTE FUNCTION hub.panne()`,
  );
  await expect(ordonner(database, { lot: 10 })).rejects.toThrow('panne');
  expect(await journal()).toHaveLength(20);
  await falsifier(database, 'DROP TRIGGER panne ON hub.journal');
  expect(await ordonner(database, { lot: 10 })).toBe(20);
  await enOrdre(40);
});

test('restaurée sur une autre grappe, où les transactions repartent de peu', async () => {
  await agir(database, 5);
  await falsifier(database, `UPDATE hub.audit SET transaction_id = transaction_id + 1000000000000`);
  await falsifier(database, `UPDATE hub.journal_etat SET grappe = 'une autre', horizon = 2000000000000`);
  await agir(database, 5);
  expect(await ordonner(database)).toBe(10);
  await agir(database, 5);
  expect(await ordonner(database)).toBe(5);
  await enOrdre(15);
});

test('une horloge qui avançait, remise à l’heure, ne retarde pas le point suivant', async () => {
  const dossier = dossierNeuf();
  const cadence = { nombre: 1_000, dureeMs: 60_000 };
  const signer = async (le: string) => {
    await agir(database, 1);
    return (await sceau(database, dossier, trousseau, new Date(le), cadence)).point?.taille;
  };
  expect(await signer('2029-03-02T10:00:00Z')).toBe(1);
  expect(await signer('2026-03-02T10:00:00Z')).toBe(2);
  expect(await signer('2026-03-02T10:00:59Z')).toBeUndefined();
  expect(await signer('2026-03-02T10:01:00Z')).toBe(4);
});

test('la boucle suit d’une seconde, signe, copie au-dehors ; arrêtée puis relancée, elle continue', async () => {
  const dossier = dossierNeuf();
  const sequenceur = createSequenceur({
    ...{ database, clock: systemClock, logger: createLogger({ level: 'silent' }), trousseau, export: dossier },
    cadence: { nombre: 10, dureeMs: 60_000 },
  });
  const scelles = async () => (await journal()).length;
  const jusqua = async (nombre: number) => {
    const limite = Date.now() + 30_000;
    while ((await scelles()) < nombre && Date.now() < limite) await new Promise((encore) => setTimeout(encore, 50));
    return scelles();
  };
  sequenceur.start();
  await agir(database, 10);
  expect(await jusqua(10)).toBe(10);
  await sequenceur.stop();
  await agir(database, 12);
  await new Promise((plusTard) => setTimeout(plusTard, 1_500));
  expect(await scelles()).toBe(10);
  sequenceur.start();
  expect(await jusqua(22)).toBe(22);
  await sequenceur.stop();
  expect(await verifierJournal(database, trousseau, dossier)).toEqual({
    ...{ taille: 22, points: 2, temoins: 2, purges: 0, anomalies: [] },
  });
});
