import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "ase"."reception" RENAME COLUMN "mesure_id" TO "sujet_id"`,
  `ALTER TABLE "ase"."reception" ADD "sujet_type" text NOT NULL DEFAULT 'MesureUrgente'`,
  `ALTER TABLE "ase"."reception" ALTER COLUMN "sujet_type" DROP DEFAULT`,
  `ALTER TABLE "ase"."reception" ALTER COLUMN "tribunal" DROP NOT NULL`,
  `ALTER TABLE "ase"."escalade" RENAME COLUMN "mesure_id" TO "sujet_id"`,
];

const DOWN = [
  `ALTER TABLE "ase"."escalade" RENAME COLUMN "sujet_id" TO "mesure_id"`,
  // A reception without a court is that of an information: the earlier schema had none.
  `DELETE FROM "ase"."escalade" e USING "ase"."reception" r WHERE r.sujet_id = e.mesure_id AND r.tribunal IS NULL`,
  `DELETE FROM "ase"."reception" WHERE tribunal IS NULL`,
  `ALTER TABLE "ase"."reception" ALTER COLUMN "tribunal" SET NOT NULL`,
  `ALTER TABLE "ase"."reception" DROP "sujet_type"`,
  `ALTER TABLE "ase"."reception" RENAME COLUMN "sujet_id" TO "mesure_id"`,
];

/** The duty ladder runs for an urgent information received while the CRIP is closed, as it does for an urgent measure. */
export class AstreinteDesInformations1700000000022 implements MigrationInterface {
  name = 'AstreinteDesInformations1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
