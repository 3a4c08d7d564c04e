import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the party of a clock lives; what a young adult's support rests on. */
export class AseSuivi1700000000051 implements MigrationInterface {
  name = 'AseSuivi1700000000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "hub"."echeance" ADD "residence" jsonb');
    await runner.query('ALTER TABLE "ase"."mesure" ADD "jeune_majeur" jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "ase"."mesure" DROP COLUMN "jeune_majeur"');
    await runner.query('ALTER TABLE "hub"."echeance" DROP COLUMN "residence"');
  }
}
