import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An information that another collectivité is competent for: both ends read what went from one to the other. */
export class Transferts1700000000180 implements MigrationInterface {
  name = 'Transferts1700000000180';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(ELIMINER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER transfert_elimine ON crip.enfant');
    await runner.query('DROP FUNCTION crip.eliminer_transferts');
    await runner.query('DROP TABLE crip.transfert');
  }
}

const COLLECTIVITE = '(SELECT hub.par_collectivite())';

const TABLE = `
  CREATE TABLE crip.transfert (
    id uuid NOT NULL CONSTRAINT transfert_pk PRIMARY KEY,
    enfant_id uuid NOT NULL,
    information_id uuid NOT NULL,
    arrivee_id uuid,
    de text NOT NULL,
    vers text NOT NULL,
    reference_depart text NOT NULL,
    reference_arrivee text,
    canal text NOT NULL,
    preuve bytea,
    le timestamptz NOT NULL,
    CONSTRAINT preuve_scelle CHECK (get_byte(preuve, 0) = 1)
  );
  CREATE INDEX transfert_information ON crip.transfert (information_id);
  CREATE INDEX transfert_arrivee ON crip.transfert (arrivee_id) WHERE arrivee_id IS NOT NULL;
  ALTER TABLE crip.transfert ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.transfert FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.transfert TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.transfert TO hub_app
    USING (de = ${COLLECTIVITE} OR vers = ${COLLECTIVITE})
    WITH CHECK (de = ${COLLECTIVITE} AND (SELECT hub.en_acte()));
  -- What was handed over is never rewritten.
  REVOKE UPDATE ON crip.transfert FROM hub_app`;

/** The destruction of a file takes them along. */
const ELIMINER = `
  CREATE FUNCTION crip.eliminer_transferts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM crip.transfert WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.eliminer_transferts FROM PUBLIC;
  CREATE TRIGGER transfert_elimine AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_transferts()`;
