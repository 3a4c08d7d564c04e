import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stays at a hospital of the children that the ASE has charge of, and of no other (decision 0024). */
export class Passages1700000000246 implements MigrationInterface {
  name = 'Passages1700000000246';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(FONCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER passages_elimines ON crip.enfant');
    await runner.query('DROP FUNCTION ase.eliminer_passages, ase.mesures_de_l_enfant');
    await runner.query('DROP TABLE ase.passage');
  }
}

const TABLE = `
  CREATE TABLE ase.passage (
    id uuid NOT NULL CONSTRAINT passage_pk PRIMARY KEY,
    enfant_id uuid NOT NULL,
    mesure_id uuid NOT NULL,
    finess bytea NOT NULL CONSTRAINT finess_scelle CHECK (get_byte(finess, 0) = 1),
    nature bytea NOT NULL CONSTRAINT nature_scelle CHECK (get_byte(nature, 0) = 1),
    le timestamptz NOT NULL,
    signale_le timestamptz NOT NULL
  );
  CREATE INDEX passage_mesure ON ase.passage (mesure_id, id);
  CREATE INDEX passage_enfant ON ase.passage (enfant_id);
  ALTER TABLE ase.passage ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ase.passage FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON ase.passage TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON ase.passage TO hub_app
    USING (EXISTS (SELECT FROM ase.mesure parent WHERE parent.id = mesure_id)) WITH CHECK ((SELECT hub.en_acte()));
  REVOKE UPDATE ON ase.passage FROM hub_app`;

const FONCTIONS = `
  -- The act of a hospital, which reads no measure, reaches those that run about the child of these very traits.
  CREATE FUNCTION ase.mesures_de_l_enfant(cle text)
    RETURNS TABLE (mesure_id uuid, enfant_id uuid, collectivite text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT DISTINCT ON (e.id, m.collectivite) m.id, e.id, m.collectivite
    FROM crip.enfant e JOIN ase.mesure m ON m.enfant_id = e.id AND m.etat = 'EN_COURS'
    WHERE e.cle_identite = cle AND hub.en_acte() AND hub.par_role() = 'hopital'
    ORDER BY e.id, m.collectivite, m.id DESC
  $$;
  REVOKE ALL ON FUNCTION ase.mesures_de_l_enfant FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION ase.mesures_de_l_enfant TO hub_app;

  CREATE FUNCTION ase.eliminer_passages() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM ase.passage WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION ase.eliminer_passages FROM PUBLIC;
  CREATE TRIGGER passages_elimines AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION ase.eliminer_passages()`;
