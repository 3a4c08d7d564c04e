import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentDuSignalement } from '../../connectors/parquet/document';
import { cellules } from '../../connectors/simulator';
import { compteRenduDAppel } from '../../connectors/snated-119/simulator';
import { SORTIES } from '../../connectors/registry';
import type { DemoClientName } from '../../src/auth/demo-clients';
import { readConfig } from '../../src/platform/config';
import { signalement as signaler } from '../scenarios/cycle-envois';
import * as cycle from '../scenarios/cycle-operations';
import { ecrire } from '../../src/platform/database';
import { InformationPreoccupanteRow } from '../../src/subgraphs/crip/information-preoccupante.entity';
import { requete, soitTransmis } from '../scenarios/justice-envois';
import { SAISIR_JUGE, SOIT_TRANSMIS } from '../scenarios/justice-operations';
import { fiche, ficheHopital, ordonnance, saisine } from '../scenarios/envois';
import { preuve } from '../scenarios/evenement-signe';
import { ouvrirMonde, type Monde } from '../scenarios/monde';
import { ACCUSER, NOTIFIER, REPONDRE, SAISIR, TRANSMETTRE } from '../scenarios/operations';
import { freshDatabase, type TestDatabase } from '../support/database';

// oidc-provider would take no copy of jest's for a plain object.
globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

let base: TestDatabase;
let dossier: string;
let monde: Monde;
beforeAll(async () => {
  base = await freshDatabase();
  dossier = mkdtempSync(join(tmpdir(), 'sorties-'));
  monde = await ouvrirMonde({ config: readConfig({ PORT: '0', DATABASE_URL: base.url, HUB_DATA_DIR: dossier }) });
});
afterAll(async () => {
  await monde.fermer();
  await base.drop();
  rmSync(dossier, { recursive: true });
});

const lire = async (qui: DemoClientName, chemin: string) => {
  const response = await fetch(new URL(chemin, monde.url), {
    headers: { authorization: `Bearer ${await monde.jeton(qui)}` },
  });
  const octets = Buffer.from(await response.arrayBuffer());
  const signature = response.headers.get('x-jws-signature') ?? undefined;
  return { statut: response.status, entetes: response.headers, octets, corps: octets.toString(), signature };
};
const acte = async (qui: DemoClientName, query: string, input: object) => {
  const { body } = await monde.demander(qui, query, { input });
  const [payload] = Object.values<any>(body.data ?? {});
  expect(payload?.userErrors ?? body.errors).toEqual([]);
  return payload.accuseReception ?? payload;
};

async function unSignalement() {
  const envoi = fiche();
  const { id: informationId } = await acte('college', TRANSMETTRE, envoi);
  for (const query of [cycle.ANALYSER, cycle.QUALIFIER])
    await monde.demander('crip', query, { input: { informationId } });
  const { id } = await acte('crip', cycle.SIGNALER, signaler(informationId));
  return { id: id as string, informationId: informationId as string, envoi };
}

describe('le parquet', () => {
  test('lit le signalement signé par le hub, et le PDF dont il porte l’empreinte', async () => {
    const { id, envoi } = await unSignalement();
    const lu = await lire('parquet', `/justice/signalements/${id}`);
    expect([lu.statut, lu.entetes.get('content-type')]).toEqual([200, 'application/cloudevents+json']);
    const evenement = await preuve(monde.software('parquet'), lu);
    expect(evenement).toMatchObject({
      ...{ specversion: '1.0', subject: id, source: 'urn:passerelle-enfance:hub' },
      ...{ type: 'fr.passerelle-enfance.justice.signalement.v1' },
      destinataire: 'urn:passerelle-enfance:partenaire:tj31555',
      data: { tribunal: 'tj31555', enfant: { nomNaissance: envoi.enfant.nomNaissance } },
    });
    const { adresse, empreinte, taille } = evenement.data.document;
    const pdf = await lire('parquet', adresse);
    expect(pdf.statut).toBe(200);
    expect(pdf.octets.length).toBe(taille);
    expect(`sha-256:${createHash('sha256').update(pdf.octets).digest('hex')}`).toBe(empreinte);
    expect((await lire('parquet', `/justice/signalements/${id}`)).corps).toBe(lu.corps);
    const acces = await base.query(`SELECT 1 FROM hub.acces WHERE institution = 'tj31555' AND $1 = ANY(objet_ids)`, [
      id,
    ]);
    expect(acces.length).toBeGreaterThan(0);
  });

  test('lit ce qu’est devenue sa mesure urgente : remise, prise en charge, paliers de l’astreinte', async () => {
    const { id } = await acte('parquet', NOTIFIER, ordonnance());
    await monde.webhook('ase', 'mesure-urgente.notifiee', id);
    monde.avancer(20);
    await monde.balayer();
    await acte('ase', ACCUSER, { idempotencyKey: randomUUID(), mesureId: id, fonction: 'Cadre d’astreinte' });
    const lu = await lire('parquet', `/justice/mesures-urgentes/${id}/preuves`);
    const preuves: any[] = await preuve(monde.software('parquet'), lu);
    const types = preuves.map(({ type }) => type.replace(/^fr.passerelle-enfance.preuve.|.v1$/g, ''));
    expect([types[0], types.at(-1), types.includes('non-remise')]).toEqual(['remise', 'lecture', true]);
    expect(preuves.at(-1).data).toMatchObject({ fonction: 'Cadre d’astreinte', numeroParquet: '26065000123' });
    expect(new Set(preuves.map(({ causeid }) => causeid))).toEqual(new Set([id]));
    expect((await lire('ase', `/justice/mesures-urgentes/${id}/preuves`)).statut).toBe(403);
  });

  test('lit que sa requête est chez le juge, son soit-transmis à la CRIP, une fois qu’ils l’ont', async () => {
    const lireRemise = async (chemin: string) => {
      const lu = await lire('parquet', chemin);
      expect((await lire('ase', chemin)).statut).toBe(403);
      expect((await lire('parquet', chemin.replace(/[0-9a-f-]{36}/, randomUUID()))).statut).toBe(404);
      return preuve(monde.software('parquet'), lu);
    };
    const remise = { type: 'fr.passerelle-enfance.preuve.remise.v1', data: expect.anything() };
    const { id: soitTransmisId } = await acte('parquet', SOIT_TRANSMIS, soitTransmis());
    await monde.webhook('crip', 'soit-transmis.recu', soitTransmisId);
    const duSoitTransmis = await lireRemise(`/justice/soits-transmis/${soitTransmisId}/preuves`);
    expect(duSoitTransmis).toMatchObject([{ ...remise, causeid: soitTransmisId }]);

    const { id: mesureUrgenteId } = await acte('parquet', NOTIFIER, ordonnance());
    const question = `{ mesureUrgente(id: "${String(mesureUrgenteId)}") { enfant { id } } }`;
    const enfantId = (await monde.demander('parquet', question)).body.data.mesureUrgente.enfant.id;
    const { id } = await acte('parquet', SAISIR_JUGE, requete({ mesureUrgenteId, enfantId }));
    const deLaRequete = `/justice/requetes/${id}/preuves`;
    expect(await lireRemise(deLaRequete)).toEqual([]);
    const boite = await monde.demander('juge', '{ notifications(first: 50) { edges { node { sujet { id } } } } }');
    expect(JSON.stringify(boite.body)).toContain(id);
    expect(await lireRemise(deLaRequete)).toMatchObject([{ ...remise, causeid: id }]);
  });

  test('un autre, une école, un identifiant inventé ou mal formé : rien, en JSON de problème', async () => {
    const { id } = await unSignalement();
    const refus = await Promise.all([
      lire('college', `/justice/signalements/${id}`),
      lire('crip', `/justice/signalements/${id}/pdf`),
      lire('parquet', `/justice/signalements/${randomUUID()}`),
      lire('parquet', `/justice/signalements/${randomUUID()}/pdf`),
      lire('parquet', '/justice/signalements/..%2f..%2fetc'),
      lire('parquet', '/justice/signalements/'),
    ]);
    expect(refus.map(({ statut }) => statut)).toEqual([403, 403, 404, 404, 404, 404]);
    for (const { entetes } of refus) expect(entetes.get('content-type')).toMatch(/problem\+json/);
  });
});

test('le 119 lit ce que sont devenues ses transmissions, et jusqu’à quand il attend', async () => {
  const depose = await monde.software('snated').envoyer(compteRenduDAppel, compteRenduDAppel.message());
  const { reference } = JSON.parse(depose.corps).data.accuseReception;
  const lu = await lire('snated', '/snated/suites');
  expect(lu.entetes.get('content-type')).toBe('application/cloudevents-batch+json');
  const evenements: any[] = await preuve(monde.software('parquet'), lu);
  const sien = evenements.find(({ data }) => data.reference === reference);
  expect(sien).toMatchObject({
    type: 'fr.passerelle-enfance.snated.suites.v1',
    data: { retour: null, retourAttenduAvantLe: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
  });
  expect((await lire('defenseur', '/snated/suites')).statut).toBe(403);
});

test('le Défenseur lit où en est sa demande, puis la réponse', async () => {
  const { id: saisineId } = await acte('defenseur', SAISIR, saisine());
  const avant = await lire('defenseur', `/defenseur/saisines/${saisineId}`);
  expect(JSON.parse(avant.corps).data).toMatchObject({ reponse: null });
  const reponse = { idempotencyKey: randomUUID(), saisineId, reponse: 'Évaluation rendue.', fonction: 'Directrice' };
  await acte('ase', REPONDRE, reponse);
  const apres = await lire('defenseur', `/defenseur/saisines/${saisineId}`);
  const evenement = await preuve(monde.software('defenseur'), apres);
  expect(evenement.data.reponse).toMatchObject({ reponse: 'Évaluation rendue.', reponduePar: 'Directrice' });
  const attente = JSON.parse(avant.corps);
  expect([attente.subject, evenement.subject]).toEqual([saisineId, saisineId]);
  expect(evenement.id).not.toBe(attente.id);
});

test('une école lit ses retours en CSV, un hôpital en FHIR ; ceux d’un autre n’y sont pas', async () => {
  const { reference } = await acte('college', TRANSMETTRE, fiche());
  const { reference: duCHU } = await acte('hopital', TRANSMETTRE, ficheHopital());
  const { id: suivie, reference: close } = await acte('college', TRANSMETTRE, fiche());
  await monde.demander('crip', cycle.ANALYSER, { input: { informationId: suivie } });
  await monde.demander('crip', cycle.ENVOYER_RETOUR, {
    input: { idempotencyKey: randomUUID(), informationId: suivie },
  });
  const [[format], colonnes, ...lignes] = cellules((await lire('college', '/education/retours')).corps) as [
    string[],
    string[],
    ...string[][],
  ];
  expect([format, colonnes.slice(0, 4)]).toEqual([
    'hub-retours-csv/1',
    ['reference', 'transmise_le', 'recue_le', 'retour'],
  ]);
  expect(lignes.map(([cle]) => cle)).toEqual(expect.arrayContaining([reference, close]));
  expect(lignes.map(([cle]) => cle)).not.toContain(duCHU);
  expect(lignes.find(([cle]) => cle === close)?.[3]).toMatch(/^[A-Z_]+$/);
  const bundle = JSON.parse((await lire('hopital', '/fhir/Communication')).corps);
  expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
  const references = bundle.entry.map(({ resource }: any) => resource.identifier[0].value);
  expect(references).toContain(duCHU);
  expect(references).not.toContain(reference);
});

describe('l’export CSV d’une CRIP', () => {
  test('une ligne par information, ce qu’un tableur exécuterait est désarmé', async () => {
    const envoi = fiche();
    const piege = { ...envoi, emetteur: { ...envoi.emetteur, nom: '=HYPERLINK("http://x")' } };
    const { reference } = await acte('college', TRANSMETTRE, piege);
    const lu = await lire('crip', '/export/informations');
    expect(lu.entetes.get('content-disposition')).toBe('attachment; filename="informations-preoccupantes.csv"');
    const [, colonnes = [], ...lignes] = cellules(lu.corps);
    const ligne = lignes.find(([cle]) => cle === reference) ?? [];
    expect(ligne[colonnes.indexOf('nom_naissance')]).toBe(envoi.enfant.nomNaissance);
    expect(ligne.some((cellule) => /^[=+@-]/.test(cellule))).toBe(false);
    expect((await lire('college', '/export/informations')).statut).toBe(403);
  });

  test('plus de mille lignes : la suite est dite, et chaque ligne vient une fois', async () => {
    const lignes = await monde.database.dataSource.getRepository(InformationPreoccupanteRow).find({ take: 1 });
    const [modele] = await monde.database.ouvrir(InformationPreoccupanteRow, lignes);
    const copies = Array.from({ length: 1100 }, (_, n) =>
      ecrire(InformationPreoccupanteRow, { ...modele!, id: randomUUID(), reference: `IP-COPIE-${String(n)}` }),
    );
    await monde.database.transaction((tx) => tx.insert(copies));
    const references = new Set<string>();
    let nombre = 0;
    let suite: string | undefined = '/export/informations';
    let reponses = 0;
    while (suite !== undefined) {
      const lu = await lire('crip', suite);
      expect(lu.statut).toBe(200);
      const lignes = cellules(lu.corps).slice(2);
      nombre += lignes.length;
      for (const [cle = ''] of lignes) references.add(cle);
      suite = /<([^>]+)>; rel="next"/.exec(lu.entetes.get('link') ?? '')?.[1];
      reponses += 1;
    }
    expect(reponses).toBe(2);
    expect(references.size).toBe(nombre);
    expect(nombre).toBeGreaterThan(1100);
    expect((await lire('crip', '/export/informations?apres=nimportequoi')).statut).toBe(400);
  });
});

test('chaque voie sortante est refusée à qui n’a pas de jeton', async () => {
  for (const { chemin } of SORTIES)
    expect((await fetch(new URL(chemin.replace(':id', randomUUID()), monde.url))).status).toBe(401);
});

describe('le PDF d’un signalement', () => {
  const lu = {
    ...{ id: randomUUID(), reference: 'SG-7K3M9-Q2X4T', collectivite: '31', tribunal: 'tj31555', auteur: 'crip-31' },
    ...{ motifs: ['DANGER_GRAVE_IMMEDIAT'], actionsMenees: [], le: '2026-03-06T18:40:00+01:00' },
    expose: `Première phrase.\n\n${'Ołena dit : « je veux pas ». '.repeat(330)}`,
    information: {
      reference: 'IP-1',
      evaluations: [
        { equipe: 'MDS Nord', rendueLe: null, conclusion: 'DANGER', rapport: 'Vu au domicile.', divergences: null },
      ],
    },
    enfant: {
      ...{ nomNaissance: 'Łącki-Ștefan', nomUsage: null, prenoms: 'Éloïse', sexe: 'F', dateNaissance: '2014-05-02' },
      ...{ ageApproximatif: null, communeNaissance: '31555' },
    },
  };

  test('deux fois les mêmes octets ; balisé, en français, avec un titre et ses polices', async () => {
    const [un, deux] = await Promise.all([documentDuSignalement(lu), documentDuSignalement(lu)]);
    expect(un.equals(deux)).toBe(true);
    const texte = un.toString('latin1');
    for (const marque of ['/MarkInfo', '/StructTreeRoot', '/Lang (fr-FR)', '/DisplayDocTitle true', '/FontFile2'])
      expect(texte).toContain(marque);
  });

  const lisible = spawnSync('pdftotext', ['-v']).status === 0;
  (lisible ? test : test.skip)('se lit en trois pages, dans l’ordre, sans un caractère perdu', async () => {
    const fichier = join(dossier, 'signalement.pdf');
    writeFileSync(fichier, await documentDuSignalement(lu));
    const dire = (commande: string, ...options: string[]) => spawnSync(commande, options, { encoding: 'utf8' }).stdout;
    const infos = dire('pdfinfo', fichier);
    expect(infos).toMatch(/Title: +Signalement SG-7K3M9-Q2X4T/);
    expect(infos).toMatch(/Tagged: +yes/);
    expect(infos).toMatch(/Pages: +3/);
    const texte = dire('pdftotext', fichier, '-').replace(/\s+/g, ' ');
    expect(texte).toContain('Łącki-Ștefan, Éloïse. Née le vendredi 2 mai 2014, commune 31555.');
    expect(texte).toContain('Équipe : MDS Nord. Conclusion : Le mineur est en danger. Vu au domicile.');
    expect(texte).toContain('vendredi 6 mars 2026 à 18 h 40');
    expect(texte.match(/Ołena dit : « je veux pas »/g)).toHaveLength(330);
    const structure = dire('pdfinfo', '-struct', fichier);
    expect(structure.match(/H1|H2/g)).toEqual(['H1', 'H2', 'H2', 'H2', 'H2', 'H2', 'H2']);
  });
});
