import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'CREATE SCHEMA "education"',
  `CREATE TABLE "education"."scolarite" (
        "id" uuid NOT NULL,
        "enfant_id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "uai" text NOT NULL,
        "classe" text,
        "regime" text,
        "ine" text,
        "declaree_par" text NOT NULL,
        "declaree_le" timestamptz NOT NULL,
        CONSTRAINT "scolarite_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "scolarite_enfant" ON "education"."scolarite" ("enfant_id", "id")`,
];

/** Schooling. */
export class Education1700000000005 implements MigrationInterface {
  name = 'Education1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA "education" CASCADE');
  }
}
