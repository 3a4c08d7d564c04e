import { randomUUID } from 'node:crypto';
import { movableClock } from '../../src/platform/clock';
import { ouvrirEcheance } from '../../src/platform/echeances';
import type { RegleEcheance } from '../../src/domain/deadlines';
import { ecrire, type Database } from '../../src/platform/database';
import { openHubDatabase } from '../../src/rows';
import { terminerALaMajorite } from '../../src/subgraphs/ase';
import { inscrireMesure, type NouvelleMesure } from '../../src/subgraphs/ase/mesures/inscrire-mesure';
import { DecisionRow } from '../../src/subgraphs/justice/decision.entity';
import { registres } from '../../src/subgraphs/registry';
import { freshDatabase, type TestDatabase } from '../support/database';
import { registerPartner, startHub } from './hub';
import { until } from '../support/until';

let database: TestDatabase;
/** Behind row-level security, as the worker is. */
let travailleur: Database & { readonly url: string };
beforeEach(async () => {
  database = await freshDatabase();
  travailleur = { ...(await openHubDatabase(database.url, { qualite: 'travailleur' })), url: database.url };
  for (const id of ['ase-31', 'je-tj31555']) await registerPartner(database, id);
});
afterEach(async () => {
  await travailleur.close();
  await database.drop();
});

const newId = () => randomUUID();
const NAISSANCE = '2008-05-10';
const MINUIT_PARIS = new Date('2026-05-09T22:00:00Z');

async function ouvrir(changes: Partial<NouvelleMesure> = {}): Promise<string> {
  const { id, ecritures } = inscrireMesure(
    {
      ...{ nature: 'AEMO', enfantId: randomUUID(), collectivite: '31', debut: new Date('2025-01-06T09:00:00Z') },
      ...{ dateNaissance: NAISSANCE, tribunal: 'tj31555' },
      ...changes,
    },
    { actor: undefined as never, now: new Date('2025-01-06T09:00:00Z'), newId },
  );
  await database.transaction((tx) => tx.insert(ecritures));
  return id;
}

const balayer = (now: Date, lot?: number) =>
  terminerALaMajorite(travailleur, { now, newId, registres: registres(), ...(lot === undefined ? {} : { lot }) });

const finDe = async (id: string) =>
  (
    await database.query<{ etat: string; le: Date | null; motif: string | null }>(
      'SELECT etat, terminee_le le, motif_fin motif FROM ase.mesure WHERE id = $1',
      [id],
    )
  )[0];

const horloges = (sujetId: string) =>
  database.query<{ regle: RegleEcheance; etat: string; depart: string }>(
    'SELECT regle, etat, depart_jour::text depart FROM hub.echeance WHERE sujet_id = $1 ORDER BY regle',
    [sujetId],
  );

const dits = (sujetId: string) =>
  database.query<{ type: string; destinataire: string }>(
    `SELECT e.type, l.destinataire FROM hub.evenement e JOIN hub.livraison l ON l.evenement_id = e.id
     WHERE e.sujet_id = $1 ORDER BY 2`,
    [sujetId],
  );

test('elle finit à minuit le jour des dix-huit ans, une fois ; l’ASE et le juge l’apprennent', async () => {
  const id = await ouvrir();
  expect(await balayer(new Date(MINUIT_PARIS.getTime() - 1))).toBe(0);
  expect(await balayer(MINUIT_PARIS)).toBe(1);
  expect(await balayer(MINUIT_PARIS)).toBe(0);
  expect(await finDe(id)).toEqual({ etat: 'TERMINEE', le: MINUIT_PARIS, motif: 'Majorité (C. civ. 375)' });
  expect(await horloges(id)).toEqual([
    { regle: 'A6', etat: 'CLOSE', depart: '2025-01-06' },
    { regle: 'J19', etat: 'TENUE', depart: NAISSANCE },
    { regle: 'J8', etat: 'CLOSE', depart: '2025-01-06' },
  ]);
  expect(await dits(id)).toEqual([
    { type: 'mesure.terminee-de-droit', destinataire: 'ase-31' },
    { type: 'mesure.terminee-de-droit', destinataire: 'je-tj31555' },
  ]);
  const audit = await database.query(`SELECT acte, institution FROM hub.audit WHERE $1 = ANY(objet_ids)`, [id]);
  expect(audit).toEqual([{ acte: 'terminerALaMajorite', institution: 'hub' }]);
});

test.each([
  ['974', '2026-05-09T20:00:00Z'],
  ['31', '2026-05-09T22:00:00Z'],
  ['973', '2026-05-10T03:00:00Z'],
  ['971', '2026-05-10T04:00:00Z'],
])('au fuseau de la collectivité %s : %s', async (collectivite, minuit) => {
  const id = await ouvrir({ collectivite, tribunal: null, nature: 'AED' });
  const le = new Date(minuit);
  expect(await balayer(new Date(le.getTime() - 1_000))).toBe(0);
  expect(await balayer(le)).toBe(1);
  expect(await finDe(id)).toEqual({ etat: 'TERMINEE', le, motif: 'Majorité (CASF L222-5)' });
});

test('un enfant sans date de naissance, un jeune de dix-neuf ans accompagné : rien ne finit', async () => {
  await ouvrir({ dateNaissance: null });
  await ouvrir({ nature: 'JEUNE_MAJEUR', dateNaissance: '2007-01-01', tribunal: null });
  expect(await balayer(MINUIT_PARIS)).toBe(0);
});

describe('la sortie', () => {
  const confie = { nature: 'ACCUEIL_PROVISOIRE', tribunal: null } as const;
  const entretiens = async (id: string) => (await horloges(id)).filter(({ regle }) => regle === 'A11_SORTIE');

  it('de qui était confié ouvre l’entretien des six mois', async () => {
    const id = await ouvrir(confie);
    await balayer(new Date('2026-06-20T00:00:00Z'));
    expect(await entretiens(id)).toEqual([{ regle: 'A11_SORTIE', etat: 'OUVERTE', depart: '2026-05-10' }]);
  });

  it('n’en est pas une pour qui est accompagné comme jeune majeur ; à vingt et un ans, si', async () => {
    const enfantId = randomUUID();
    const mineur = await ouvrir({ ...confie, enfantId });
    const majeur = await ouvrir({ ...confie, enfantId, nature: 'JEUNE_MAJEUR', debut: MINUIT_PARIS });
    expect(await balayer(MINUIT_PARIS)).toBe(1);
    expect(await entretiens(mineur)).toEqual([]);
    expect(await balayer(new Date('2029-05-09T22:00:00Z'))).toBe(1);
    expect(await finDe(majeur)).toMatchObject({ etat: 'TERMINEE', le: new Date('2029-05-09T22:00:00Z') });
    expect(await entretiens(majeur)).toEqual([{ regle: 'A11_SORTIE', etat: 'OUVERTE', depart: '2029-05-10' }]);
  });

  it('se compte une fois pour deux mesures', async () => {
    const enfantId = randomUUID();
    const deux = [
      await ouvrir({ ...confie, enfantId }),
      await ouvrir({ ...confie, enfantId, nature: 'PLACEMENT_ASE' }),
    ];
    expect(await balayer(MINUIT_PARIS)).toBe(2);
    expect((await Promise.all(deux.map(entretiens))).flat()).toHaveLength(1);
  });
});

test('ce que le juge devait encore sur la décision est sans objet ; l’appel garde son délai', async () => {
  const decisionId = randomUUID();
  const enfantId = randomUUID();
  const horloge = (regle: RegleEcheance, sujetId: string) =>
    ouvrirEcheance(newId, {
      ...{ regle, sujetId, sujetType: 'DecisionJuge', depart: new Date('2026-03-02T09:00:00Z'), collectivite: '31' },
      ...{ territoire: '31555', now: new Date('2026-03-02T09:00:00Z') },
    }).ecriture;
  await database.transaction((tx) =>
    tx.insert([
      ecrire(DecisionRow, {
        ...{ id: decisionId, reference: 'DJ-1', tj: 'tj31555', collectivite: '31', enfantId, requeteId: null },
        ...{ nature: 'AEMO', natureMesure: 'AEMO', rendueLe: new Date('2026-03-02T09:00:00Z'), provisoire: false },
        ...{ sansAudience: false, mois: 12, terme: NAISSANCE, decisionRenouveleeId: null, prolongeeLe: null },
        ...{ prolongeeJusquAu: null, avisDuProcureurLe: null, finLe: null, contenu: {} as never },
        ...{ transmiseLe: new Date('2026-03-02T09:00:00Z'), empreinte: 'x' },
      }),
      horloge('J6', decisionId),
      horloge('J16', decisionId),
    ]),
  );
  await ouvrir({ decisionId, enfantId });
  expect(await balayer(MINUIT_PARIS)).toBe(1);
  expect(await horloges(decisionId)).toEqual([
    { regle: 'J16', etat: 'OUVERTE', depart: '2026-03-02' },
    { regle: 'J6', etat: 'CLOSE', depart: '2026-03-02' },
  ]);
  const [decision] = await database.query('SELECT fin_le FROM justice.decision WHERE id = $1', [decisionId]);
  expect(decision).toEqual({ fin_le: MINUIT_PARIS });
});

test('quatre balayages à la fois, par petits lots : chaque mesure finit une fois', async () => {
  for (let i = 0; i < 60; i += 1) await ouvrir();
  const totaux = await Promise.all(Array.from({ length: 4 }, () => balayer(MINUIT_PARIS, 7)));
  expect(totaux.reduce((somme, un) => somme + un, 0)).toBe(60);
  const [evenements] = await database.query(
    `SELECT count(*)::int nombre, count(DISTINCT sujet_id)::int sujets FROM hub.evenement`,
  );
  expect(evenements).toEqual({ nombre: 60, sujets: 60 });
});

test('un balayage qui échoue laisse tout à faire', async () => {
  const id = await ouvrir();
  const echoue = () => {
    throw new Error('no more ids');
  };
  const balayage = { now: MINUIT_PARIS, newId: echoue, registres: registres() };
  await expect(terminerALaMajorite(travailleur, balayage)).rejects.toThrow('no more ids');
  expect(await finDe(id)).toMatchObject({ etat: 'EN_COURS' });
  expect(await balayer(MINUIT_PARIS)).toBe(1);
});

test('qui n’est pas raccordé n’a pas de ligne', async () => {
  const id = await ouvrir({ collectivite: '75', tribunal: 'tj75056' });
  expect(await balayer(MINUIT_PARIS)).toBe(1);
  expect(await dits(id)).toEqual([]);
});

test('un worker arrêté le jour des dix-huit ans : à son retour, chacune finit une fois, à son heure', async () => {
  const clock = movableClock();
  clock.advance(MINUIT_PARIS.getTime() - 3_600_000 - Date.now());
  const ids = await Promise.all(Array.from({ length: 20 }, () => ouvrir()));
  const premier = await startHub({ database: travailleur, clock });
  await premier.stop();
  clock.advance(3 * 86_400_000);
  const retour = Date.now();
  const second = await startHub({ database: travailleur, clock });
  const finies = async () => (await Promise.all(ids.map(finDe))).filter((fin) => fin?.etat === 'TERMINEE');
  await until('every measure', async () => (await finies()).length === ids.length, 60_000);
  expect(Date.now() - retour).toBeLessThan(60_000);
  await second.stop();
  for (const fin of await finies()) expect(fin?.le).toEqual(MINUIT_PARIS);
  for (const id of ids) expect(await dits(id)).toHaveLength(2);
}, 90_000);
