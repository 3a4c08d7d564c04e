import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A planned move: where the child is to live, from which hour on. */
export class LieuPrevu1700000000112 implements MigrationInterface {
  name = 'LieuPrevu1700000000112';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "ase"."mesure" ADD "lieu_prevu_id" uuid, ADD "lieu_prevu_le" timestamptz');
    await runner.query(
      `CREATE INDEX "mesure_ase_lieu_prevu" ON "ase"."mesure" ("lieu_prevu_id") WHERE etat = 'EN_COURS'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "ase"."mesure" DROP COLUMN "lieu_prevu_id", DROP COLUMN "lieu_prevu_le"');
  }
}
