import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partners whose software does not answer: told when it begins, told when it ends. */
export class Pannes1700000000245 implements MigrationInterface {
  name = 'Pannes1700000000245';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hub.panne');
  }
}

const SERVICE = '(SELECT hub.en_service())';

const TABLE = `
  CREATE TABLE hub.panne (
    institution text NOT NULL CONSTRAINT panne_pk PRIMARY KEY,
    depuis timestamptz NOT NULL,
    echec text NOT NULL
  );
  ALTER TABLE hub.panne ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.panne FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.panne TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.panne TO hub_app USING (${SERVICE}) WITH CHECK (${SERVICE});
  GRANT DELETE ON hub.panne TO hub_app;
  REVOKE UPDATE ON hub.panne FROM hub_app`;
