import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { trousseauDemo } from '../../src/audit/trousseau';
import { demoClients } from '../../src/auth/demo-clients';
import { MANDATS_ARCHIVE } from '../../src/domain/access-archive';
import type { Database } from '../../src/platform/database';
import { openHubDatabase } from '../../src/rows';
import { examinerDossiers } from '../../src/subgraphs/crip';
import { sceau } from '../audit/atelier';
import * as cycle from '../scenarios/cycle-operations';
import { DOSSIERS_ARCHIVES } from '../scenarios/elimination-operations';
import { enfant, fiche, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { NOTIFIER, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { PROTEGER_DOSSIER } from '../scenarios/protection-operations';
import { OUVRIR_EN_URGENCE } from '../scenarios/urgence-operations';
import {
  accuse,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type Porteur,
  type Terrain,
} from './hub-ouvert';

let terrain: Terrain;
let hub: HubOuvert;
let travailleur: Database;
let application: Database;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  travailleur = await openHubDatabase(terrain.databaseUrl, { qualite: 'travailleur', poolSize: 2 });
  application = await openHubDatabase(terrain.databaseUrl, { qualite: 'application', poolSize: 2 });
});
afterAll(async () => {
  await application.close();
  await travailleur.close();
  await hub.fermer();
  await terrain.fermer();
});

const sans = (porteur: Porteur): Porteur => ({
  ...porteur,
  scopes: porteur.scopes.filter((scope) => !MANDATS_ARCHIVE.some((mandat) => mandat === scope)),
});
const CRIP = sans(demoClients.crip);
const ASE = sans(demoClients.ase);
const ARCHIVES = { ...demoClients.crip, sub: 'agent-des-archives' };

type Dossier = { enfantId: string; informationId: string; traits: ReturnType<typeof enfant> };

/** A child of whom a school, a parquet and the Défenseur have written; everything is closed since. */
async function unDossier(clos = true): Promise<Dossier> {
  const traits = enfant();
  const { id: informationId } = accuse(
    await hub.demander('college', TRANSMETTRE, { input: fiche({ enfant: traits }) }),
  );
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant: traits }) }));
  accuse(await hub.demander('defenseur', SAISIR, { input: saisine({ enfant: traits }) }));
  const [{ enfantId }] = (await hub.database.query(
    'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1',
    [informationId],
  )) as [Json];
  if (clos)
    for (const texte of [
      `UPDATE crip.information_preoccupante SET etat = 'CLASSEE_SANS_SUITE' WHERE enfant_id = $1`,
      `UPDATE ase.reponse_saisine SET repondue_le = now() WHERE enfant_id = $1`,
      `UPDATE hub.echeance SET etat = 'CLOSE' WHERE sujet_id IN (SELECT crip.sujets_de($1))`,
    ])
      await hub.database.query(texte, [enfantId]);
  return { enfantId, informationId, traits };
}

const dans = (annees: number) => new Date(Date.UTC(new Date().getUTCFullYear() + annees, 11, 31, 12));
const examiner = (annees: number, plus: object = {}) =>
  examinerDossiers(travailleur, { now: dans(annees), newId: v7, ...plus });
/** The worker looks at these alone. */
async function seulement(...dossiers: readonly Dossier[]): Promise<void> {
  await hub.database.query(`UPDATE crip.conservation SET examen_le = 'infinity'`);
  const ids = dossiers.map(({ enfantId }) => enfantId);
  await hub.database.query(`UPDATE crip.conservation SET examen_le = '2020-01-01' WHERE enfant_id = ANY($1)`, [ids]);
}
const etatDe = async ({ enfantId }: Dossier) =>
  (
    await hub.database.query<{ archive: boolean; regle: string | null; revenu: boolean }>(
      `SELECT archive_le IS NOT NULL archive, regle, revenu_le IS NOT NULL revenu FROM crip.conservation
       WHERE enfant_id = $1`,
      [enfantId],
    )
  )[0];
async function archiver(): Promise<Dossier> {
  const dossier = await unDossier();
  await seulement(dossier);
  expect(await examiner(3)).toEqual({ archives: 1, listes: 0 });
  return dossier;
}

const ENFANT = /* GraphQL */ `
  query ($id: ID!, $finalite: Finalite!) {
    enfant(id: $id, finalite: $finalite) {
      id
    }
  }
`;
const lit = async (qui: Parameters<HubOuvert['demander']>[0], { informationId }: Dossier) => {
  const { body } = await hub.demander(qui, cycle.DOSSIER, { id: informationId });
  return body.data?.informationPreoccupante?.id === informationId;
};
const trouve = async (qui: Parameters<HubOuvert['demander']>[0], { enfantId }: Dossier) => {
  const { body } = await hub.demander(qui, ENFANT, { id: enfantId });
  return body.data?.enfant?.id === enfantId;
};

describe('un dossier clos', () => {
  test('reste en base active deux ans après le dernier contact, puis passe en archive intermédiaire', async () => {
    const dossier = await unDossier();
    await seulement(dossier);
    expect(await examiner(1)).toEqual({ archives: 0, listes: 0 });
    expect(await etatDe(dossier)).toEqual({ archive: false, regle: null, revenu: false });
    await seulement(dossier);
    expect(await examiner(3)).toEqual({ archives: 1, listes: 0 });
    expect(await etatDe(dossier)).toEqual({ archive: true, regle: 'CLASSEE', revenu: false });
    // Done once, whoever looks again.
    await seulement(dossier);
    expect(await examiner(3)).toEqual({ archives: 0, listes: 0 });
    const audit = await hub.database.query(
      `SELECT acte, institution, objet_types types FROM hub.audit WHERE $1 = ANY(objet_ids) AND acte = 'archiverDossier'`,
      [dossier.enfantId],
    );
    expect(audit).toEqual([{ acte: 'archiverDossier', institution: 'hub', types: ['Enfant'] }]);
  });

  test('n’est plus lu que par qui est désigné pour cela, et la lecture est inscrite', async () => {
    const dossier = await archiver();
    for (const qui of [CRIP, ASE, 'college', 'parquet', 'defenseur'] as const)
      expect([await lit(qui, dossier), await trouve(qui, dossier)]).toEqual([false, false]);
    expect([await lit(ARCHIVES, dossier), await trouve(ARCHIVES, dossier)]).toEqual([true, true]);
    const [{ n }] = (await hub.database.query(
      `SELECT count(*)::int n FROM hub.acces WHERE enfant_id = $1 AND acteur = 'agent-des-archives'`,
      [dossier.enfantId],
    )) as [Json];
    expect(n).toBeGreaterThan(0);
    const ici = async (qui: Parameters<HubOuvert['demander']>[0]) =>
      recu(await hub.demander(qui, DOSSIERS_ARCHIVES, { first: 100 })).edges.map(({ node }: Json) => node.id);
    for (const qui of ['crip', 'archiviste', 'dpo'] as const) expect(await ici(qui)).toContain(dossier.enfantId);
    expect(await ici({ ...demoClients.crip, institution: 'crip-33', territoire: '33' })).toEqual([]);
  });

  test('la base elle-même ne le montre pas, quelle que soit la requête', async () => {
    const dossier = await archiver();
    const pour = { institution: 'crip-31', role: 'crip', territoire: '31' };
    const tables = [
      ...['crip.information_preoccupante', 'justice.mesure_urgente', 'defenseur.saisine', 'ase.reponse_saisine'],
    ];
    const compter = (habilitation: object, table: string, colonne = 'enfant_id') =>
      application.transaction(
        async (tx) => (await tx.query(`SELECT 1 FROM ${table} WHERE ${colonne} = $1`, [dossier.enfantId])).length,
        { ...pour, ...habilitation },
      );
    for (const table of tables) {
      expect([table, await compter({}, table)]).toEqual([table, 0]);
      expect([table, await compter({ archive: true }, table)]).toEqual([table, 1]);
      // An act is done on the whole file.
      expect([table, await compter({ acte: 'analyser' }, table)]).toEqual([table, 1]);
    }
    expect(await compter({}, 'crip.enfant', 'id')).toBe(0);
    expect(await compter({ institution: 'crip-33', territoire: '33', archive: true }, 'crip.enfant', 'id')).toBe(0);
  });
});

describe('ce qui garde un dossier en base active', () => {
  test('une information ouverte, un délai, une protection', async () => {
    const [ouvert, protege] = [await unDossier(false), await unDossier()] as const;
    const motif = 'VIOLENCES_CONJUGALES';
    const input = { idempotencyKey: randomUUID(), enfantId: protege.enfantId, motif };
    expect(recu(await hub.demander('crip', PROTEGER_DOSSIER, { input })).userErrors).toEqual([]);
    await seulement(ouvert, protege);
    expect(await examiner(30)).toEqual({ archives: 0, listes: 0 });
    for (const dossier of [ouvert, protege]) expect(await etatDe(dossier)).toMatchObject({ archive: false });
  });

  test('l’acte qui s’écrit au même instant : il est attendu, et le dossier reste', async () => {
    const dossier = await unDossier();
    await seulement(dossier);
    await hub.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO crip.protection (id, enfant_id, collectivite, motif, posee_par, posee_le)
         VALUES ($1, $2, '31', 'MENACES', 'crip-31', now())`,
        [randomUUID(), dossier.enfantId],
      );
      expect(await examiner(3)).toEqual({ archives: 0, listes: 0 });
    });
    await examiner(3);
    expect(await etatDe(dossier)).toMatchObject({ archive: false });
  });
});

describe('un dossier archivé revient de lui-même', () => {
  test('par une nouvelle information : l’ancienne se lit de nouveau', async () => {
    const dossier = await archiver();
    accuse(await hub.demander('hopital', TRANSMETTRE, { input: { ...ficheHopital(), enfant: dossier.traits } }));
    expect(await etatDe(dossier)).toEqual({ archive: false, regle: null, revenu: true });
    for (const qui of [CRIP, ASE, 'college'] as const) expect(await lit(qui, dossier)).toBe(true);
    // Open again: it stays, however long.
    await seulement(dossier);
    expect(await examiner(40)).toEqual({ archives: 0, listes: 0 });
  });

  test('par une fiche que le rapprochement en reconnaît ; deux dossiers archivés, eux, se taisent', async () => {
    const [ancien, autre] = [await archiver(), await archiver()];
    const lier = (une: string, deux: string, etat: string) =>
      hub.database.query(
        `INSERT INTO crip.rapprochement (id, collectivite, enfant_id, autre_id, etat, origine, score, version, marches,
           regles, decide_par, le)
         VALUES ($1, '31', least($2::uuid, $3), greatest($2::uuid, $3), $4, 'AUTOMATIQUE', 1, 'v', '[]', '{}', 'hub', now())`,
        [randomUUID(), une, deux, etat],
      );
    await lier(ancien.enfantId, autre.enfantId, 'A_EXAMINER');
    expect([await etatDe(ancien), await etatDe(autre)]).toMatchObject([{ archive: true }, { archive: true }]);
    const vivant = await unDossier();
    await lier(ancien.enfantId, vivant.enfantId, 'DISTINCTS');
    expect(await etatDe(ancien)).toMatchObject({ archive: true });
    await hub.database.query(`UPDATE crip.rapprochement SET clos_le = now() WHERE etat = 'DISTINCTS'`);
    await lier(vivant.enfantId, ancien.enfantId, 'A_EXAMINER');
    // What may be of the same child comes back with it.
    expect([await etatDe(ancien), await etatDe(autre)]).toMatchObject([{ revenu: true }, { revenu: true }]);
    // And they age together: what is written of one keeps the others.
    await seulement(ancien, autre, vivant);
    expect(await examiner(1)).toEqual({ archives: 0, listes: 0 });
    await hub.database.query(`UPDATE crip.information_preoccupante SET etat = 'RECUE' WHERE id = $1`, [
      vivant.informationId,
    ]);
    await seulement(ancien);
    expect(await examiner(20)).toEqual({ archives: 0, listes: 0 });
  });

  test('par un accès en urgence d’une autre CRIP', async () => {
    const dossier = await archiver();
    const input = { idempotencyKey: randomUUID(), enfantId: dossier.enfantId, motif: 'FUGUE' };
    const { acces } = recu(await hub.demander('crip33', OUVRIR_EN_URGENCE, { input }));
    expect(acces).toHaveLength(1);
    const { body } = await hub.demander('crip33', ENFANT, { id: dossier.enfantId, finalite: 'URGENCE' });
    expect(body.data?.enfant?.id).toBe(dossier.enfantId);
    expect(await etatDe(dossier)).toMatchObject({ archive: false, revenu: true });
  });

  test('par la réouverture d’une information close', async () => {
    const dossier = await archiver();
    await hub.database.query(`UPDATE crip.information_preoccupante SET etat = 'RECUE' WHERE id = $1`, [
      dossier.informationId,
    ]);
    expect(await etatDe(dossier)).toMatchObject({ archive: false, revenu: true });
  });
});

test('le balayage va par lots, s’arrête quand on le lui dit, et reprend', async () => {
  const dossiers = [await unDossier(), await unDossier(), await unDossier()];
  await seulement(...dossiers);
  const arret = new AbortController();
  arret.abort();
  expect(await examiner(3, { signal: arret.signal })).toEqual({ archives: 0, listes: 0 });
  expect(await examiner(3, { lot: 2 })).toEqual({ archives: 3, listes: 0 });
  await expect(application.query('SELECT * FROM crip.dossiers_a_examiner(current_date, 1)')).rejects.toThrow(
    /outside the worker/,
  );
});

test('ce qui n’est ni remis ni prouvé est archivé, mais ne va pas sur la liste', async () => {
  const dossier = await unDossier();
  await seulement(dossier);
  expect(await examiner(60)).toEqual({ archives: 1, listes: 0 });
  await hub.database.query(
    `UPDATE hub.livraison SET etat = 'REMISE', canal = 'BOITE', remise_le = now() WHERE etat = 'EN_ATTENTE'`,
  );
  await seulement(dossier);
  expect(await examiner(60)).toEqual({ archives: 0, listes: 0 });
  await sceau(hub.database, join(terrain.folder, 'journal'), trousseauDemo(terrain.folder));
  await seulement(dossier);
  expect(await examiner(60)).toEqual({ archives: 0, listes: 1 });
  await seulement(dossier);
  expect(await examiner(61)).toEqual({ archives: 0, listes: 0 });
});
