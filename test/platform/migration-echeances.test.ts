import { randomUUID } from 'node:crypto';
import { MIGRATIONS } from '../../migrations';
import { LivraisonAPousser1700000000010 } from '../../migrations/0010-livraison-a-pousser';
import { Echeances1700000000030 } from '../../migrations/0030-echeances';
import { EcheancesAVerifier1700000000211 } from '../../migrations/0211-echeances-a-verifier';
import { openDatabase, type Database } from '../../src/platform/database';
import { migrer as appliquer, sourceDesMigrations } from '../../src/platform/migrations';
import { emptyDatabase, type EphemeralDatabase } from '../support/database';

// The first release ended there; what is listed between came later.
const avant = MIGRATIONS.slice(0, MIGRATIONS.indexOf(LivraisonAPousser1700000000010) + 1);
const apres = [...avant, Echeances1700000000030];

let base: EphemeralDatabase;
let database: Database;
beforeEach(async () => {
  base = await emptyDatabase();
});
afterEach(async () => {
  await database.close();
  await base.drop();
});

const migrer = async (migrations: typeof avant) => {
  await appliquer(base.url, migrations);
  database = await openDatabase({ url: base.url, entities: [], poolSize: 2 });
};

async function defaire(migrations: typeof avant, combien: number): Promise<void> {
  const source = await sourceDesMigrations(base.url, migrations);
  for (let i = combien; i > 0; i -= 1) await source.undoLastMigration();
  await source.destroy();
}

const LE = '2026-03-01T12:00:00Z';

/** What the first release had written: an information, an ordonnance and a saisine with their clocks. */
async function premierRegistre() {
  const [information, mesure, saisine] = [randomUUID(), randomUUID(), randomUUID()];
  const enfant = randomUUID();
  await database.query(
    `INSERT INTO crip.information_preoccupante (id, reference, collectivite, emetteur_institution, emetteur_type,
       enfant_id, recue_le, transmise_le, etat, urgence, nature_principale, natures_danger, contenu, empreinte)
     VALUES ($1, 'IP-1', '31', '0319001R', 'COLLEGE', $2, $3, $3, 'RECUE', 'STANDARD', 'X', '{X}', '{}', 'e')`,
    [information, enfant, LE],
  );
  await database.query(
    `INSERT INTO justice.mesure_urgente (id, reference, tj, numero_parquet, collectivite, enfant_id, prise_le,
       transmise_le, lieu, contenu, empreinte)
     VALUES ($1, 'MU-1', 'tj31555', '26060000001', '31', $2, $3, $3, 'ASE', '{}', 'e')`,
    [mesure, enfant, LE],
  );
  await database.query(
    `INSERT INTO defenseur.saisine (id, reference, collectivite, enfant_id, type, transmise_le, delai_reponse_jours,
       faits, verifications_demandees, qualite_reclamant, empreinte)
     VALUES ($1, 'DD-1', '33', $2, 'SIGNALEMENT', $3, 30, 'f', '{}', NULL, 'e')`,
    [saisine, enfant, LE],
  );
  const clock = (regle: string, sujet: string, limite: string, close: string | null = null) =>
    database.query(
      `INSERT INTO hub.echeance (id, regle, sujet_id, depart, date_limite, etat, close_le)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), regle, sujet, '2026-03-01T23:30:00Z', limite, close === null ? 'OUVERTE' : 'CLOSE', close],
    );
  await clock('A1', information, '2026-06-02');
  await clock('A2', information, '2026-06-01', '2026-04-01T10:00:00Z');
  await clock('J1', mesure, '2026-03-10');
  await clock('DDD', saisine, '2026-04-01');
}

const REPRISES = `
  SELECT regle, sujet_type "sujet", collectivite, acteur, avertie, depart_jour::text "departJour",
         date_reportee::text "reportee", date_opposable::text "opposable", limite_le "limiteLe", verifie, etat,
         echue_a_ouverture "echue", alertes, paliers, prochaine_alerte_le "prochaine", ouverte_le = depart "ouverte",
         array_length(etapes, 1) "etapes"
  FROM hub.echeance ORDER BY regle`;

test('le premier registre est repris ligne à ligne : sujet, acteur, terme, alerte, et la réserve est dite', async () => {
  await migrer(avant);
  await premierRegistre();
  await database.close();
  await migrer(apres);
  const commune = { verifie: false, echue: false, ouverte: true, etapes: 1, paliers: ['DEPASSEE'] };
  const terme = (jour: string, instant: string) => ({
    ...{ reportee: jour, opposable: jour, limiteLe: new Date(instant), alertes: [new Date(instant)] },
    // 23:30 UTC on the 1st is already the 2nd in Paris.
    departJour: '2026-03-02',
  });
  expect(await database.query(REPRISES)).toEqual([
    {
      ...{ ...commune, ...terme('2026-06-02', '2026-06-02T22:00:00Z'), regle: 'A1', etat: 'OUVERTE' },
      ...{ sujet: 'InformationPreoccupante', collectivite: '31', acteur: 'crip-31', avertie: 'crip-31' },
      prochaine: new Date('2026-06-02T22:00:00Z'),
    },
    {
      ...{ ...commune, ...terme('2026-06-01', '2026-06-01T22:00:00Z'), regle: 'A2', etat: 'CLOSE', prochaine: null },
      ...{ sujet: 'InformationPreoccupante', collectivite: '31', acteur: 'crip-31', avertie: 'crip-31' },
    },
    {
      ...{ ...commune, ...terme('2026-04-01', '2026-04-01T22:00:00Z'), regle: 'DDD', etat: 'OUVERTE' },
      ...{ sujet: 'SaisineDefenseur', collectivite: '33', acteur: 'ase-33', avertie: 'ase-33' },
      prochaine: new Date('2026-04-01T22:00:00Z'),
    },
    {
      // Winter time: midnight in Paris is 23:00 UTC.
      ...{ ...commune, ...terme('2026-03-10', '2026-03-10T23:00:00Z'), regle: 'J1', etat: 'OUVERTE' },
      ...{ sujet: 'MesureUrgente', collectivite: '31', acteur: 'tj31555', avertie: 'tj31555' },
      prochaine: new Date('2026-03-10T23:00:00Z'),
    },
  ]);
});

test('le retour en arrière garde les délais de chacun, puis la reprise les retrouve', async () => {
  await migrer(avant);
  await premierRegistre();
  await database.close();
  await migrer(apres);
  const reprises = await database.query(REPRISES);
  await defaire(apres, 1);
  const gardees = await database.query('SELECT regle, etat FROM hub.echeance ORDER BY regle');
  expect(gardees).toEqual([
    { regle: 'A1', etat: 'OUVERTE' },
    { regle: 'A2', etat: 'CLOSE' },
    { regle: 'DDD', etat: 'OUVERTE' },
    { regle: 'J1', etat: 'OUVERTE' },
  ]);
  await appliquer(base.url, apres);
  expect(await database.query(REPRISES)).toEqual(reprises);
});

test('toutes les migrations passent sur un registre repris, et reviennent', async () => {
  await migrer(avant);
  await premierRegistre();
  await database.close();
  await migrer([...MIGRATIONS]);
  expect(await database.query('SELECT count(*)::int nombre FROM hub.echeance')).toEqual([{ nombre: 4 }]);
  await defaire([...MIGRATIONS], MIGRATIONS.length);
  const [tables] = await database.query<{ nombre: number }>(
    `SELECT count(*)::int nombre FROM pg_tables WHERE schemaname IN ('hub', 'crip', 'ase', 'justice')`,
  );
  expect(tables).toEqual({ nombre: 0 });
});

test('une échéance ouverte sous réserve devient à vérifier, ses étapes dans l’ordre ; les autres ne changent pas', async () => {
  const rang = MIGRATIONS.indexOf(EcheancesAVerifier1700000000211);
  await migrer(MIGRATIONS.slice(0, rang));
  const ouvrir = (regle: string, etapes: string[]) =>
    database.query(
      `INSERT INTO hub.echeance (id, regle, sujet_id, sujet_type, collectivite, depart, depart_jour, date_limite,
         date_reportee, date_opposable, limite_le, etapes, verifie, etat, ouverte_le, echue_a_ouverture, alertes, paliers)
       VALUES ($1, $2, $1, 'InformationPreoccupante', '31', now(), now(), now(), now(), now(), now(), $3, true, 'OUVERTE', now(), false, '{}', '{}')`,
      [randomUUID(), regle, etapes],
    );
  await ouvrir('A1', ['Durée : 3 mois.', 'Réserve : plus court, parfois.', 'Terme : lundi.']);
  await ouvrir('A2', ['Durée : 3 mois.', 'Terme : lundi.']);
  await database.close();
  await migrer(MIGRATIONS.slice(0, rang + 1));
  expect(await database.query('SELECT regle, verifie, etapes FROM hub.echeance ORDER BY regle')).toEqual([
    { regle: 'A1', verifie: false, etapes: ['Durée : 3 mois.', 'À vérifier : plus court, parfois.', 'Terme : lundi.'] },
    { regle: 'A2', verifie: true, etapes: ['Durée : 3 mois.', 'Terme : lundi.'] },
  ]);
});
