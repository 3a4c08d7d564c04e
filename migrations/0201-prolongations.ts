import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What extends a provisional measure or an intake in an emergency is not a renewal: they are counted apart. */
export class Prolongations1700000000201 implements MigrationInterface {
  name = 'Prolongations1700000000201';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "ase"."mesure" ADD "prolongations" integer NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE "ase"."renouvellement" ADD "prolongation" boolean NOT NULL DEFAULT false');
    await runner.query(
      `UPDATE "ase"."renouvellement" r SET "prolongation" = true
       FROM "ase"."mesure" m WHERE m."id" = r."mesure_id" AND m."nature" = 'ACCUEIL_MNA'`,
    );
    await runner.query(
      `UPDATE "ase"."mesure" SET "prolongations" = "renouvellements", "renouvellements" = 0 WHERE "nature" = 'ACCUEIL_MNA'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'UPDATE "ase"."mesure" SET "renouvellements" = "renouvellements" + "prolongations" WHERE "prolongations" > 0',
    );
    await runner.query('ALTER TABLE "ase"."renouvellement" DROP COLUMN "prolongation"');
    await runner.query('ALTER TABLE "ase"."mesure" DROP COLUMN "prolongations"');
  }
}
