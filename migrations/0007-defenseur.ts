import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'CREATE SCHEMA "defenseur"',
  `CREATE TABLE "defenseur"."saisine" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "collectivite" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "type" text NOT NULL,
        "transmise_le" timestamptz NOT NULL,
        "delai_reponse_jours" integer NOT NULL,
        "faits" text NOT NULL,
        "verifications_demandees" text array NOT NULL,
        "qualite_reclamant" text,
        "empreinte" text NOT NULL,
        CONSTRAINT "saisine_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "saisine_enfant" ON "defenseur"."saisine" ("enfant_id", "id")`,
  `CREATE INDEX "saisine_collectivite" ON "defenseur"."saisine" ("collectivite", "id")`,
  `CREATE UNIQUE INDEX "saisine_reference" ON "defenseur"."saisine" ("reference")`,
];

/** Referrals of the Défenseur. */
export class Defenseur1700000000007 implements MigrationInterface {
  name = 'Defenseur1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA "defenseur" CASCADE');
  }
}
