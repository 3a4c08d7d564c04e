import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who called the 119 about a child: read by the 119 that wrote it, and by nobody else (CASF L226-6). */
export class Appelants1700000000249 implements MigrationInterface {
  name = 'Appelants1700000000249';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(ELIMINATION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER appelants_elimines ON crip.enfant');
    await runner.query('DROP FUNCTION crip.eliminer_appelants');
    await runner.query('DROP TABLE crip.appelant');
  }
}

// No way round by another row (the information, the child, an act of somebody else): its own institution or nothing.
const SIEN = `(SELECT hub.par_role()) = 'snated' AND institution = (SELECT hub.par_institution())`;

const TABLE = `
  CREATE TABLE crip.appelant (
    information_id uuid NOT NULL CONSTRAINT appelant_pk PRIMARY KEY,
    enfant_id uuid NOT NULL,
    institution text NOT NULL,
    identite bytea NOT NULL CONSTRAINT identite_scelle CHECK (get_byte(identite, 0) = 1)
  );
  CREATE INDEX appelant_enfant ON crip.appelant (enfant_id);
  ALTER TABLE crip.appelant ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.appelant FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.appelant TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.appelant TO hub_app
    USING (${SIEN}) WITH CHECK (${SIEN} AND (SELECT hub.en_acte()));
  REVOKE UPDATE ON crip.appelant FROM hub_app`;

const ELIMINATION = `
  -- The destruction of a file takes along who called about it.
  CREATE FUNCTION crip.eliminer_appelants() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM crip.appelant WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.eliminer_appelants FROM PUBLIC;
  CREATE TRIGGER appelants_elimines AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_appelants()`;
