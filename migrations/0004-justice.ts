import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'CREATE SCHEMA "justice"',
  `CREATE TABLE "justice"."mesure_urgente" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "tj" text NOT NULL,
        "numero_parquet" text NOT NULL,
        "collectivite" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "prise_le" timestamptz NOT NULL,
        "transmise_le" timestamptz NOT NULL,
        "lieu" text NOT NULL,
        "contenu" jsonb NOT NULL,
        "empreinte" text NOT NULL,
        CONSTRAINT "mesure_urgente_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "mesure_enfant" ON "justice"."mesure_urgente" ("enfant_id", "id")`,
  `CREATE INDEX "mesure_collectivite" ON "justice"."mesure_urgente" ("collectivite", "id")`,
  `CREATE INDEX "mesure_parquet" ON "justice"."mesure_urgente" ("tj", "id")`,
  `CREATE UNIQUE INDEX "mesure_reference" ON "justice"."mesure_urgente" ("reference")`,
];

/** Urgent measures of the parquet. */
export class Justice1700000000004 implements MigrationInterface {
  name = 'Justice1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA "justice" CASCADE');
  }
}
