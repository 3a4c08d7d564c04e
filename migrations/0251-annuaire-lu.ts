import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The directory of schools is open data: an act may look a school up in it. Loading it stays the operator's. */
export class AnnuaireLu1700000000251 implements MigrationInterface {
  name = 'AnnuaireLu1700000000251';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE POLICY ouverte ON hub.etablissement FOR SELECT TO hub_app USING (true)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY ouverte ON hub.etablissement');
  }
}
