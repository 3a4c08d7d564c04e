import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The figures of a closed year, arrested once and already withheld where they must be (decision 0028). */
export class Indicateurs1700000000281 implements MigrationInterface {
  name = 'Indicateurs1700000000281';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX crip.information_recue');
    await runner.query('DROP TABLE hub.indicateurs');
    await runner.query('DROP FUNCTION hub.indicateurs_arretes');
  }
}

const TABLE = `
  CREATE TABLE hub.indicateurs (
    collectivite text NOT NULL,
    annee smallint NOT NULL,
    arretes_le timestamptz NOT NULL,
    publies jsonb NOT NULL,
    CONSTRAINT indicateurs_pk PRIMARY KEY (collectivite, annee)
  );
  ALTER TABLE hub.indicateurs ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.indicateurs FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.indicateurs TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.indicateurs TO hub_app
    USING ((SELECT hub.en_service()) OR (SELECT hub.par_role()) IN ('crip', 'ase', 'observatoire')
      AND collectivite = (SELECT nullif(current_setting('hub.territoire', true), '')))
    WITH CHECK ((SELECT hub.en_service()));
  REVOKE UPDATE ON hub.indicateurs FROM hub_app;

  -- Two versions of one year would be subtracted from one another.
  CREATE FUNCTION hub.indicateurs_arretes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    RAISE EXCEPTION 'the figures of a year are arrested once';
  END $$;
  CREATE TRIGGER indicateurs_arretes BEFORE UPDATE ON hub.indicateurs
    FOR EACH ROW EXECUTE FUNCTION hub.indicateurs_arretes();

  -- The informations of a year: \`src/observatoire/compter-annee.ts\`.
  CREATE INDEX information_recue ON crip.information_preoccupante (collectivite, recue_le)`;
