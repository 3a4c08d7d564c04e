import type { MigrationInterface, QueryRunner } from 'typeorm';

const ALTER = [
  'DROP INDEX "hub"."echeance_sujet"',
  'DROP INDEX "hub"."echeance_due"',
  `ALTER TABLE "hub"."echeance"
        ADD "sujet_type" text,
        ADD "collectivite" text,
        ADD "territoire" text,
        ADD "acteur" text,
        ADD "avertie" text,
        ADD "depart_jour" date,
        ADD "date_reportee" date,
        ADD "date_opposable" date,
        ADD "limite_le" timestamptz,
        ADD "etapes" text array,
        ADD "verifie" boolean,
        ADD "ouverte_le" timestamptz,
        ADD "echue_a_ouverture" boolean,
        ADD "suspendue_le" timestamptz,
        ADD "prolongee_par" uuid,
        ADD "alertes" timestamptz array,
        ADD "paliers" text array,
        ADD "prochaine_alerte_le" timestamptz`,
];

/** Rows of the first release: the unshifted day is kept, what was not kept then is marked as to be checked. */
const REPRISE = `
  UPDATE "hub"."echeance" e SET
    "sujet_type" = s."type", "collectivite" = s."collectivite",
    "acteur" = s."acteur", "avertie" = s."acteur",
    "depart_jour" = (e."depart" AT TIME ZONE 'Europe/Paris')::date,
    "date_reportee" = e."date_limite", "date_opposable" = e."date_limite",
    "limite_le" = (e."date_limite" + 1)::timestamp AT TIME ZONE 'Europe/Paris',
    "etapes" = ARRAY['Délai repris du premier registre : jour non reporté, compté à l’heure de Paris, à vérifier.'],
    "verifie" = false, "ouverte_le" = e."depart", "echue_a_ouverture" = false,
    "alertes" = ARRAY[(e."date_limite" + 1)::timestamp AT TIME ZONE 'Europe/Paris'], "paliers" = ARRAY['DEPASSEE'],
    "prochaine_alerte_le" = CASE WHEN e."etat" = 'OUVERTE'
      THEN (e."date_limite" + 1)::timestamp AT TIME ZONE 'Europe/Paris' END
  FROM (
    SELECT "id", 'InformationPreoccupante' "type", "collectivite", 'crip-' || "collectivite" "acteur"
      FROM "crip"."information_preoccupante"
    UNION ALL SELECT "id", 'MesureUrgente', "collectivite", "tj" FROM "justice"."mesure_urgente"
    UNION ALL SELECT "id", 'SaisineDefenseur', "collectivite", 'ase-' || "collectivite" FROM "defenseur"."saisine"
  ) s WHERE s."id" = e."sujet_id"`;

const REQUIS = [
  ...['sujet_type', 'collectivite', 'depart_jour', 'date_reportee', 'date_opposable', 'limite_le', 'etapes'],
  ...['verifie', 'ouverte_le', 'echue_a_ouverture', 'alertes', 'paliers'],
];

const UP = [
  ...ALTER,
  REPRISE,
  ...REQUIS.map((column) => `ALTER TABLE "hub"."echeance" ALTER COLUMN "${column}" SET NOT NULL`),
  `CREATE INDEX "echeance_sujet" ON "hub"."echeance" ("sujet_id", "regle")`,
  `CREATE UNIQUE INDEX "echeance_en_cours" ON "hub"."echeance" ("sujet_id", "regle")
        WHERE etat IN ('OUVERTE', 'SUSPENDUE')`,
  `CREATE INDEX "echeance_due" ON "hub"."echeance" ("prochaine_alerte_le") WHERE etat = 'OUVERTE'`,
  `CREATE INDEX "echeance_collectivite" ON "hub"."echeance" ("collectivite", "limite_le", "id")`,
  `CREATE INDEX "echeance_acteur" ON "hub"."echeance" ("acteur", "limite_le", "id")`,
  `CREATE INDEX "echeance_territoire" ON "hub"."echeance" ("territoire", "limite_le", "id")`,
  `CREATE TABLE "hub"."alerte_echeance" (
        "echeance_id" uuid NOT NULL,
        "palier" text NOT NULL,
        "prevue_le" timestamptz NOT NULL,
        "le" timestamptz NOT NULL,
        CONSTRAINT "alerte_echeance_pk" PRIMARY KEY ("echeance_id", "palier")
      )`,
  `CREATE TABLE "hub"."retard_echeance" (
        "seau" text NOT NULL,
        "nombre" bigint NOT NULL,
        "secondes" double precision NOT NULL,
        CONSTRAINT "retard_echeance_pk" PRIMARY KEY ("seau")
      )`,
];

/** The ledger keeps its computation, its history and when to speak next. */
export class Echeances1700000000030 implements MigrationInterface {
  name = 'Echeances1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "hub"."retard_echeance", "hub"."alerte_echeance"');
    await runner.query("DELETE FROM \"hub\".\"echeance\" WHERE etat NOT IN ('OUVERTE', 'TENUE', 'CLOSE')");
    await runner.query(`UPDATE "hub"."echeance" SET etat = 'CLOSE' WHERE etat = 'TENUE'`);
    for (const name of ['sujet', 'en_cours', 'due', 'collectivite', 'acteur', 'territoire'])
      await runner.query(`DROP INDEX "hub"."echeance_${name}"`);
    for (const column of [
      ...REQUIS,
      ...['territoire', 'acteur', 'avertie', 'suspendue_le', 'prolongee_par', 'prochaine_alerte_le'],
    ])
      await runner.query(`ALTER TABLE "hub"."echeance" DROP COLUMN "${column}"`);
    await runner.query(`CREATE UNIQUE INDEX "echeance_sujet" ON "hub"."echeance" ("sujet_id", "regle")`);
    await runner.query(`CREATE INDEX "echeance_due" ON "hub"."echeance" ("date_limite") WHERE etat = 'OUVERTE'`);
  }
}
