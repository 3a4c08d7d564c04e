import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { v7 } from 'uuid';
import { accesPurges } from '../../src/audit/purge-acces';
import { verifierJournal } from '../../src/audit/verifier-journal';
import type { Database } from '../../src/platform/database';
import { openHubDatabase } from '../../src/rows';
import { purgerEchus } from '../../src/subgraphs/preuve';
import { freshDatabase, type TestDatabase } from '../support/database';
import { agir, consulter, dossierNeuf, falsifier, NOW, sceau, trousseau } from './atelier';

let database: TestDatabase;
let travailleur: Database;
let temoins: string;
beforeEach(async () => {
  temoins = dossierNeuf();
  database = await freshDatabase();
  travailleur = await openHubDatabase(database.url, { qualite: 'travailleur', poolSize: 2 });
});
afterEach(async () => {
  await travailleur.close();
  await database.drop();
  rmSync(temoins, { recursive: true });
});

const ans = (annees: number) => new Date(Date.UTC(NOW.getUTCFullYear() + annees, 5, 1, 12));
const purger = (annees: number, plus: object = {}) =>
  purgerEchus(travailleur, { now: ans(annees), newId: v7, ...plus });
const sceller = (le = NOW) => sceau(database, temoins, trousseau, le);
const verifier = () => verifierJournal(database, trousseau, temoins);
const compter = async (table: string) =>
  (await database.query<{ n: number }>(`SELECT count(*)::int n FROM ${table}`))[0]?.n;
const RIEN = { IDEMPOTENCE: 0, EXTRACTIONS: 0, RENSEIGNEMENTS: 0, MESSAGES_CLOS: 0, ECHANGES: 0, JOURNAL_DES_ACCES: 0 };

describe('les accès de plus de trois ans', () => {
  beforeEach(async () => {
    await agir(database, 5);
    for (let i = 0; i < 4; i += 1) await consulter(database, [randomUUID(), randomUUID()]);
    await agir(database, 5);
    await sceller();
  });

  test('sont purgés par lots ; les hachages restent, et le journal se vérifie comme avant', async () => {
    expect(await purger(2)).toEqual(RIEN);
    expect(await purger(4, { lot: 7 })).toEqual({ ...RIEN, JOURNAL_DES_ACCES: 8 });
    expect([await compter('hub.acces'), await compter('hub.journal')]).toEqual([0, 18]);
    // Each purge is itself an act of the journal.
    await sceller(ans(4));
    const { anomalies, purges, taille } = await verifier();
    expect([anomalies, purges, taille]).toEqual([[], 8, 21]);
    expect(await purger(4)).toEqual(RIEN);
    await consulter(database, [randomUUID()]);
    await sceller(ans(4));
    expect(await purger(4)).toEqual(RIEN);
    expect(await compter('hub.acces')).toBe(1);
  });

  test('pas ceux qui ne sont pas au journal, ni derrière un point de contrôle récent', async () => {
    await consulter(database, [randomUUID()]);
    expect(await purger(4)).toMatchObject({ JOURNAL_DES_ACCES: 8 });
    expect(await compter('hub.acces')).toBe(1);
  });

  test('un accès effacé à la main reste une anomalie ; une purge que le journal ne dit pas, aussi', async () => {
    await falsifier(database, 'DELETE FROM hub.acces WHERE id = (SELECT max(id::text)::uuid FROM hub.acces)');
    expect((await verifier()).anomalies).toEqual([expect.objectContaining({ code: 'ENREGISTREMENT_ABSENT' })]);
    await falsifier(
      database,
      `INSERT INTO hub.purge_acces (id, jusqua, nombre, le) VALUES (gen_random_uuid(), 18, 8, now())`,
    );
    const codes = (await verifier()).anomalies.map(({ code }) => code);
    expect(codes).toEqual(['PURGE_SANS_PREUVE', 'ENREGISTREMENT_ABSENT']);
  });

  test('une purge avancée de trois ans est vue : le point de contrôle signé dit l’âge de ce qu’elle a détruit', async () => {
    await purger(4);
    await sceller(ans(4));
    const refusees: number[] = [];
    const noter = (jusqua: number) => refusees.push(jusqua);
    expect([await accesPurges(database, trousseau, noter), refusees]).toEqual([18, []]);
    // As if it had been done the year before.
    await falsifier(database, `UPDATE hub.audit SET le = le - interval '2 years' WHERE acte = 'purgerAcces'`);
    expect([await accesPurges(database, trousseau, noter), refusees]).toEqual([0, [18]]);
  });

  test('personne d’autre que le travailleur ne purge', async () => {
    const application = await openHubDatabase(database.url, { qualite: 'application', poolSize: 1 });
    for (const appel of [
      ...['hub.purger_idempotence(now(), 1)', `hub.purger_messages(now(), '${randomUUID()}', 1)`],
      ...[`hub.purger_echanges(now(), '${randomUUID()}', 1)`, `hub.purger_acces('${randomUUID()}', now(), now(), 1)`],
    ])
      await expect(application.query(`SELECT * FROM ${appel}`)).rejects.toThrow(/outside the worker/);
    await expect(
      application.transaction(async (tx) => {
        await tx.query(`SELECT set_config('hub.purge', 'acces', true)`);
        await tx.query('DELETE FROM hub.acces');
      }),
    ).rejects.toThrow(/permission denied/);
    await application.close();
  });
});

async function idempotence(le: Date, acte = 'x'): Promise<void> {
  await database.query(
    `INSERT INTO hub.idempotence (institution, acte, cle, empreinte, reponse, le)
     VALUES ('0319001R', $3, $1, 'e', '{}', $2)`,
    [randomUUID(), le, acte],
  );
}
async function message(etat: string): Promise<void> {
  await database.query(
    `INSERT INTO hub.enveloppe (id, voie, institution, objet_id, empreinte, etat, recue_le, essais)
     VALUES ($1, 'v', '0319001R', gen_random_uuid(), gen_random_uuid(), $2, $3, 0)`,
    [v7(), etat, NOW],
  );
}
async function evenement(etats: readonly string[], sujet: string = randomUUID()): Promise<void> {
  const id = v7();
  await database.query(`INSERT INTO hub.evenement (id, type, sujet_id, le) VALUES ($1, 't', $2, $3)`, [id, sujet, NOW]);
  for (const etat of etats)
    await database.query(
      `INSERT INTO hub.livraison (id, evenement_id, destinataire, priorite, etat, prochaine_le, remise_le)
       VALUES ($1, $2, $3, 5, $4, $5, $6)`,
      [v7(), id, randomUUID(), etat, NOW, etat === 'REMISE' ? NOW : null],
    );
}

test('ce qui n’est ni remis ni traité demeure, quel que soit son âge', async () => {
  for (const etat of ['TRAITEE', 'CLASSEE', 'RECUE', 'ECARTEE', 'A_REPRENDRE']) await message(etat);
  await evenement(['REMISE', 'REMISE']);
  await evenement(['REMISE', 'EN_ATTENTE']);
  await evenement(['MORTE']);
  const ordonnance = randomUUID();
  await database.query(
    `INSERT INTO ase.reception (sujet_id, sujet_type, collectivite, ouverte_le, rang, prochaine_le)
     VALUES ($1, 'MesureUrgente', '31', now(), 0, now())`,
    [ordonnance],
  );
  await evenement(['REMISE'], ordonnance);
  await idempotence(NOW);
  await idempotence(ans(30));
  // The receipt of a file handed over by another hub: it may ask for it again, however late.
  await idempotence(NOW, 'recevoirTransfert');
  // Nothing is proven yet.
  expect(await purger(30)).toEqual(RIEN);
  await agir(database, 1);
  await sceller(ans(29));
  for (const lot of [2, 100]) {
    const premiere = lot === 2;
    const attendues = {
      IDEMPOTENCE: 1,
      EXTRACTIONS: 0,
      RENSEIGNEMENTS: 0,
      MESSAGES_CLOS: 2,
      ECHANGES: 1,
      JOURNAL_DES_ACCES: 0,
    };
    expect(await purger(30, { lot })).toEqual(premiere ? attendues : RIEN);
  }
  const arret = new AbortController();
  arret.abort();
  expect(await purger(40, { signal: arret.signal })).toEqual(RIEN);
  const etats = await database.query<{ etat: string }>('SELECT etat FROM hub.enveloppe ORDER BY etat');
  expect(etats.map(({ etat }) => etat)).toEqual(['A_REPRENDRE', 'ECARTEE', 'RECUE']);
  expect([await compter('hub.evenement'), await compter('hub.livraison')]).toEqual([3, 4]);
  expect(await compter('hub.idempotence')).toBe(2);
});

test('un enregistrement d’une extraction annuelle s’efface cinq ans après les vingt-et-un ans, un par un', async () => {
  for (const [annexe, variables] of [
    ['2-8', ['NUMDEP', 'ANAIS']],
    ['2-8-1', ['I_1', 'II_2']],
  ] as const) {
    const id = v7();
    await database.query(
      `INSERT INTO hub.extraction_olinpe (id, annexe, emetteur, annee, ouverte_le, extraite_le, variables)
       VALUES ($1, $2, '31', 2010, now(), now(), $3)`,
      [id, annexe, variables],
    );
    for (const [rang, annee] of ['1995', '2000', '9999'].entries())
      await database.query(
        'INSERT INTO hub.enregistrement_olinpe (extraction_id, rang, valeurs) VALUES ($1, $2, $3::jsonb)',
        [id, rang, JSON.stringify(['031', annee])],
      );
  }
  await agir(database, 1);
  await sceller(new Date('2050-01-01T00:00:00Z'));
  const le = (jour: string) => purgerEchus(travailleur, { now: new Date(`${jour}T12:00:00Z`), newId: v7 });
  // Born in 1995, 21 on 31 December 2016 at the latest: kept until the end of 2021.
  expect(await le('2021-12-31')).toMatchObject({ EXTRACTIONS: 0 });
  expect(await le('2022-01-02')).toMatchObject({ EXTRACTIONS: 2 });
  expect(await le('2027-01-02')).toMatchObject({ EXTRACTIONS: 2 });
  // An unknown birth may be of the year of the extraction.
  expect(await le('2036-12-31')).toMatchObject({ EXTRACTIONS: 0 });
  expect(await le('2037-01-02')).toMatchObject({ EXTRACTIONS: 2 });
});
