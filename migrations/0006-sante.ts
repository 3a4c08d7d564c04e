import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'CREATE SCHEMA "sante"',
  `CREATE TABLE "sante"."suivi" (
        "id" uuid NOT NULL,
        "enfant_id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "finess" text NOT NULL,
        "rpps" text,
        "ins_matricule" text,
        "ins_oid" text,
        "declare_par" text NOT NULL,
        "declare_le" timestamptz NOT NULL,
        CONSTRAINT "suivi_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "suivi_enfant" ON "sante"."suivi" ("enfant_id", "id")`,
];

/** Hospital follow-up. */
export class Sante1700000000006 implements MigrationInterface {
  name = 'Sante1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA "sante" CASCADE');
  }
}
