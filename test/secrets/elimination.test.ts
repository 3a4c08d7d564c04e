import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { publiques } from '../../src/audit/cles';
import { trousseauDemo } from '../../src/audit/trousseau';
import { demoClients } from '../../src/auth/demo-clients';
import { verifierDossier } from '../../src/audit/verifier-dossier';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { estOuverte, ETATS_INFORMATION, type EtatInformation } from '../../src/domain/lifecycle';
import { lancer } from '../../src/cli/main';
import { enregistrerPartenaire } from '../../src/partners';
import type { Database } from '../../src/platform/database';
import { enfantDeLaLigne } from '../../src/enfant-de-la-ligne';
import { ENTITIES, openHubDatabase } from '../../src/rows';
import { examinerDossiers } from '../../src/subgraphs/crip';
import { sceau } from '../audit/atelier';
import { rapport, evaluation, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import {
  APERCU_ELIMINATION,
  DECIDER_ELIMINATION,
  ELIMINATIONS,
  PROPOSER_ELIMINATION,
  VISER_ELIMINATION,
} from '../scenarios/elimination-operations';
import { enfant, fiche, ficheDu119, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { JOINDRE, pdf } from '../scenarios/pieces';
import { DOSSIER_DE_PREUVE, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import {
  accuse,
  lignes,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type Terrain,
} from '../subgraphs/hub-ouvert';

const CHEFFE = { ...demoClients.crip, sub: 'cheffe-de-service' };
const DIRECTRICE = { ...demoClients.crip, sub: 'directrice' };
const VISA = 'AD31/2026/117';

let terrain: Terrain;
let hub: HubOuvert;
let travailleur: Database;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
  travailleur = await openHubDatabase(terrain.databaseUrl, { qualite: 'travailleur', poolSize: 2 });
});
afterAll(async () => {
  await travailleur.close();
  await hub.fermer();
  await terrain.fermer();
});

/** A child met by a school, a hospital, the 119, the parquet and the Défenseur, with the evaluation of its home. */
async function unDossier(): Promise<{ enfantId: string; informationId: string }> {
  const traits = enfant();
  const envoi = { enfant: traits, scolarite: { uai: '0319001R', ine: '0123456789K' } };
  const { id: informationId } = accuse(await hub.demander('college', TRANSMETTRE, { input: fiche(envoi) }));
  await joindreUnePiece(informationId);
  accuse(await hub.demander('hopital', TRANSMETTRE, { input: { ...ficheHopital(), enfant: traits } }));
  accuse(await hub.demander('snated', TRANSMETTRE, { input: ficheDu119({ enfant: traits }) }));
  for (const query of [cycle.ANALYSER, cycle.QUALIFIER])
    await hub.demander('crip', query, { input: { informationId } });
  await hub.demander('crip', cycle.OUVRIR_EVALUATION, { input: evaluation(informationId) });
  await hub.demander('crip', cycle.RENDRE_EVALUATION, { input: rapport(informationId) });
  accuse(await hub.demander('crip', cycle.SIGNALER, { input: signalement(informationId) }));
  accuse(await hub.demander('parquet', NOTIFIER, { input: ordonnance({ enfant: traits }) }));
  const { id: saisineId } = accuse(await hub.demander('defenseur', SAISIR, { input: saisine({ enfant: traits }) }));
  const reponse = { idempotencyKey: randomUUID(), saisineId, reponse: 'Rendue.', fonction: 'Directrice' };
  await hub.demander('ase', REPONDRE, { input: reponse });
  const [ligne] = await hub.database.query<{ enfantId: string }>(
    'SELECT enfant_id "enfantId" FROM crip.information_preoccupante WHERE id = $1',
    [informationId],
  );
  return { enfantId: ligne!.enfantId, informationId };
}

/** What the school joined to its sheet. */
async function joindreUnePiece(informationId: string): Promise<void> {
  const envoi = await fetch(new URL('/pieces', hub.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.jeton(demoClients.college)}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(pdf('Relevé des absences')),
  });
  const { id: pieceId, empreinte } = (await envoi.json()) as { id: string; empreinte: string };
  const quoi = { idempotencyKey: randomUUID(), informationId, pieceId, empreinte };
  accuse(await hub.demander('college', JOINDRE, { input: { ...quoi, intitule: 'Absences', medicale: false } }));
}

/** Everything is closed, handed over and proven. */
async function clore(enfantId: string): Promise<void> {
  for (const texte of [
    `UPDATE crip.information_preoccupante SET etat = 'CLASSEE_SANS_SUITE' WHERE enfant_id = $1`,
    `UPDATE ase.mesure SET etat = 'TERMINEE', terminee_le = now() WHERE enfant_id = $1`,
    `UPDATE hub.echeance SET etat = 'CLOSE' WHERE sujet_id IN (SELECT crip.sujets_de($1))`,
    `UPDATE hub.livraison SET etat = 'REMISE', canal = 'BOITE', remise_le = now() WHERE etat = 'EN_ATTENTE'
       AND evenement_id IN (SELECT id FROM hub.evenement WHERE sujet_id IN (SELECT crip.sujets_de($1) UNION SELECT $1))`,
  ])
    await hub.database.query(texte, [enfantId]);
  await prouver();
}

const prouver = () => sceau(hub.database, join(terrain.folder, 'journal'), trousseauDemo(terrain.folder));

/** Thirty years pass: the worker moves it to the archive, then to the list. @returns its elimination, if it is listed */
async function lister(enfantId: string): Promise<string | undefined> {
  await hub.database.query(`UPDATE crip.conservation SET examen_le = '2020-01-01' WHERE enfant_id = $1`, [enfantId]);
  await examinerDossiers(travailleur, { now: new Date('2056-01-05T09:00:00Z'), newId: v7 });
  const [listee] = await hub.database.query<{ id: string }>(
    `SELECT id FROM crip.elimination WHERE enfant_id = $1 AND etat = 'A_VISER'`,
    [enfantId],
  );
  return listee?.id;
}

async function listee(enfantId: string): Promise<string> {
  await clore(enfantId);
  const id = await lister(enfantId);
  if (id === undefined) throw new Error('not listed');
  return id;
}

const viser = (ids: string[], changes: object = {}) =>
  hub.demander('archiviste', VISER_ELIMINATION, {
    input: { eliminationIds: ids, accord: true, visa: VISA, ...changes },
  });
const proposer = (ids: string[], changes: object = {}, par = CHEFFE) =>
  hub.demander(par, PROPOSER_ELIMINATION, { input: { eliminationIds: ids, ...changes } });
const decider = (ids: string[], par = DIRECTRICE, accord = true) =>
  hub.demander(par, DECIDER_ELIMINATION, { input: { eliminationIds: ids, accord } });
const refusee = (reponse: Awaited<ReturnType<typeof decider>>) => recu(reponse).userErrors[0];

/** Rows about that child, by table. */
async function lignesDe(enfantId: string): Promise<Record<string, number>> {
  const comptes: Record<string, number> = {};
  for (const entite of ENTITIES) {
    const metadata = hub.database.dataSource.getMetadata(entite);
    let deLEnfant: string;
    try {
      deLEnfant = enfantDeLaLigne(metadata, 't');
    } catch {
      continue;
    }
    const [compte] = await hub.database.query<{ n: number }>(
      `SELECT count(*)::int n FROM ${metadata.tablePath} t WHERE ${deLEnfant} = $1`,
      [enfantId],
    );
    comptes[metadata.tablePath] = compte!.n;
  }
  return comptes;
}

test('le hub liste, l’archiviste vise, une personne propose, une autre décide ; ensuite rien n’est plus lisible, et la preuve se vérifie', async () => {
  const dossiers = [await unDossier(), await unDossier()];
  const [{ enfantId, informationId }] = dossiers as [(typeof dossiers)[0]];
  const ids: string[] = [];
  for (const un of dossiers) ids.push(await listee(un.enfantId));
  const avant = await lignesDe(enfantId);
  expect(Object.values(avant).filter((n) => n > 0).length).toBeGreaterThan(9);
  expect(avant['crip.appelant']).toBe(1);
  const [sauvegarde] = await hub.database.query<{ contenu: Buffer }>(
    'SELECT contenu FROM crip.information_preoccupante WHERE id = $1',
    [informationId],
  );

  expect(refusee(await proposer(ids))).toMatchObject({
    code: 'ARTICLE_CONTRAIRE',
    message: expect.stringMatching(/visa de l'archiviste manque/),
  });
  const [visee] = recu(await viser(ids)).eliminations;
  expect(visee).toMatchObject({ enfantId, etat: 'VISEE', visa: VISA, regle: 'CLASSEE', proposeeLe: null });
  const [proposee] = recu(await proposer(ids)).eliminations;
  expect(proposee).toMatchObject({ enfantId, visa: VISA, etat: 'PROPOSEE', decideeLe: null });
  expect(refusee(await decider(ids, CHEFFE))).toMatchObject({
    code: 'ARTICLE_CONTRAIRE',
    message: expect.stringMatching(/autre personne/),
  });
  expect(await lignesDe(enfantId)).toEqual(avant);
  // What the preview says is what goes, table by table.
  const apercu = await apercuDe(ids);
  const comptesAvant = await lignes(hub.database);

  expect(recu(await decider(ids)).eliminations.map(({ etat }: Json) => etat)).toEqual(['EXECUTEE', 'EXECUTEE']);
  const comptesApres = await lignes(hub.database);
  const parties = Object.entries(comptesAvant)
    .map(([table, n]) => [table, n - comptesApres[table]!] as const)
    .filter(([, n]) => n > 0);
  // The key's row and the attachment's stay, emptied.
  const vides = { 'hub.cle_enfant': 2, 'hub.piece': 2 };
  expect(apercu).toEqual({ ...Object.fromEntries(parties), ...vides });
  const { 'hub.cle_enfant': cles, 'crip.elimination': decisions, ...reste } = await lignesDe(enfantId);
  expect(Object.entries(reste).filter(([, n]) => n > 0)).toEqual([]);
  expect([cles, decisions]).toEqual([1, 1]);
  expect(await hub.database.query('SELECT 1 FROM crip.enfant WHERE id = $1', [enfantId])).toEqual([]);
  expect(
    await hub.database.query('SELECT 1 FROM hub.cle_enfant WHERE enfant_id = $1 AND enveloppe IS NOT NULL', [enfantId]),
  ).toEqual([]);
  // Its attachments have neither key nor title any more; the worker takes their bytes away.
  for (const piece of await hub.database.query('SELECT etat, cle, intitule, information_id i FROM hub.piece'))
    expect(piece).toMatchObject({ cle: null, intitule: null, i: null });
  // What a backup still holds is noise without the key.
  expect(sauvegarde!.contenu.subarray(17).toString('latin1')).not.toContain('manteau');
  for (const qui of ['college', 'crip', 'ase'] as const) {
    const { body } = await hub.demander(qui, cycle.DOSSIER, { id: informationId });
    expect(body.data?.informationPreoccupante ?? null).toBeNull();
  }
  expect(refusee(await decider(ids))).toMatchObject({ code: 'DEJA_FAIT' });
  const liste = recu(await hub.demander(DIRECTRICE, ELIMINATIONS)).edges.map(({ node }: Json) => node.id);
  expect(liste).toEqual(expect.arrayContaining(ids));
  // What was done stays proven, receipts of acts whose records are gone included.
  const signataires = trousseauDemo(terrain.folder);
  await prouver();
  const { taille, anomalies } = await verifierJournal(hub.database, signataires, join(terrain.folder, 'journal'));
  expect([taille > 8, anomalies]).toEqual([true, []]);
  const preuve = recu(await hub.demander('dpo', DOSSIER_DE_PREUVE, { enfant: enfantId }));
  const { dossier, defauts } = verifierDossier(preuve.contenu, publiques(signataires));
  expect(defauts).toEqual([]);
  const actes = dossier!.enregistrements.map(({ feuille }) => feuille['acte']);
  for (const acte of [
    ...['transmettreInformationPreoccupante', 'notifierMesureUrgente', 'archiverDossier', 'listerElimination'],
    ...['viserElimination', 'proposerElimination', 'deciderElimination'],
  ])
    expect(actes).toContain(acte);
  expect(await cliVerifie(preuve.contenu, publiques(signataires))).toBe(0);
});

async function apercuDe(ids: string[]): Promise<Record<string, number>> {
  const rendu = recu(await hub.demander(DIRECTRICE, APERCU_ELIMINATION, { ids }));
  expect(recu(await hub.demander('archiviste', APERCU_ELIMINATION, { ids }))).toEqual(rendu);
  const ailleurs = { ...demoClients.crip, institution: 'crip-33', territoire: '33' };
  expect(recu(await hub.demander(ailleurs, APERCU_ELIMINATION, { ids }))).toEqual([]);
  return Object.fromEntries(rendu.map(({ table, lignes: n }: Json) => [table, n]));
}

/** `hub -- verify`, as someone who has nothing of the hub but its public keys. */
async function cliVerifie(contenu: string, cles: object): Promise<number> {
  const [preuve, trousseau] = [join(terrain.folder, 'preuve.json'), join(terrain.folder, 'publiques.json')];
  writeFileSync(preuve, contenu);
  writeFileSync(trousseau, JSON.stringify(cles));
  return (await lancer(['verify', preuve, '--cle', trousseau])).code;
}

const unSeul = async (texte: string, enfantId: string) => {
  await hub.database.query(texte, [enfantId]);
};

test('rien d’ouvert, de protégé, de contesté, de non remis ni de non prouvé n’est listé, visé, proposé ni détruit', async () => {
  const { enfantId, informationId } = await unDossier();
  const id = await listee(enfantId);
  recu(await viser([id]));
  recu(await proposer([id]));
  const [{ evenement }] = (await hub.database.query(
    'SELECT id evenement FROM hub.evenement WHERE sujet_id = $1 LIMIT 1',
    [informationId],
  )) as [Json];
  const OBSTACLES: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    [
      'délai',
      () => unSeul(`UPDATE hub.echeance SET etat = 'OUVERTE' WHERE sujet_id IN (SELECT crip.sujets_de($1))`, enfantId),
      /délai légal court encore/,
    ],
    [
      'remise',
      () => hub.database.query(`UPDATE hub.livraison SET etat = 'MORTE' WHERE evenement_id = $1`, [evenement]),
      /n'a pas été remis/,
    ],
    [
      'preuve',
      () =>
        hub.database.query(
          `INSERT INTO hub.audit (id, acte, institution, acteur, objet_types, objet_ids, le)
           VALUES (gen_random_uuid(), 'analyser', 'crip-31', 'x', '{Enfant}', ARRAY[$1::uuid], now())`,
          [enfantId],
        ),
      /pas encore au journal de preuve/,
    ],
    [
      'réponse au Défenseur',
      () => unSeul('UPDATE ase.reponse_saisine SET repondue_le = NULL WHERE enfant_id = $1', enfantId),
      /saisine du Défenseur/,
    ],
  ];
  for (const [nom, gener, message] of OBSTACLES) {
    await gener();
    const refus = refusee(await decider([id]));
    expect([nom, refus?.code, refus?.path]).toEqual([nom, 'ETAT_INCOMPATIBLE', ['eliminationIds']]);
    expect(refus.message).toMatch(message);
    await hub.database.query(`UPDATE ase.reponse_saisine SET repondue_le = now() WHERE enfant_id = $1`, [enfantId]);
    await hub.database.query(`UPDATE hub.livraison SET etat = 'EN_ATTENTE' WHERE etat = 'MORTE'`);
    await clore(enfantId);
  }
  expect(recu(await decider([id], DIRECTRICE, false)).eliminations[0].etat).toBe('REFUSEE');
  expect((await lignesDe(enfantId))['crip.information_preoccupante']).toBe(3);

  // The same keep it off the list.
  const autre = await unDossier();
  await clore(autre.enfantId);
  await hub.database.query(
    `UPDATE hub.livraison SET etat = 'MORTE' WHERE evenement_id IN (SELECT id FROM hub.evenement WHERE sujet_id = $1)`,
    [autre.informationId],
  );
  expect(await lister(autre.enfantId)).toBeUndefined();
});

test('ce qui est écrit de nouveau sur l’enfant rend l’élimination sans objet', async () => {
  const { enfantId, informationId } = await unDossier();
  const id = await listee(enfantId);
  recu(await viser([id]));
  recu(await proposer([id]));
  await hub.database.query(`UPDATE crip.information_preoccupante SET etat = 'RECUE' WHERE id = $1`, [informationId]);
  expect(refusee(await decider([id]))).toMatchObject({ code: 'DEJA_FAIT' });
  expect(await hub.database.query('SELECT etat FROM crip.elimination WHERE id = $1', [id])).toEqual([
    { etat: 'CADUQUE' },
  ]);
});

test('l’archiviste refuse avec un motif ; provisoire, le dossier revient sur la liste à son jour', async () => {
  const { enfantId } = await unDossier();
  const id = await listee(enfantId);
  const refuser = (changes: object) => viser([id], { accord: false, visa: null, ...changes });
  expect(refusee(await refuser({}))).toMatchObject({ code: 'MOTIF_REQUIS', path: ['motif'] });
  expect(refusee(await refuser({ motif: 'DELAI_INSUFFISANT' }))).toMatchObject({ path: ['reproposerLe'] });
  expect(refusee(await refuser({ motif: 'ECHANTILLON', reproposerLe: '2060-01-01' }))).toMatchObject({
    code: 'VALEUR_INVALIDE',
  });
  expect(refusee(await viser([id], { visa: ' ' }))).toMatchObject({ code: 'CHAMP_REQUIS', path: ['visa'] });
  const motif = 'DELAI_INSUFFISANT';
  expect(recu(await refuser({ motif, reproposerLe: '2056-01-05' })).eliminations[0]).toMatchObject({
    ...{ etat: 'VISA_REFUSE', visa: null, motifRefus: motif, reproposerLe: '2056-01-05' },
  });
  expect(refusee(await proposer([id]))).toMatchObject({ code: 'DEJA_FAIT' });
  const seconde = await lister(enfantId);
  expect(seconde).not.toBe(id);
  recu(await viser([seconde!], { accord: false, visa: null, motif: 'ECHANTILLON' }));
  expect(await lister(enfantId)).toBeUndefined();
});

test('un visa sur papier ne vaut que là où les archives ne sont pas raccordées', async () => {
  const { enfantId } = await unDossier();
  const id = await listee(enfantId);
  expect(refusee(await proposer([id], { visa: VISA }))).toMatchObject({
    ...{ code: 'ARTICLE_CONTRAIRE', path: ['visa'], message: expect.stringMatching(/raccordées/) },
  });
  const raccorder = (le: string | null) =>
    hub.database.query(`UPDATE hub.partenaire SET revoque_le = $1 WHERE id = 'archives-31'`, [le]);
  await raccorder('2026-01-01');
  expect(refusee(await proposer([id], { visa: '' }))).toMatchObject({ code: 'CHAMP_REQUIS', path: ['visa'] });
  expect(recu(await proposer([id], { visa: VISA })).eliminations[0]).toMatchObject({ etat: 'PROPOSEE', visa: VISA });
  await raccorder(null);
});

test('hors de la collectivité, une liste vide ou trop longue : refusé, tout ou rien', async () => {
  const { enfantId } = await unDossier();
  const id = await listee(enfantId);
  const ailleurs = { ...demoClients.crip, institution: 'crip-33', territoire: '33', sub: 'cheffe' };
  for (const [ids, par] of [
    [[id], ailleurs],
    [[id, randomUUID()], CHEFFE],
    [['x'], CHEFFE],
  ] as const)
    expect((await proposer([...ids], {}, par)).body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const archivesDuRhone = { ...demoClients.archiviste, institution: 'archives-69M', territoire: '69M' };
  await enregistrerPartenaire(hub.database, archivesDuRhone);
  const { body } = await hub.demander(archivesDuRhone, VISER_ELIMINATION, {
    input: { eliminationIds: [id], accord: true, visa: VISA },
  });
  expect(body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  for (const ids of [[], Array.from({ length: 101 }, () => id)])
    expect(refusee(await proposer(ids))).toMatchObject({ code: 'CHAMP_REQUIS', path: ['eliminationIds'] });
  const trop = Array.from({ length: 101 }, () => id);
  const { body: refuse } = await hub.demander(CHEFFE, APERCU_ELIMINATION, { ids: trop });
  expect(refuse.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('la fonction qui détruit refuse ce que deux personnes n’ont pas décidé', async () => {
  const { enfantId } = await unDossier();
  const id = await listee(enfantId);
  const crip = { institution: 'crip-31', role: 'crip', territoire: '31', acte: 'deciderElimination' };
  await expect(hub.database.transaction((tx) => tx.query('SELECT crip.eliminer($1)', [id]), crip)).rejects.toThrow(
    /two people/,
  );
  expect((await lignesDe(enfantId))['crip.information_preoccupante']).toBe(3);
});

test('ce qu’elle attend est ce que le domaine dit ouvert', async () => {
  const { enfantId } = await unDossier();
  await clore(enfantId);
  const crip = { institution: 'crip-31', role: 'crip', territoire: '31', acte: 'proposerElimination' };
  for (const etat of Object.keys(ETATS_INFORMATION) as EtatInformation[]) {
    await hub.database.query('UPDATE crip.information_preoccupante SET etat = $2 WHERE enfant_id = $1', [
      enfantId,
      etat,
    ]);
    const [{ motif } = { motif: '' }] = await hub.database.transaction(
      (tx) => tx.query<{ motif: string | null }>('SELECT crip.elimination_empechee($1) motif', [enfantId]),
      crip,
    );
    expect([etat, motif]).toEqual([etat, estOuverte(etat) ? 'INFORMATION' : null]);
  }
});

/** What proves that things were done, the key emptied, the partners and the other hubs, who are no children, and their messages, whose bytes are gone once they are done. */
const DEMEURENT = [
  ...['hub.acces', 'crip.acces_urgence', 'crip.elimination', 'hub.cle_enfant'],
  ...['hub.partenaire', 'hub.enveloppe', 'hub.hub_distant', 'hub.transfert_entrant'],
];
/** Tables that came after the function: a trigger on the child takes their lines along. */
const PAR_DECLENCHEUR = [
  ...[
    'crip.demande_acces',
    'crip.conservation',
    'crip.coincidence',
    'crip.fiche_enfant',
    'crip.rapprochement',
    'crip.protection',
    'crip.transfert',
    'hub.piece',
    'ase.passage',
  ],
  ...['ase.demande_renseignements', 'ase.document_transfere', 'ase.transfert'],
  'crip.appelant',
  'hub.transfert_sortant',
];

test('elle détruit chaque table où une ligne mène à un enfant', async () => {
  const [{ corps } = { corps: '' }] = await hub.database.query<{ corps: string }>(
    `SELECT prosrc corps FROM pg_proc WHERE oid = 'crip.eliminer'::regproc`,
  );
  const oubliees = ENTITIES.map((entite) => hub.database.dataSource.getMetadata(entite)).flatMap((metadata) => {
    const suppression = (condition: string) => `DELETE FROM ${metadata.tablePath} WHERE ${condition}`;
    let chemin: string;
    try {
      chemin = enfantDeLaLigne(metadata, 't');
    } catch {
      return [];
    }
    const parent = /FROM (\S+) p WHERE p\.id = t\.(\w+)/.exec(chemin);
    const attendue =
      parent === null
        ? suppression('enfant_id = cible;')
        : suppression(`${parent[2]!} IN (SELECT id FROM ${parent[1]!} WHERE enfant_id = cible);`);
    return corps.includes(attendue) ? [] : [metadata.tablePath];
  });
  expect(oubliees.sort()).toEqual([...DEMEURENT, ...PAR_DECLENCHEUR].sort());
});
