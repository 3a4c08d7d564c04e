import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "crip"."information_preoccupante" ADD "hors_horaires" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "crip"."information_preoccupante" ADD "rattachee_a" uuid`,
  `ALTER TABLE "crip"."information_preoccupante" ADD "suite" text`,
  `CREATE INDEX "information_rattachee" ON "crip"."information_preoccupante" ("rattachee_a") WHERE rattachee_a IS NOT NULL`,
  // No act had written a request yet.
  `ALTER TABLE "crip"."demande" ADD "reference" text NOT NULL`,
  `ALTER TABLE "crip"."demande" ADD "enfant_id" uuid NOT NULL`,
  `CREATE INDEX "demande_collectivite" ON "crip"."demande" ("collectivite", "id")`,
  `ALTER TABLE "crip"."signalement" ADD "emetteur" jsonb`,
  `CREATE INDEX "signalement_auteur" ON "crip"."signalement" ("auteur", "id")`,
  `CREATE TABLE "crip"."horaires" (
        "collectivite" text NOT NULL,
        "jours" smallint array NOT NULL,
        "ouverture" text NOT NULL,
        "fermeture" text NOT NULL,
        CONSTRAINT "horaires_pk" PRIMARY KEY ("collectivite")
      )`,
];

const DOWN = [
  `DROP TABLE "crip"."horaires"`,
  `DROP INDEX "crip"."signalement_auteur"`,
  `ALTER TABLE "crip"."signalement" DROP "emetteur"`,
  `DROP INDEX "crip"."demande_collectivite"`,
  `ALTER TABLE "crip"."demande" DROP "enfant_id", DROP "reference"`,
  `DROP INDEX "crip"."information_rattachee"`,
  `ALTER TABLE "crip"."information_preoccupante" DROP "suite", DROP "rattachee_a", DROP "hors_horaires"`,
];

/** Informations joined to another, decided, or received out of hours; whom a request is about; hours of the CRIP. */
export class CripCycleSuite1700000000021 implements MigrationInterface {
  name = 'CripCycleSuite1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
