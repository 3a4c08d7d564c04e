import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['partenaire', 'client', 'cle_client'];

const SERVICE = '(SELECT hub.en_service())';
const EXPLOITANT = `(SELECT hub.par_role()) = 'exploitant'`;
const ACTE_DE_L_EXPLOITANT = `${SERVICE} OR ((SELECT hub.en_acte()) AND ${EXPLOITANT})`;

/** An institution reads its own machines and their keys; the operator reads all, and writes inside an act alone. */
const POLITIQUES = {
  'hub.client': `${SERVICE} OR ${EXPLOITANT} OR institution = (SELECT hub.par_institution())`,
  // A machine and its first key are one statement: the parent cannot be seen yet.
  'hub.cle_client': `${SERVICE} OR ${EXPLOITANT}
    OR EXISTS (SELECT 1 FROM hub.client parent WHERE parent.client_id = cle_client.client_id)`,
};

/** Why an access was revoked is kept with it. */
export class RegistreDesPartenaires1700000000120 implements MigrationInterface {
  name = 'RegistreDesPartenaires1700000000120';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE "hub"."${table}" ADD "motif" text`);
    for (const [table, lire] of Object.entries(POLITIQUES))
      await runner.query(`ALTER POLICY application ON ${table} USING (${lire}) WITH CHECK (${ACTE_DE_L_EXPLOITANT})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const avant = `${SERVICE} OR ${EXPLOITANT}`;
    for (const table of Object.keys(POLITIQUES))
      await runner.query(`ALTER POLICY application ON ${table} USING (${avant}) WITH CHECK (${avant})`);
    for (const table of TABLES) await runner.query(`ALTER TABLE "hub"."${table}" DROP COLUMN "motif"`);
  }
}
