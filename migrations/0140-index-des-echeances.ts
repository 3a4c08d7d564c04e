import type { MigrationInterface, QueryRunner } from 'typeorm';

const TERRITOIRE = 'CREATE INDEX "echeance_territoire" ON "hub"."echeance" ("territoire", "limite_le", "id")';

/**
 * Each alert rewrites its row, and every index of the ledger with it. Who is bound is looked for among the deadlines of
 * one collectivité or of one court; an administrative deadline has no court.
 */
export class IndexDesEcheances1700000000140 implements MigrationInterface {
  name = 'IndexDesEcheances1700000000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "hub"."echeance_acteur"');
    await runner.query('DROP INDEX "hub"."echeance_territoire"');
    await runner.query(`${TERRITOIRE} WHERE territoire IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "hub"."echeance_territoire"');
    await runner.query(TERRITOIRE);
    await runner.query('CREATE INDEX "echeance_acteur" ON "hub"."echeance" ("acteur", "limite_le", "id")');
  }
}
