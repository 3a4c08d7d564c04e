import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A measure knows that the judge keeps its place secret (C. civ. 375-7). What his decisions said before is sealed under
 * the children's keys, out of reach of SQL: those measures stay as they were until a decision names them again.
 */
export class LieuSecret1700000000161 implements MigrationInterface {
  name = 'LieuSecret1700000000161';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "ase"."mesure" ADD "lieu_secret" boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "ase"."mesure" DROP COLUMN "lieu_secret"');
  }
}
