import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { exigerMoindresDroits } from '../../src/bases';
import { enregistrerMachine } from '../../src/partners';
import { openHubDatabase } from '../../src/rows';
import type { Database, Tx } from '../../src/platform/database';
import type { Habilitation } from '../../src/platform/habilitation';
import { fiche, ordonnance, saisine } from '../scenarios/envois';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import {
  accuse,
  INSTITUTIONS,
  ouvrirHub,
  ouvrirTerrain,
  type HubOuvert,
  type NomInstitution,
  type Terrain,
} from '../subgraphs/hub-ouvert';

/** Raw SQL under the role of the application: whatever the product's own queries would have asked. */
let terrain: Terrain;
let hub: HubOuvert;
let application: Database;

beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  application = await openHubDatabase(terrain.databaseUrl, { qualite: 'application', poolSize: 4 });
  for (const institution of ['crip-31', 'crip-33'])
    await enregistrerMachine(hub.database, { clientId: institution, institution, scopes: [], publicJwk: { kid: 'k' } });
  const { enfant } = fiche();
  accuse(await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant }) }));
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant }) }));
  accuse(await hub.demander('defenseur', SAISIR, { input: saisine({ enfant }) }));
});
afterAll(async () => {
  await application.close();
  await hub.fermer();
  await terrain.fermer();
});

const TABLES = `SELECT format('%I.%I', n.nspname, c.relname) nom, c.relrowsecurity active, c.relforcerowsecurity forcee,
    pg_get_userbyid(c.relowner) proprietaire
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'bullmq', 'public') ORDER BY 1`;

/** Read by all: what they hold names no person. */
const OUVERTES = ['hub.partenaire', 'crip.horaires', 'ase.palier'];

const pour = (qui: NomInstitution, acte?: string): Habilitation => {
  const { institution, role, territoire } = INSTITUTIONS[qui];
  return { institution, role, territoire, ...(acte === undefined ? {} : { acte }) };
};
const compter = async (tx: Pick<Tx, 'query'>, table: string) =>
  (await tx.query<{ nombre: number }>(`SELECT count(*)::int nombre FROM ${table}`))[0]?.nombre;

test('le rôle de l’application ne possède rien et ne peut pas contourner', async () => {
  const [role] = await hub.database.query(
    "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'hub_app'",
  );
  expect(Object.values(role as object)).toEqual([false, false, false, false, false]);
  expect(await application.query('SELECT current_user::text qui')).toEqual([{ qui: 'hub_app' }]);
  expect(await hub.database.query("SELECT 1 FROM pg_tables WHERE tableowner = 'hub_app'")).toEqual([]);
  await expect(application.query('ALTER TABLE crip.enfant DISABLE ROW LEVEL SECURITY')).rejects.toThrow(/owner/);
  await expect(application.query('DELETE FROM crip.enfant')).rejects.toThrow(/permission denied/);
});

test('l’application ne peut qu’ajouter à la preuve : ni modifier, ni supprimer, ni vider', async () => {
  await expect(application.query("UPDATE hub.audit SET acte = 'x'")).rejects.toThrow(/permission denied/);
  const droits = await hub.database.query<{ nom: string; droit: string; permis: boolean }>(
    `SELECT nom, droit, has_table_privilege('hub_app', 'hub.' || nom, droit) AS permis
     FROM unnest(ARRAY['audit', 'acces', 'journal', 'journal_noeud', 'point_de_controle']) nom,
       unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) droit`,
  );
  expect(droits).toHaveLength(30);
  for (const { nom, droit, permis } of droits)
    expect([nom, droit, permis]).toEqual([nom, droit, droit === 'SELECT' || droit === 'INSERT']);
});

test('chaque table est sous sécurité des lignes, même pour son propriétaire', async () => {
  const tables = await hub.database.query<{ nom: string; active: boolean; forcee: boolean }>(TABLES);
  expect(tables.length).toBeGreaterThan(25);
  expect(tables.filter(({ active, forcee }) => !active || !forcee).map(({ nom }) => nom)).toEqual([]);
});

test('sans habilitation : aucune ligne de personne, dans aucune table', async () => {
  for (const { nom } of await hub.database.query<{ nom: string }>(TABLES)) {
    if (OUVERTES.includes(nom)) continue;
    const lues = await compter(application, nom).catch((error: unknown) => String(error));
    expect([nom, lues]).toEqual([nom, typeof lues === 'string' ? expect.stringContaining('permission denied') : 0]);
  }
});

test.each([
  ['autreCollege', 0, 0, 0],
  ['hopital', 0, 0, 0],
  ['crip33', 0, 0, 0],
  ['ase33', 0, 0, 0],
  ['parquetLyon', 0, 0, 0],
  ['college', 1, 1, 0],
  ['crip', 1, 1, 1],
  ['ase', 1, 1, 1],
  ['parquet', 1, 0, 1],
] as const)('%s atteint %i enfant, %i information, %i mesure urgente', async (qui, enfants, informations, mesures) => {
  const lues = await application.transaction(
    async (tx) => [
      await compter(tx, 'crip.enfant'),
      await compter(tx, 'crip.information_preoccupante'),
      await compter(tx, 'justice.mesure_urgente'),
    ],
    pour(qui),
  );
  expect(lues).toEqual([enfants, informations, mesures]);
});

test('l’habilitation ne survit pas à sa transaction, quoi qu’il s’y passe', async () => {
  await application.transaction((tx) => compter(tx, 'crip.enfant'), pour('crip'));
  await expect(application.transaction((tx) => tx.query('SELECT 1/0'), pour('crip'))).rejects.toThrow();
  const restes = await Promise.all(Array.from({ length: 8 }, () => compter(application, 'crip.enfant')));
  expect(restes).toEqual(Array.from({ length: 8 }, () => 0));
});

test('200 transactions à la fois : chacune ne voit que les siennes', async () => {
  const qui = ['crip', 'crip33', 'college', 'autreCollege'] as const;
  const lues = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const nom = qui[i % qui.length] ?? 'crip';
      return [nom, await application.transaction((tx) => compter(tx, 'crip.information_preoccupante'), pour(nom))];
    }),
  );
  const attendu = { crip: 1, crip33: 0, college: 1, autreCollege: 0 };
  expect(lues.filter(([nom, n]) => attendu[nom as keyof typeof attendu] !== n)).toEqual([]);
});

test('une institution lit ses machines et leurs clés, celles de personne d’autre ; l’exploitant les lit toutes', async () => {
  const machines = (qui: NomInstitution) =>
    application.transaction(
      (tx) =>
        tx.query<{ machine: string; cle: string | null }>(
          `SELECT c.client_id machine, k.client_id cle
           FROM hub.client c FULL JOIN hub.cle_client k ON k.client_id = c.client_id ORDER BY 1`,
        ),
      pour(qui),
    );
  const [du31, du33] = ['crip-31', 'crip-33'].map((nom) => ({ machine: nom, cle: nom }));
  expect(await machines('crip')).toEqual([du31]);
  expect(await machines('crip33')).toEqual([du33]);
  expect(await machines('ase')).toEqual([]);
  expect(await machines('exploitant')).toEqual([du31, du33]);
});

describe('écrire pour un autre', () => {
  const refuse = (travail: (tx: Tx) => Promise<unknown>, habilitation: Habilitation) =>
    expect(application.transaction(travail, habilitation)).rejects.toThrow(/row-level security|permission denied/);

  test('une scolarité au nom d’une autre école', () =>
    refuse(
      (tx) =>
        tx.query(
          `INSERT INTO education.scolarite (id, enfant_id, collectivite, uai, declaree_par, declaree_le)
           VALUES ($1, $1, '31', '0319003T', '0319003T', now())`,
          [randomUUID()],
        ),
      pour('college', 'essai'),
    ));

  test('une relation qui ouvrirait un dossier', async () => {
    const [{ id }] = (await hub.database.query<{ id: string }>('SELECT id FROM crip.enfant')) as [{ id: string }];
    await refuse(
      (tx) => tx.query('INSERT INTO crip.relation VALUES ($1, $2, now())', ['0319003T', id]),
      pour('autreCollege', 'essai'),
    );
    await application.transaction(
      (tx) => tx.query('SELECT crip.relier($1, $2, now())', [['0319003T'], [id]]),
      pour('autreCollege', 'essai'),
    );
    const liees = await hub.database.query("SELECT 1 FROM crip.relation WHERE institution = '0319003T'");
    expect(liees).toEqual([]);
  });

  test('une machine ou une clé pour soi-même', async () => {
    const sienne = 'INSERT INTO hub.client (id, client_id, institution, scopes, contrainte, cree_le)';
    const valeurs = "VALUES ($1, 'intruse', 'crip-31', '{enfant:lire}', 'AUCUNE', now())";
    const cle =
      "INSERT INTO hub.cle_client (id, client_id, kid, jwk, cree_le) VALUES ($1, 'crip-31', 'k2', '{}', now())";
    for (const [qui, acte] of [
      ['crip', 'essai'],
      ['exploitant', undefined],
    ] as const) {
      await refuse((tx) => tx.query(`${sienne} ${valeurs}`, [randomUUID()]), pour(qui, acte));
      await refuse((tx) => tx.query(cle, [randomUUID()]), pour(qui, acte));
    }
    await refuse((tx) => tx.query("UPDATE hub.client SET scopes = '{enfant:lire}'"), pour('crip', 'essai'));
    await refuse((tx) => tx.query("UPDATE hub.partenaire SET territoire = '33'"), pour('crip', 'essai'));
  });

  test('un audit au nom d’un autre', () =>
    refuse(
      (tx) =>
        tx.query(
          `INSERT INTO hub.audit (id, acte, institution, acteur, objet_types, objet_ids, le)
           VALUES ($1, 'x', 'crip-33', 'x', '{x}', ARRAY[$1::uuid], now())`,
          [randomUUID()],
        ),
      pour('crip', 'essai'),
    ));

  test('lire ne permet pas d’écrire ce qui n’appartient qu’aux actes', () =>
    refuse(
      (tx) =>
        tx.query("INSERT INTO hub.evenement (id, type, sujet_id, le) VALUES ($1, 'x', $1, now())", [randomUUID()]),
      pour('crip'),
    ));

  test('modifier ce que l’on n’atteint pas ne modifie rien', async () => {
    const touchees = await application.transaction(
      (tx) => tx.query("UPDATE crip.information_preoccupante SET etat = 'CLASSEE' RETURNING id"),
      pour('crip33', 'essai'),
    );
    expect(touchees).toEqual([]);
  });
});

test('aucune clé unique ne dit ce que les autres ont : elles commencent par le locataire, ou ne tiennent qu’au hub', async () => {
  const cles = await hub.database.query<{ cle: string; premiere: string; type: string }>(
    `SELECT i.indexrelid::regclass::text cle, a.attname premiere, format_type(a.atttypid, null) "type"
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
     WHERE i.indisunique AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'bullmq', 'public', 'pg_toast')`,
  );
  // A uuid is drawn by the hub: nobody can try one that it was not told.
  const bavardes = cles.filter(
    ({ premiere, type }) => type !== 'uuid' && !['collectivite', 'institution', 'tj', 'de'].includes(premiere),
  );
  // The register and the directory of schools are public; the others are the worker's and the authorization server's alone.
  const duTravailleur = [
    'extraction_olinpe_annee',
    'journal_etat_pk',
    'journal_noeud_pk',
    'journal_pk',
    'point_de_controle_pk',
    'purge_acces_jusqua',
    'retard_echeance_pk',
  ];
  const desMachines = ['cle_client_kid', 'client_nom', 'oidc_pk', 'partenaire_externe'];
  // Of the other hubs: written by the operator, or under the name that a verified signature gave.
  const desHubs = ['cle_hub_kid', 'hub_distant_pk', 'message_hub_pk', 'transfert_entrant_id'];
  expect(bavardes.map(({ cle }) => cle).sort()).toEqual(
    [...duTravailleur, ...desMachines, ...desHubs, 'etablissement_pk', 'partenaire_pk']
      .map((cle) => `hub.${cle}`)
      .sort(),
  );
});

test('un rôle qui contourne est refusé au démarrage en production', async () => {
  await expect(exigerMoindresDroits(application)).rejects.toThrow(/bypasses row-level security/);
  const client = new Client({ connectionString: terrain.databaseUrl });
  await client.connect();
  const login = `essai_${randomUUID().slice(0, 8)}`;
  await client.query(`CREATE ROLE ${login} LOGIN PASSWORD 'essai' IN ROLE hub_app`);
  const url = new URL(terrain.databaseUrl);
  url.username = login;
  url.password = 'essai';
  const moindre = await openHubDatabase(url.href, { qualite: 'application', poolSize: 1 });
  await expect(exigerMoindresDroits(moindre)).resolves.toBeUndefined();
  await moindre.close();
  await client.query(`DROP ROLE ${login}`);
  await client.end();
});
