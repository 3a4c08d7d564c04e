import { chronique, type Signale } from '../../bench/population/chronique';
import { tirageDe } from '../support/tirage';
import { lieux } from '../../bench/population/lieux';
import { peupler } from '../../bench/population/peupler';
import { nouveauTrousseau } from '../../src/audit/trousseau';
import { InformationPreoccupanteRow } from '../../src/subgraphs/crip/information-preoccupante.entity';
import { coffreDEssai } from '../support/coffre';
import { freshDatabase, type TestDatabase } from '../support/database';

const JUSQUA = new Date('2026-11-01T00:00:00Z');
const LIEUX = lieux();
const raconter = (graine: number, nombre: number): Signale[] => [
  ...chronique({ nombre, jusqua: JUSQUA, annees: 4 }, LIEUX, tirageDe(graine)),
];

describe('une population inventée', () => {
  const signales = raconter(7, 5_000);
  const familles = [...new Set(signales.map(({ famille }) => famille))];

  test('la même graine donne les mêmes enfants, une autre d’autres', () => {
    expect(raconter(7, 200)).toEqual(raconter(7, 200));
    expect(raconter(8, 200)).not.toEqual(raconter(7, 200));
  });

  test('dans l’ordre du temps, sur la durée demandée, à peu près au nombre demandé', () => {
    const instants = signales.map(({ le }) => le.getTime());
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(Math.max(...instants)).toBeLessThan(JUSQUA.getTime() + 86_400_000);
    expect(signales.length / 5_000).toBeGreaterThan(0.8);
    expect(signales.length / 5_000).toBeLessThan(1.2);
  });

  test('fratries, jumeaux, noms composés, apostrophes, déménagements dans le département et au-dehors', () => {
    const jumeaux = familles.filter(
      ({ enfants }) => new Set(enfants.map(({ dateNaissance }) => dateNaissance)).size < enfants.length,
    );
    const noms = familles.flatMap(({ enfants }) => enfants.map(({ nomNaissance }) => nomNaissance));
    const partis = familles.filter(({ residence, ensuite }) => residence !== ensuite);
    expect(familles.filter(({ enfants }) => enfants.length > 1).length).toBeGreaterThan(familles.length / 3);
    expect(jumeaux.length).toBeGreaterThan(10);
    expect(noms.filter((nom) => nom.includes('-')).length).toBeGreaterThan(noms.length / 20);
    expect(noms.some((nom) => nom.includes('’'))).toBe(true);
    for (const ailleurs of [true, false])
      expect(
        partis.some(({ residence, ensuite }) => (residence.collectivite !== ensuite.collectivite) === ailleurs),
      ).toBe(true);
    // Twins are told apart by their first names alone.
    for (const { enfants } of jumeaux)
      expect(new Set(enfants.map(({ prenoms, nomNaissance }) => prenoms + nomNaissance)).size).toBe(enfants.length);
  });
});

describe('dans une base', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  test('chaque fiche a ce que l’acte écrit, scellé sous la clé de son enfant, et se relit', async () => {
    const ecrites = await peupler({
      ...{ database, url: database.url, coffre: coffreDEssai, trousseau: nouveauTrousseau('essai.invalid/journal') },
      ...{ informations: 150, annees: 2, graine: 3, jusqua: JUSQUA, avancer: () => undefined },
    });
    const nombre = ecrites.get('crip.information_preoccupante') ?? 0;
    expect(nombre).toBeGreaterThan(50);
    for (const table of ['hub.audit', 'hub.idempotence', 'education.scolarite'])
      expect([table, ecrites.get(table)]).toEqual([table, nombre]);
    expect(ecrites.get('hub.echeance')).toBe(2 * nombre);
    const lues = await database.ouvrir(
      InformationPreoccupanteRow,
      await database.query<{ id: string; contenu: { faits: { recit: string }[] } }>(
        'SELECT id, contenu FROM crip.information_preoccupante',
      ),
    );
    const recits = lues.map(({ contenu }) => contenu.faits[0]?.recit ?? '');
    expect(new Set(recits).size).toBe(nombre);
    const [orphelines] = await database.query<{ n: number }>(
      `SELECT count(*)::int n FROM crip.information_preoccupante i
       WHERE NOT EXISTS (SELECT FROM crip.enfant e WHERE e.id = i.enfant_id AND e.collectivite = i.collectivite)
          OR NOT EXISTS (SELECT FROM crip.relation r WHERE r.enfant_id = i.enfant_id AND r.institution = i.emetteur_institution)
          OR NOT EXISTS (SELECT FROM hub.livraison l JOIN hub.evenement e ON e.id = l.evenement_id WHERE e.sujet_id = i.id)`,
    );
    expect(orphelines).toEqual({ n: 0 });
  });
});
