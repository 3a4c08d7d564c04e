import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "justice"."mesure_urgente" ADD "nature" text NOT NULL DEFAULT 'OPP'`,
  `ALTER TABLE "justice"."mesure_urgente" ALTER COLUMN "lieu" DROP NOT NULL`,
  `CREATE TABLE "justice"."decision" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "tj" text NOT NULL,
        "collectivite" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "requete_id" uuid,
        "nature" text NOT NULL,
        "nature_mesure" text NOT NULL,
        "decision_renouvelee_id" uuid,
        "rendue_le" timestamptz NOT NULL,
        "provisoire" boolean NOT NULL,
        "sans_audience" boolean NOT NULL,
        "mois" integer,
        "terme" date,
        "prolongee_le" timestamptz,
        "prolongee_jusqu_au" date,
        "avis_du_procureur_le" date,
        "fin_le" timestamptz,
        "contenu" jsonb NOT NULL,
        "transmise_le" timestamptz NOT NULL,
        "empreinte" text NOT NULL,
        CONSTRAINT "decision_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "decision_enfant" ON "justice"."decision" ("enfant_id", "id")`,
  `CREATE INDEX "decision_collectivite" ON "justice"."decision" ("collectivite", "id")`,
  `CREATE INDEX "decision_juge" ON "justice"."decision" ("tj", "id")`,
  `CREATE UNIQUE INDEX "decision_reference" ON "justice"."decision" ("reference")`,
  `CREATE TABLE "justice"."notification_partie" (
        "id" uuid NOT NULL,
        "decision_id" uuid NOT NULL,
        "partie" text NOT NULL,
        "le" date NOT NULL,
        "residence" text,
        CONSTRAINT "notification_partie_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "notification_partie_decision" ON "justice"."notification_partie" ("decision_id", "id")`,
  `CREATE TABLE "justice"."requete" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "tj" text NOT NULL,
        "parquet" text NOT NULL,
        "collectivite" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "mesure_urgente_id" uuid,
        "signalement_id" uuid,
        "recue_au_greffe_le" timestamptz NOT NULL,
        "motifs" text NOT NULL,
        "transmise_le" timestamptz NOT NULL,
        "empreinte" text NOT NULL,
        CONSTRAINT "requete_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "requete_enfant" ON "justice"."requete" ("enfant_id", "id")`,
  `CREATE INDEX "requete_collectivite" ON "justice"."requete" ("collectivite", "id")`,
  `CREATE INDEX "requete_parquet" ON "justice"."requete" ("parquet", "id")`,
  `CREATE INDEX "requete_juge" ON "justice"."requete" ("tj", "id")`,
  `CREATE UNIQUE INDEX "requete_mesure" ON "justice"."requete" ("mesure_urgente_id") WHERE mesure_urgente_id IS NOT NULL`,
  `CREATE UNIQUE INDEX "requete_reference" ON "justice"."requete" ("reference")`,
  `CREATE TABLE "justice"."soit_transmis" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "tj" text NOT NULL,
        "numero_parquet" text NOT NULL,
        "collectivite" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "information_id" uuid NOT NULL,
        "magistrat" text NOT NULL,
        "objet" text NOT NULL,
        "texte" text NOT NULL,
        "reponse_attendue_le" date,
        "confidentiel" boolean NOT NULL,
        "transmis_le" timestamptz NOT NULL,
        "empreinte" text NOT NULL,
        CONSTRAINT "soit_transmis_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "soit_transmis_collectivite" ON "justice"."soit_transmis" ("collectivite", "id")`,
  `CREATE INDEX "soit_transmis_parquet" ON "justice"."soit_transmis" ("tj", "id")`,
  `CREATE UNIQUE INDEX "soit_transmis_reference" ON "justice"."soit_transmis" ("reference")`,
  `CREATE TABLE "justice"."suite" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "tj" text NOT NULL,
        "signalement_id" uuid NOT NULL,
        "suite" text NOT NULL,
        "le" timestamptz NOT NULL,
        "commentaire" text,
        "enregistree_le" timestamptz NOT NULL,
        "empreinte" text NOT NULL,
        CONSTRAINT "suite_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "suite_signalement" ON "justice"."suite" ("signalement_id", "id")`,
  `CREATE UNIQUE INDEX "suite_reference" ON "justice"."suite" ("reference")`,
];

const DOWN = [
  ...['decision', 'notification_partie', 'requete', 'soit_transmis', 'suite'].map(
    (table) => `DROP TABLE "justice"."${table}"`,
  ),
  `DELETE FROM "justice"."mesure_urgente" WHERE "lieu" IS NULL`,
  `ALTER TABLE "justice"."mesure_urgente" ALTER COLUMN "lieu" SET NOT NULL`,
  `ALTER TABLE "justice"."mesure_urgente" DROP COLUMN "nature"`,
];

/** What the parquet and the juge des enfants do after an urgent measure: follow-ups, soit-transmis, requêtes, decisions. */
export class JusticeCycle1700000000040 implements MigrationInterface {
  name = 'JusticeCycle1700000000040';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
