import { randomUUID } from 'node:crypto';
import { ecrire, type Database, type Tx } from '../../src/platform/database';
import { arreterIndicateurs } from '../../src/observatoire/arreter-indicateurs';
import { compterAnnee } from '../../src/observatoire/compter-annee';
import { bornes } from '../../src/observatoire/source';
import { clesEnfants } from '../../src/platform/secret/cles-enfants';
import { enregistrerPartenaire } from '../../src/partners';
import { openHubDatabase } from '../../src/rows';
import { EvaluationRow } from '../../src/subgraphs/crip/cycle/evaluation.entity';
import { ouvrirEcheance } from '../../src/platform/echeances';
import type { AnneeComptee } from '../../src/domain/indicateurs';
import { coffreDEssai } from '../support/coffre';
import { freshDatabase, type TestDatabase } from '../support/database';
import { jeu } from './olinpe-jeu';

let database: TestDatabase;
let travailleur: Database;
const { enfant, information, mesure } = jeu(() => database);
beforeEach(async () => {
  database = await freshDatabase();
  travailleur = await openHubDatabase(database.url, {
    ...{ qualite: 'travailleur', poolSize: 2, cles: clesEnfants(coffreDEssai) },
  });
  await enregistrerPartenaire(database, { institution: 'crip-31', nom: 'CRIP', role: 'crip', territoire: '31' });
});
afterEach(async () => {
  await travailleur.close();
  await database.drop();
});

const LE_1ER_MAI = new Date('2026-05-01T08:00:00Z');
const arreter = (now = LE_1ER_MAI) => arreterIndicateurs(travailleur, { now, newId: () => randomUUID() });

const COMME_LA_CRIP = { institution: 'crip-31', role: 'crip', territoire: '31', acte: 'arreterIndicateurs' } as const;
const compter = (tx: Pick<Tx, 'query'>) =>
  compterAnnee(tx as Tx, '31', bornes({ annexe: '2-8', emetteur: '31', annee: 2025 }), LE_1ER_MAI);
const comptes = (): Promise<AnneeComptee> => travailleur.transaction(compter, COMME_LA_CRIP);

async function evaluee(enfantIds: readonly string[], informationId: string): Promise<void> {
  const row = {
    ...{ id: randomUUID(), informationId, collectivite: '31', equipe: 'MDS', evaluateurs: [], motifException: null },
    ...{ enfantIds: [...enfantIds], ouverteLe: new Date('2025-02-10T09:00:00Z'), rendueLe: null, conclusion: null },
    ...{ rapport: null, divergences: null, motifNonRencontre: null },
  };
  await database.transaction((tx) => tx.insert([ecrire(EvaluationRow, row)]));
}

/** The clock of that rule, closed on that day. */
async function horloge(sujetId: string, regle: 'A1' | 'A2', closeLe: string | null): Promise<void> {
  const depart = new Date('2025-02-03T09:00:00Z');
  const { ecriture } = ouvrirEcheance(() => randomUUID(), { regle, sujetId, depart, collectivite: '31', now: depart });
  await database.transaction((tx) => tx.insert([ecriture]));
  if (closeLe !== null)
    await database.query(
      `UPDATE hub.echeance SET etat = 'TENUE', close_le = $2, prochaine_alerte_le = NULL WHERE sujet_id = $1 AND regle = $3`,
      [sujetId, new Date(closeLe), regle],
    );
}

test('compte par information, par enfant et par fratrie ; à temps, en retard, pas fait ; les délais en jours', async () => {
  const [aine, cadet, seul] = [await enfant(), await enfant(), await enfant()];
  const deLAine = await information(aine, []);
  await evaluee([aine, cadet], deLAine);
  await horloge(deLAine, 'A1', '2025-03-05T09:00:00Z');
  const duCadet = await information(cadet, []);
  await horloge(duCadet, 'A1', '2025-06-03T09:00:00Z');
  await horloge(duCadet, 'A2', null);
  await information(aine, [], { emetteurType: 'HOPITAL', recueLe: new Date('2025-12-31T22:59:59Z') });
  await information(seul, [], { recueLe: new Date('2025-12-31T23:00:00Z') });
  await information(seul, [], { collectivite: '81' });
  await mesure(cadet);
  await mesure(seul, { nature: 'AEMO' });
  const { informations, mesures, tables, delais } = await comptes();
  expect(informations).toEqual({ objets: 3, enfants: 2, fratries: 1 });
  expect(tables.ORIGINE).toEqual({
    EDUCATION_NATIONALE: { objets: 2, enfants: 2, fratries: 1 },
    HOPITAL: { objets: 1, enfants: 1, fratries: 1 },
  });
  expect(tables.EVALUATION).toEqual({
    A_TEMPS: { objets: 1, enfants: 1, fratries: 1 },
    EN_RETARD: { objets: 1, enfants: 1, fratries: 1 },
    SANS_OBJET: { objets: 1, enfants: 1, fratries: 1 },
  });
  expect(tables.RETOUR).toMatchObject({ NON_FAIT: { objets: 1 }, SANS_OBJET: { objets: 2 } });
  expect(tables.ISSUE).toEqual({ RECUE: { objets: 3, enfants: 2, fratries: 1 } });
  expect([mesures, Object.keys(tables.MESURE).sort()]).toEqual([
    { objets: 2, enfants: 2, fratries: 2 },
    ['AED', 'AEMO'],
  ]);
  expect(delais.EVALUATION).toEqual({ mediane: 75, p90: 111 });
  expect(delais.RETOUR).toEqual({ mediane: null, p90: null });
});

test('deux instructions, quel que soit le nombre', async () => {
  for (let i = 0; i < 12; i += 1) await information(await enfant(), []);
  const dites: string[] = [];
  await travailleur.transaction((tx) => {
    const query: Tx['query'] = (text, values) => {
      dites.push(text);
      return tx.query(text, values);
    };
    return compter({ query });
  }, COMME_LA_CRIP);
  expect(dites).toHaveLength(2);
});

test('s’arrête le 1er mai, une fois : un enfant de plus n’y change rien, et rien ne peut la réécrire', async () => {
  for (let i = 0; i < 9; i += 1) await information(await enfant(), []);
  expect(await arreter(new Date('2026-04-30T21:59:59Z'))).toBe(1);
  const annees = () => database.query('SELECT annee, publies FROM hub.indicateurs ORDER BY annee');
  expect((await annees()).map(({ annee }: any) => annee)).toEqual([2024]);
  expect(await arreter()).toBe(1);
  const avant = await annees();
  await information(await enfant(), []);
  expect(await arreter(new Date('2026-09-01T08:00:00Z'))).toBe(0);
  expect(await annees()).toEqual(avant);
  expect((avant[1] as any).publies.informations).toEqual({ objets: 10, enfants: 10, fratries: 10 });
  for (const qui of [database, travailleur])
    await expect(qui.query(`UPDATE hub.indicateurs SET publies = '{}'`)).rejects.toThrow();
  const audit = await database.query(`SELECT acte, institution, reference FROM hub.audit ORDER BY reference DESC`);
  expect(audit[0]).toEqual({ acte: 'arreterIndicateurs', institution: 'hub', reference: 'INDICATEURS-31-2025' });
});

test('ce qui est gardé est déjà tu : aucun nombre de un à quatre dans la base', async () => {
  for (let i = 0; i < 12; i += 1) await information(await enfant(), [], i < 3 ? { emetteurType: 'MAIRIE' } : {});
  await arreter();
  const [{ publies }] = (await database.query('SELECT publies::text FROM hub.indicateurs')) as [{ publies: string }];
  expect(publies).not.toMatch(/"(objets|enfants|fratries)": [1-4]\b/);
  expect(publies).toMatch(/"MAIRIE"/);
});
