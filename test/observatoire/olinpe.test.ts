import { createHash, randomUUID } from 'node:crypto';
import { signataire } from '../../src/audit/cles';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import { verifierTexte } from '../../src/audit/recu';
import { nouvellesClesPseudonymes, tournerPseudonymes } from '../../src/observatoire/cles-pseudonymes';
import { extraire, type Moyens } from '../../src/observatoire/extraire';
import type { NomFormat } from '../../src/observatoire/formats';
import { ecrireFichier, inscritsDepuis, type Extraction } from '../../src/observatoire/lire-extraction';
import { ouvrirExtractions } from '../../src/observatoire/ouvrir-extractions';
import type { Database } from '../../src/platform/database';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { openHubDatabase } from '../../src/rows';
import { coffreDEssai } from '../support/coffre';
import { freshDatabase, type TestDatabase } from '../support/database';
import { jeu } from './olinpe-jeu';

let database: TestDatabase;
/** Behind row-level security, as the command is. */
let commande: Database;
const { enfant, information, mesure, renouvellement, fin, decision } = jeu(() => database);
beforeEach(async () => {
  database = await freshDatabase();
  commande = await openHubDatabase(database.url, {
    ...{ qualite: 'travailleur', poolSize: 2, cles: clesEnfants(coffreDEssai) },
  });
});
afterEach(async () => {
  await commande.close();
  await database.drop();
});

const LE_15_AVRIL = new Date('2026-04-15T08:00:00Z');
const trousseau = nouveauTrousseau('essai.invalid/journal');
const cles = nouvellesClesPseudonymes();
const moyens = (changes: Partial<Moyens> = {}): Moyens => ({
  ...{ now: LE_15_AVRIL, newId: () => randomUUID(), cles },
  signataire: signataire(trousseau, 'recus', LE_15_AVRIL),
  ...changes,
});
const DEMANDE = { annexe: '2-8', emetteur: '31', annee: 2025 } as const;

async function fichier(extraction: Extraction, format: NomFormat): Promise<string> {
  let texte = '';
  for await (const morceau of ecrireFichier(commande, extraction, format)) texte += morceau;
  return texte;
}

/** Each record, by the name of its columns. */
async function enregistrements(extraction: Extraction): Promise<Record<string, string>[]> {
  const [, tete = '', ...lignes] = (await fichier(extraction, 'csv')).trimEnd().split('\n');
  const colonnes = tete.split(';');
  return lignes.map((ligne) => Object.fromEntries(ligne.split(';').map((valeur, i) => [colonnes[i], valeur])));
}

async function unEnfantSuivi(mere = 'MARTIN Anne'): Promise<string> {
  const enfantId = await enfant();
  const informationId = await information(enfantId, [mere]);
  return mesure(enfantId, { informationId, dateNaissance: '2015-03-09' });
}

test('décidée, renouvelée, terminée : trois enregistrements du même enfant, au mois, sans aucun nom', async () => {
  const id = await unEnfantSuivi();
  await renouvellement(id, 1, '2025-09-10T09:00:00Z');
  await fin(id, '2025-12-31T22:59:59Z');
  const extraction = await extraire(commande, DEMANDE, moyens());
  const lus = await enregistrements(extraction);
  expect(lus.map(({ TYPEV }) => TYPEV)).toEqual(['1', '2', '3']);
  expect(new Set(lus.map(({ NUMANONYM }) => NUMANONYM)).size).toBe(1);
  expect(lus[2]).toMatchObject({
    ...{ NUMDEP: '031', NUMANONYMANT: '', SEXE: '2', ANAIS: '2015', MNAIS: '03', NATPDECADM: '10', DECISION: '1' },
    ...{ TRAITINFO: '1', DATIP: '2025-02-99', TRANSIP: '543', VIOLPHYS: '2', VIOLSEX: '9', NATDECPLAC: '' },
    ...{ DATDECPE: '2025-03', DATDEB: '2025-03', DATFIN: '2025-12', NIVSCO: '', MOTFININT: '' },
  });
  expect(lus[0]?.['NUMANONYM']).toMatch(/^[0-9a-f]{40}$/);
  for (const format of ['csv', 'xml'] as const)
    expect(await fichier(extraction, format)).not.toMatch(/durand|martin|léa|2015-03-09/i);
});

test('l’année se compte là où est la collectivité : le 1er janvier à minuit à Paris est dehors', async () => {
  const enfantId = await enfant();
  await mesure(enfantId, { debut: new Date('2024-12-31T22:59:59Z') });
  await mesure(enfantId, { debut: new Date('2024-12-31T23:00:00Z') });
  await mesure(enfantId, { debut: new Date('2025-12-31T22:59:59Z') });
  await mesure(enfantId, { debut: new Date('2025-12-31T23:00:00Z') });
  await mesure(enfantId, { collectivite: '81', debut: new Date('2025-06-01T09:00:00Z') });
  const { completude } = await extraire(commande, DEMANDE, moyens());
  expect(completude.enregistrements).toBe(2);
});

test('la même commande redonne les mêmes octets, quoi qui soit corrigé depuis ; ce qui manque est dit', async () => {
  const id = await unEnfantSuivi();
  const premiere = await extraire(commande, DEMANDE, moyens());
  const octets = [await fichier(premiere, 'csv'), await fichier(premiere, 'xml')];
  await database.query(`UPDATE crip.enfant SET nom_naissance = 'Autre', sexe = 'M', date_naissance = '2016-01-01'`);
  await database.query(`UPDATE ase.mesure SET nature = 'TISF', debut = debut + interval '1 day' WHERE id = $1`, [id]);
  await unEnfantSuivi('BERNARD Zoé');
  const plusTard = moyens({ now: new Date('2027-01-02T08:00:00Z'), cles: tournerPseudonymes(cles) });
  const seconde = await extraire(commande, DEMANDE, plusTard);
  expect(seconde).toEqual(premiere);
  expect([await fichier(seconde, 'csv'), await fichier(seconde, 'xml')]).toEqual(octets);
  expect(await inscritsDepuis(commande, seconde)).toBe(1);
  const sha256 = octets.map((texte) => createHash('sha256').update(texte).digest('hex'));
  expect([premiere.empreintes.csv, premiere.empreintes.xml]).toEqual(sha256);
});

test('le reçu signé porte l’empreinte du fichier, et le journal la reprend', async () => {
  await unEnfantSuivi();
  const { recu, empreintes, id } = await extraire(commande, DEMANDE, moyens());
  expect(verifierTexte(recu.charge, recu.jws, LE_15_AVRIL, trousseau)).toBe(true);
  expect(JSON.parse(recu.charge)).toMatchObject({ acte: 'exporterOlinpe', empreinte: empreintes.csv });
  const audit = await database.query(`SELECT acte, institution, empreinte, objet_ids ids FROM hub.audit`);
  expect(audit).toEqual([{ acte: 'exporterOlinpe', institution: 'ase-31', empreinte: empreintes.csv, ids: [id] }]);
});

test('une extraction faite ne se réécrit pas, même par le propriétaire de la base', async () => {
  await unEnfantSuivi();
  await extraire(commande, DEMANDE, moyens());
  for (const qui of [database, commande]) {
    await expect(qui.query(`UPDATE hub.extraction_olinpe SET annee = 2024`)).rejects.toThrow();
    await expect(qui.query(`UPDATE hub.enregistrement_olinpe SET valeurs = '[]'`)).rejects.toThrow();
  }
});

test('deux extractions en même temps n’en font qu’une', async () => {
  await unEnfantSuivi();
  const [une, autre] = await Promise.all([
    extraire(commande, DEMANDE, moyens()),
    extraire(commande, DEMANDE, moyens()),
  ]);
  expect(une).toEqual(autre);
  expect(await database.query('SELECT count(*)::int n FROM hub.enregistrement_olinpe')).toEqual([{ n: 1 }]);
});

describe('le pseudonyme', () => {
  const pseudonymeDe = async (changes: object, meres: readonly string[]): Promise<Record<string, string>> => {
    const enfantId = await enfant(changes);
    if (meres.length > 0) await information(enfantId, meres);
    await mesure(enfantId, { dateNaissance: '2015-03-09' });
    const [lu = {}] = await enregistrements(await extraire(commande, DEMANDE, moyens()));
    return lu;
  };

  it('de la mère inconnue est vide, et compté', async () => {
    expect((await pseudonymeDe({}, []))['NUMANONYM']).toBe('');
    const { completude } = await extraire(commande, DEMANDE, moyens());
    const ligne = completude.variables.find(({ variable }) => variable === 'NUMANONYM');
    expect(ligne).toEqual({ variable: 'NUMANONYM', renseignees: 0, sansObjet: 0, manques: { MERE_INCONNUE: 1 } });
  });

  it('change avec la clé, et l’identifiant antérieur fait le lien', async () => {
    await unEnfantSuivi();
    const [avant] = await enregistrements(await extraire(commande, DEMANDE, moyens()));
    await mesure((await database.query<{ id: string }>('SELECT id FROM crip.enfant'))[0]!.id, {
      ...{ debut: new Date('2026-02-02T09:00:00Z'), dateNaissance: '2015-03-09' },
    });
    const an2026 = moyens({ now: new Date('2027-03-01T08:00:00Z'), cles: tournerPseudonymes(cles) });
    const [apres] = await enregistrements(await extraire(commande, { ...DEMANDE, annee: 2026 }, an2026));
    expect(apres?.['NUMANONYM']).not.toBe(avant?.['NUMANONYM']);
    expect(apres?.['NUMANONYMANT']).toBe(avant?.['NUMANONYM']);
  });

  it('d’un enfant dont le dossier est détruit n’est plus calculé', async () => {
    await mesure(randomUUID());
    const { completude } = await extraire(commande, DEMANDE, moyens());
    const [, numanonym] = completude.variables;
    expect(numanonym?.manques).toEqual({ ENFANT_INCONNU: 1 });
  });
});

test('le rapport compte chaque variable de chaque enregistrement', async () => {
  for (const mere of ['MARTIN Anne', 'Anne']) await unEnfantSuivi(mere);
  await mesure(await enfant({ sexe: 'I', dateNaissance: null }), { nature: 'PLACEMENT_ASE', tribunal: 'tj31555' });
  const { completude } = await extraire(commande, DEMANDE, moyens());
  for (const { renseignees, sansObjet, manques } of completude.variables)
    expect(renseignees + sansObjet + Object.values(manques).reduce((a, b) => a + b, 0)).toBe(3);
});

test('les prolongations d’une mesure provisoire sont comptées, sans enregistrement', async () => {
  const id = await unEnfantSuivi();
  await renouvellement(id, 1, '2025-06-10T09:00:00Z', true);
  const { completude, prolongations } = await extraire(commande, DEMANDE, moyens());
  expect([completude.enregistrements, prolongations]).toEqual([1, 1]);
});

test('les décisions d’un juge, dans les mots de l’annexe 2-8-1', async () => {
  const enfantId = await enfant();
  await information(enfantId, ['MARTIN Anne']);
  const premiere = await decision(enfantId, { provisoire: true, finLe: new Date('2025-11-05T09:00:00Z') });
  await decision(enfantId, {
    ...{ nature: 'RENOUVELLEMENT', decisionRenouveleeId: premiere, rendueLe: new Date('2025-11-05T09:00:00Z') },
  });
  await decision(enfantId, { nature: 'MJIE', natureMesure: 'MJIE', finLe: new Date('2025-12-01T09:00:00Z') });
  await decision(enfantId, { nature: 'NON_LIEU', natureMesure: 'NON_LIEU' });
  await decision(enfantId, { tj: 'tj31483' });
  const extraction = await extraire(commande, { annexe: '2-8-1', emetteur: 'tj31555', annee: 2025 }, moyens());
  const lus = await enregistrements(extraction);
  expect(lus.map(({ III_1, III_2, III_6 }) => [III_1, III_2, III_6]).sort()).toEqual([
    ['fin', '2025-05', 'ordonnance du juge des enfants'],
    ['prononcé', '2025-05', 'ordonnance du juge des enfants'],
    ['prononcé', '2025-05', 'ordonnance du juge des enfants'],
    ['renouvellement', '2025-11', ''],
  ]);
  expect(new Set(lus.map(({ III_5, III_4 }) => `${III_5!} ${III_4!}`))).toEqual(
    new Set([
      'mesure d’assistance éducative en milieu ouvert civile',
      'mesure judiciaire d’investigation éducative civile',
    ]),
  );
  await mesure(enfantId, { dateNaissance: '2015-03-09' });
  const [suivi] = await enregistrements(await extraire(commande, DEMANDE, moyens()));
  expect(new Set(lus.map(({ I_2 }) => I_2))).toEqual(new Set([suivi?.['NUMANONYM']]));
});

describe('A14', () => {
  const a14 = () =>
    database.query<{ etat: string; limite: string; acteur: string }>(
      `SELECT etat, date_limite::text limite, acteur FROM hub.echeance WHERE regle = 'A14' ORDER BY collectivite`,
    );
  const ouvrir = (now: string) => ouvrirExtractions(commande, { now: new Date(now), newId: () => randomUUID() });

  it('s’ouvre le 1er janvier pour qui a eu des mesures, une fois, et l’extraction la tient', async () => {
    await unEnfantSuivi();
    await mesure(await enfant({ collectivite: '974' }), { collectivite: '974' });
    expect(await ouvrir('2026-01-01T12:00:00Z')).toBe(2);
    expect(await ouvrir('2026-01-02T12:00:00Z')).toBe(0);
    expect(await a14()).toEqual([
      { etat: 'OUVERTE', limite: '2026-04-30', acteur: 'ase-31' },
      { etat: 'OUVERTE', limite: '2026-04-30', acteur: 'ase-974' },
    ]);
    await extraire(commande, DEMANDE, moyens());
    expect((await a14()).map(({ etat }) => etat)).toEqual(['TENUE', 'OUVERTE']);
  });

  it('s’ouvre plus tôt à La Réunion, où l’année finit plus tôt', async () => {
    await unEnfantSuivi();
    await mesure(await enfant({ collectivite: '974' }), { collectivite: '974' });
    await ouvrir('2025-12-31T21:00:00Z');
    const annees = await database.query('SELECT emetteur, annee FROM hub.extraction_olinpe ORDER BY 1');
    expect(annees).toEqual([
      { emetteur: '31', annee: 2024 },
      { emetteur: '974', annee: 2025 },
    ]);
  });

  it('se tient aussi quand l’extraction passe avant', async () => {
    await unEnfantSuivi();
    await extraire(commande, DEMANDE, moyens());
    expect(await ouvrir('2026-04-16T00:00:00Z')).toBe(0);
    expect((await a14()).map(({ etat }) => etat)).toEqual(['TENUE']);
  });
});

test('mille deux cents événements passent par lots, chacun une fois', async () => {
  const enfantId = await enfant();
  await database.query(
    `INSERT INTO ase.mesure (id, reference, enfant_id, collectivite, nature, etat, debut, lieu_secret,
       sans_agrement_urgence, est_mna, renouvellements, prolongations)
     SELECT gen_random_uuid(), 'R' || n, $1, '31', 'AED', 'EN_COURS', '2025-05-01', false, false, false, 0, 0
     FROM generate_series(1, 1200) n`,
    [enfantId],
  );
  const extraction = await extraire(commande, DEMANDE, moyens());
  expect(extraction.completude.enregistrements).toBe(1200);
  const xml = await fichier(extraction, 'xml');
  expect(xml.match(/<DONNEE>/g)).toHaveLength(1200);
  expect(createHash('sha256').update(xml).digest('hex')).toBe(extraction.empreintes.xml);
});
