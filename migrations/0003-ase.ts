import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'CREATE SCHEMA "ase"',
  `CREATE TABLE "ase"."reception" (
        "mesure_id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "tribunal" text NOT NULL,
        "ouverte_le" timestamptz NOT NULL,
        "rang" integer NOT NULL,
        "prochaine_le" timestamptz NOT NULL,
        "accusee_le" timestamptz,
        "accusee_par" text,
        CONSTRAINT "reception_pk" PRIMARY KEY ("mesure_id")
      )`,
  `CREATE INDEX "reception_due" ON "ase"."reception" ("prochaine_le") WHERE accusee_le IS NULL`,
  `CREATE TABLE "ase"."escalade" (
        "mesure_id" uuid NOT NULL,
        "rang" integer NOT NULL,
        "fonction" text NOT NULL,
        "canal" text NOT NULL,
        "le" timestamptz NOT NULL,
        CONSTRAINT "escalade_pk" PRIMARY KEY ("mesure_id", "rang")
      )`,
  `CREATE TABLE "ase"."palier" (
        "collectivite" text NOT NULL,
        "rang" integer NOT NULL,
        "apres_minutes" integer NOT NULL,
        "fonction" text NOT NULL,
        "canal" text NOT NULL,
        CONSTRAINT "palier_pk" PRIMARY KEY ("collectivite", "rang")
      )`,
  `CREATE TABLE "ase"."reponse_saisine" (
        "saisine_id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "reponse" text,
        "repondue_par" text,
        "repondue_le" timestamptz,
        CONSTRAINT "reponse_saisine_pk" PRIMARY KEY ("saisine_id")
      )`,
];

/** Reception of urgent measures, ladder, replies to the Défenseur. */
export class Ase1700000000003 implements MigrationInterface {
  name = 'Ase1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA "ase" CASCADE');
  }
}
