import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two CRIPs that work on the same child and both ask: each learns of the other, and nobody keeps a list of children. */
export class Coincidences1700000000261 implements MigrationInterface {
  name = 'Coincidences1700000000261';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(FONCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER coincidence_eliminee ON crip.enfant');
    await runner.query('DROP FUNCTION crip.eliminer_coincidences, crip.coincidences, crip.expirer_coincidences');
    await runner.query('DROP TABLE crip.coincidence');
  }
}

const ICI = `(SELECT hub.par_role()) = 'crip' AND collectivite = (SELECT hub.par_collectivite())`;

const TABLE = `
  CREATE TABLE crip.coincidence (
    id uuid NOT NULL CONSTRAINT coincidence_pk PRIMARY KEY,
    collectivite text NOT NULL,
    information_id uuid NOT NULL,
    enfant_id uuid NOT NULL,
    finalite text NOT NULL,
    identite bytea NOT NULL,
    empreinte bytea,
    demandee_par text NOT NULL,
    le timestamptz NOT NULL,
    expire_le timestamptz NOT NULL,
    CONSTRAINT identite_scelle CHECK (get_byte(identite, 0) = 1)
  );
  CREATE UNIQUE INDEX coincidence_demandee ON crip.coincidence (information_id, finalite);
  CREATE INDEX coincidence_empreinte ON crip.coincidence (empreinte);
  CREATE INDEX coincidence_collectivite ON crip.coincidence (collectivite, id);
  CREATE INDEX coincidence_expiration ON crip.coincidence (expire_le);
  CREATE INDEX coincidence_enfant ON crip.coincidence (enfant_id);
  ALTER TABLE crip.coincidence ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.coincidence FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.coincidence TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.coincidence TO hub_app USING (${ICI}) WITH CHECK (${ICI});
  REVOKE UPDATE ON crip.coincidence FROM hub_app;
  -- What is over leaves nothing behind.
  GRANT DELETE ON crip.coincidence TO hub_app`;

const FONCTIONS = `
  -- Who else asked about the children of the caller's own requests, for the same purpose, while both still work on them.
  CREATE FUNCTION crip.coincidences(demandes uuid[], instant timestamptz, closes text[])
    RETURNS TABLE (id uuid, autre_id uuid, collectivite text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT d.id, a.id, a.collectivite FROM crip.coincidence d
    JOIN crip.coincidence a ON a.empreinte = d.empreinte AND a.finalite = d.finalite AND a.collectivite <> d.collectivite
    JOIN crip.information_preoccupante ici ON ici.id = d.information_id AND ici.etat <> ALL (closes)
    JOIN crip.information_preoccupante la ON la.id = a.information_id AND la.etat <> ALL (closes)
    WHERE d.id = ANY (demandes) AND hub.par_role() = 'crip' AND d.collectivite = hub.par_collectivite()
      AND d.expire_le > instant AND a.expire_le > instant
    ORDER BY a.collectivite
  $$;
  CREATE FUNCTION crip.expirer_coincidences(instant timestamptz) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    DELETE FROM crip.coincidence WHERE hub.en_service() AND expire_le <= instant
  $$;
  CREATE FUNCTION crip.eliminer_coincidences() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM crip.coincidence WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.coincidences, crip.expirer_coincidences, crip.eliminer_coincidences FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.coincidences, crip.expirer_coincidences TO hub_app;
  CREATE TRIGGER coincidence_eliminee AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_coincidences()`;
