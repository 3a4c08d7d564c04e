import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The national directory of schools, as it was last loaded. */
export class Etablissements1700000000247 implements MigrationInterface {
  name = 'Etablissements1700000000247';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hub.etablissement');
  }
}

const SERVICE = '(SELECT hub.en_service())';

const TABLE = `
  CREATE TABLE hub.etablissement (
    uai text NOT NULL CONSTRAINT etablissement_pk PRIMARY KEY,
    nom text NOT NULL,
    type text NOT NULL,
    statut text NOT NULL,
    etat text NOT NULL,
    departement text NOT NULL,
    commune text NOT NULL,
    nom_commune text NOT NULL,
    code_postal text NOT NULL
  );
  ALTER TABLE hub.etablissement ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.etablissement FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.etablissement TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.etablissement TO hub_app USING (${SERVICE}) WITH CHECK (${SERVICE})`;
