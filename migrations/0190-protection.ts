import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shielded files: where these children live is told to those who protect them only. */
export class Protection1700000000190 implements MigrationInterface {
  name = 'Protection1700000000190';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(FONCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER protection_eliminee ON crip.enfant');
    await runner.query('DROP FUNCTION crip.lieux_secrets, crip.eliminer_protections');
    await runner.query('DROP TABLE crip.protection');
  }
}

const ICI = `(SELECT hub.par_role()) IN ('crip', 'ase') AND collectivite = (SELECT hub.par_collectivite())`;

const TABLE = `
  CREATE TABLE crip.protection (
    id uuid NOT NULL CONSTRAINT protection_pk PRIMARY KEY,
    enfant_id uuid NOT NULL,
    collectivite text NOT NULL,
    motif text NOT NULL,
    precision bytea,
    posee_par text NOT NULL,
    posee_le timestamptz NOT NULL,
    confirmee_le timestamptz,
    levee_proposee_par text,
    motif_levee bytea,
    levee_par text,
    levee_le timestamptz,
    CONSTRAINT precision_scelle CHECK (get_byte(precision, 0) = 1),
    CONSTRAINT motif_levee_scelle CHECK (get_byte(motif_levee, 0) = 1),
    CONSTRAINT levee_a_deux CHECK (levee_le IS NULL OR levee_par <> levee_proposee_par)
  );
  CREATE UNIQUE INDEX protection_en_vigueur ON crip.protection (collectivite, enfant_id) WHERE levee_le IS NULL;
  CREATE INDEX protection_enfant ON crip.protection (enfant_id, id);
  ALTER TABLE crip.protection ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.protection FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.protection TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.protection TO hub_app USING (${ICI}) WITH CHECK (${ICI});
  -- Whose it is, who set it and when is never rewritten.
  REVOKE UPDATE ON crip.protection FROM hub_app;
  GRANT UPDATE (motif, precision, confirmee_le, levee_proposee_par, motif_levee, levee_par, levee_le)
    ON crip.protection TO hub_app`;

const FONCTIONS = `
  -- Asked for every reader, who may not read the rows themselves: which of these children are to be kept secret.
  CREATE FUNCTION crip.lieux_secrets(enfants uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT enfant_id FROM crip.protection
      WHERE hub.par_institution() IS NOT NULL AND enfant_id = ANY(enfants) AND levee_le IS NULL
    UNION
    SELECT enfant_id FROM ase.mesure
      WHERE hub.par_institution() IS NOT NULL AND enfant_id = ANY(enfants) AND lieu_secret AND etat = 'EN_COURS'
  $$;
  REVOKE ALL ON FUNCTION crip.lieux_secrets FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.lieux_secrets TO hub_app;

  -- The destruction of a file takes its protections along, and their clock.
  CREATE FUNCTION crip.eliminer_protections() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM hub.alerte_echeance WHERE echeance_id IN (SELECT id FROM hub.echeance WHERE sujet_id = OLD.id);
    DELETE FROM hub.echeance WHERE sujet_id = OLD.id;
    DELETE FROM crip.protection WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.eliminer_protections FROM PUBLIC;
  CREATE TRIGGER protection_eliminee AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_protections()`;
