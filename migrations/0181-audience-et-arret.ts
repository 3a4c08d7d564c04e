import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the judge hears a requête and since when the parties are summoned; what the cour d'appel ruled on an appeal. */
export class AudienceEtArret1700000000181 implements MigrationInterface {
  name = 'AudienceEtArret1700000000181';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "justice"."requete" ADD "audience_le" timestamptz, ADD "convocations_le" date, ADD "audience_lieu" text',
    );
    await runner.query('ALTER TABLE "justice"."appel" ADD "arret_le" date, ADD "arret_sens" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "justice"."appel" DROP COLUMN "arret_le", DROP COLUMN "arret_sens"');
    await runner.query(
      'ALTER TABLE "justice"."requete" DROP COLUMN "audience_le", DROP COLUMN "convocations_le", DROP COLUMN "audience_lieu"',
    );
  }
}
