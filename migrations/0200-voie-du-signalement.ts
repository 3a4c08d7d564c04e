import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a parquet that is not on the hub was told of a signalement, and the proof of it. */
export class VoieDuSignalement1700000000200 implements MigrationInterface {
  name = 'VoieDuSignalement1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "crip"."signalement" ADD "canal" text, ADD "preuve" bytea,
         ADD CONSTRAINT "preuve_scelle" CHECK (get_byte("preuve", 0) = 1)`,
    );
    await runner.query(`UPDATE "crip"."signalement" SET "canal" = 'HUB' WHERE "information_id" IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "crip"."signalement" DROP COLUMN "preuve", DROP COLUMN "canal"');
  }
}
