import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One collectivité asks another what it knew of a child (CASF L221-3 al. 3). Both ends read the exchange until the end of
 * R221-9, and nobody else ever does: asking opens no relation to anything.
 */
export class DemandesDeRenseignements1700000000286 implements MigrationInterface {
  name = 'DemandesDeRenseignements1700000000286';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(FONCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER renseignements_elimines ON crip.enfant');
    await runner.query('DROP FUNCTION ase.eliminer_renseignements, crip.enfants_de_cle');
    await runner.query('DROP TABLE ase.demande_renseignements');
  }
}

const COLLECTIVITE = '(SELECT hub.par_collectivite())';

const TABLE = `
  CREATE TABLE ase.demande_renseignements (
    id uuid NOT NULL CONSTRAINT demande_renseignements_pk PRIMARY KEY,
    reference text NOT NULL,
    enfant_id uuid NOT NULL,
    de text NOT NULL,
    vers text NOT NULL,
    motif text NOT NULL,
    precision bytea NOT NULL,
    identite bytea NOT NULL,
    famille bytea,
    demandee_par text NOT NULL,
    agent text NOT NULL,
    le timestamptz NOT NULL,
    reponse text,
    repondue_par text,
    repondant text,
    repondue_le timestamptz,
    contenu bytea,
    lisible_jusqu_au date NOT NULL,
    CONSTRAINT precision_scelle CHECK (get_byte(precision, 0) = 1),
    CONSTRAINT identite_scelle CHECK (get_byte(identite, 0) = 1),
    CONSTRAINT famille_scelle CHECK (get_byte(famille, 0) = 1),
    CONSTRAINT contenu_scelle CHECK (get_byte(contenu, 0) = 1)
  );
  CREATE INDEX demande_renseignements_de ON ase.demande_renseignements (de, id);
  CREATE INDEX demande_renseignements_vers ON ase.demande_renseignements (vers, id);
  CREATE INDEX demande_renseignements_enfant ON ase.demande_renseignements (enfant_id, id);
  CREATE UNIQUE INDEX demande_renseignements_en_attente ON ase.demande_renseignements (de, vers, enfant_id)
    WHERE repondue_le IS NULL;
  ALTER TABLE ase.demande_renseignements ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ase.demande_renseignements FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON ase.demande_renseignements TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON ase.demande_renseignements TO hub_app
    USING ((de = ${COLLECTIVITE} OR vers = ${COLLECTIVITE})
      AND lisible_jusqu_au >= (SELECT (now() AT TIME ZONE 'Europe/Paris')::date))
    WITH CHECK ((SELECT hub.en_acte()) AND (de = ${COLLECTIVITE} OR vers = ${COLLECTIVITE}));
  -- What was asked is never rewritten.
  REVOKE UPDATE ON ase.demande_renseignements FROM hub_app;
  GRANT UPDATE (reponse, repondue_par, repondant, repondue_le, contenu, lisible_jusqu_au)
    ON ase.demande_renseignements TO hub_app`;

const FONCTIONS = `
  -- Those that the caller's own collectivité knows under these very traits; row-level security holds.
  CREATE FUNCTION crip.enfants_de_cle(cle text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT e.id FROM crip.enfant e
    WHERE e.cle_identite = cle AND (e.collectivite = hub.par_collectivite() OR EXISTS (
      SELECT 1 FROM crip.relation r WHERE r.enfant_id = e.id AND r.institution = hub.par_institution()))
    ORDER BY e.id LIMIT 20
  $$;
  REVOKE ALL ON FUNCTION crip.enfants_de_cle FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.enfants_de_cle TO hub_app;

  -- The destruction of the file that it was asked about takes the exchange along.
  CREATE FUNCTION ase.eliminer_renseignements() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM ase.demande_renseignements WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION ase.eliminer_renseignements FROM PUBLIC;
  CREATE TRIGGER renseignements_elimines AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION ase.eliminer_renseignements()`;
