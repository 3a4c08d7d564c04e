import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An establishment that was ordered to ask for the renewal of its authorisation (CASF L313-5). */
export class RenouvellementAutorisation1700000000113 implements MigrationInterface {
  name = 'RenouvellementAutorisation1700000000113';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "ase"."lieu_accueil" ADD "renouvellement_enjoint_pour" date, ADD "renouvellement_acquis_apres" date',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE "ase"."lieu_accueil" DROP COLUMN "renouvellement_enjoint_pour", DROP COLUMN "renouvellement_acquis_apres"',
    );
  }
}
