import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { publiques } from '../../src/audit/cles';
import { trousseauDemo } from '../../src/audit/trousseau';
import { demoClients } from '../../src/auth/demo-clients';
import { verifierDossier } from '../../src/audit/verifier-dossier';
import { verifierJournal } from '../../src/audit/verifier-journal';
import { estOuverte, ETATS_INFORMATION, type EtatInformation } from '../../src/domain/lifecycle';
import { enfantDeLaLigne } from '../../src/enfant-de-la-ligne';
import { ENTITIES } from '../../src/rows';
import { sceau } from '../audit/atelier';
import { rapport, evaluation, signalement } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { DECIDER_ELIMINATION, ELIMINATIONS, PROPOSER_ELIMINATION } from '../scenarios/elimination-operations';
import { enfant, fiche, ficheDu119, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { JOINDRE, pdf } from '../scenarios/pieces';
import { DOSSIER_DE_PREUVE, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import {
  accuse,
  ouvrirHub,
  ouvrirTerrain,
  recu,
  type HubOuvert,
  type Json,
  type Terrain,
} from '../subgraphs/hub-ouvert';

const ARCHIVISTE = { ...demoClients.crip, sub: 'archiviste' };
const DIRECTRICE = { ...demoClients.crip, sub: 'directrice' };
const VISA = 'AD31/2026/117';

let terrain: Terrain;
let hub: HubOuvert;
beforeAll(async () => {
  terrain = await ouvrirTerrain();
  hub = await ouvrirHub(terrain);
});
afterAll(async () => {
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

/** Years pass: everything is closed. */
async function clore(enfantId: string): Promise<void> {
  for (const texte of [
    `UPDATE crip.information_preoccupante SET etat = 'CLASSEE_SANS_SUITE' WHERE enfant_id = $1`,
    `UPDATE ase.mesure SET etat = 'TERMINEE' WHERE enfant_id = $1`,
    `UPDATE hub.echeance SET etat = 'CLOSE' WHERE sujet_id IN (SELECT crip.sujets_de($1))`,
  ])
    await hub.database.query(texte, [enfantId]);
}

const proposer = (enfantId: string, changes: object = {}, par = ARCHIVISTE) =>
  hub.demander(par, PROPOSER_ELIMINATION, {
    input: { enfantId, visa: VISA, finConservation: '2025-12-31', ...changes },
  });
const decider = (eliminationId: string, par = DIRECTRICE, accord = true) =>
  hub.demander(par, DECIDER_ELIMINATION, { input: { eliminationId, accord } });
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

test('deux personnes : l’une propose, l’autre décide ; ensuite rien n’est plus lisible nulle part, et l’audit se vérifie', async () => {
  const { enfantId, informationId } = await unDossier();
  await clore(enfantId);
  const avant = await lignesDe(enfantId);
  expect(Object.values(avant).filter((n) => n > 0).length).toBeGreaterThan(9);
  expect(avant['crip.appelant']).toBe(1);
  const [sauvegarde] = await hub.database.query<{ contenu: Buffer }>(
    'SELECT contenu FROM crip.information_preoccupante WHERE id = $1',
    [informationId],
  );

  const { elimination } = recu(await proposer(enfantId));
  expect(elimination).toMatchObject({ enfantId, visa: VISA, etat: 'PROPOSEE', decideeLe: null });
  expect(refusee(await decider(elimination.id, ARCHIVISTE))).toMatchObject({
    code: 'ARTICLE_CONTRAIRE',
    message: expect.stringMatching(/autre personne/),
  });
  expect(await lignesDe(enfantId)).toEqual({ ...avant, 'crip.elimination': 1 });

  expect(recu(await decider(elimination.id)).elimination.etat).toBe('EXECUTEE');
  const { 'hub.cle_enfant': cles, 'crip.elimination': decisions, ...reste } = await lignesDe(enfantId);
  expect(Object.entries(reste).filter(([, n]) => n > 0)).toEqual([]);
  expect([cles, decisions]).toEqual([1, 1]);
  expect(await hub.database.query('SELECT 1 FROM crip.enfant WHERE id = $1', [enfantId])).toEqual([]);
  expect(
    await hub.database.query('SELECT 1 FROM hub.cle_enfant WHERE enfant_id = $1 AND enveloppe IS NOT NULL', [enfantId]),
  ).toEqual([]);
  // Its attachments have neither key nor title any more; the worker takes their bytes away.
  expect(await hub.database.query('SELECT etat, cle, intitule, information_id i FROM hub.piece')).toEqual([
    expect.objectContaining({ cle: null, intitule: null, i: null }),
  ]);
  // What a backup still holds is noise without the key.
  expect(sauvegarde!.contenu.subarray(17).toString('latin1')).not.toContain('manteau');
  for (const qui of ['college', 'crip', 'ase'] as const) {
    const { body } = await hub.demander(qui, cycle.DOSSIER, { id: informationId });
    expect(body.data?.informationPreoccupante ?? null).toBeNull();
  }
  expect(refusee(await decider(elimination.id))).toMatchObject({ code: 'DEJA_FAIT' });
  const liste = recu(await hub.demander(DIRECTRICE, ELIMINATIONS)).edges.map(({ node }: Json) => node.id);
  expect(liste).toContain(elimination.id);
  // What was done stays proven, receipts of acts whose records are gone included.
  const signataires = trousseauDemo(terrain.folder);
  const temoins = join(terrain.folder, 'journal');
  await sceau(hub.database, temoins, signataires);
  const { taille, anomalies } = await verifierJournal(hub.database, signataires, temoins);
  expect([taille > 8, anomalies]).toEqual([true, []]);
  const preuve = recu(await hub.demander('dpo', DOSSIER_DE_PREUVE, { enfant: enfantId }));
  const { dossier, defauts } = verifierDossier(preuve.contenu, publiques(signataires));
  expect(defauts).toEqual([]);
  const actes = dossier!.enregistrements.map(({ feuille }) => feuille['acte']);
  for (const acte of ['transmettreInformationPreoccupante', 'notifierMesureUrgente', 'deciderElimination'])
    expect(actes).toContain(acte);
});

test('tant qu’une information, une mesure ou un délai court, rien n’est détruit', async () => {
  const { enfantId } = await unDossier();
  const motifs = [];
  motifs.push(refusee(await proposer(enfantId)).message);
  await hub.database.query(
    `UPDATE crip.information_preoccupante SET etat = 'CLASSEE_SANS_SUITE' WHERE enfant_id = $1`,
    [enfantId],
  );
  motifs.push(refusee(await proposer(enfantId)).message);
  expect(motifs).toEqual([
    expect.stringMatching(/information préoccupante .* n'est pas close/),
    expect.stringMatching(/délai légal court encore/),
  ]);
  // Proposed in time, then something happens before the decision.
  await clore(enfantId);
  const { elimination } = recu(await proposer(enfantId));
  await hub.database.query(`UPDATE crip.information_preoccupante SET etat = 'RECUE' WHERE enfant_id = $1`, [enfantId]);
  expect(refusee(await decider(elimination.id))).toMatchObject({ code: 'ETAT_INCOMPATIBLE', path: ['eliminationId'] });
  expect(recu(await decider(elimination.id, DIRECTRICE, false)).elimination.etat).toBe('REFUSEE');
  expect((await lignesDe(enfantId))['crip.information_preoccupante']).toBe(3);
});

test('sans visa, avant la fin de la conservation, ou pour l’enfant d’un autre département : refusée', async () => {
  const { enfantId } = await unDossier();
  await clore(enfantId);
  expect(refusee(await proposer(enfantId, { visa: ' ' }))).toMatchObject({ code: 'CHAMP_REQUIS', path: ['visa'] });
  expect(refusee(await proposer(enfantId, { finConservation: '2090-01-01' }))).toMatchObject({
    code: 'DATE_FUTURE',
    path: ['finConservation'],
  });
  const ailleurs = { ...demoClients.crip, institution: 'crip-33', territoire: '33', sub: 'archiviste' };
  const { body } = await proposer(enfantId, {}, ailleurs);
  expect(body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('la fonction qui détruit refuse ce que deux personnes n’ont pas décidé', async () => {
  const { enfantId } = await unDossier();
  await clore(enfantId);
  const { elimination } = recu(await proposer(enfantId));
  const crip = { institution: 'crip-31', role: 'crip', territoire: '31', acte: 'deciderElimination' };
  await expect(
    hub.database.transaction((tx) => tx.query('SELECT crip.eliminer($1)', [elimination.id]), crip),
  ).rejects.toThrow(/two people/);
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
    'crip.coincidence',
    'crip.fiche_enfant',
    'crip.rapprochement',
    'crip.protection',
    'crip.transfert',
    'hub.piece',
    'ase.passage',
  ],
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
