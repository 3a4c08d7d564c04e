import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The yearly extraction for the observatories, kept as it was made (CASF D226-3-7, decision 0028). */
export class Olinpe1700000000280 implements MigrationInterface {
  name = 'Olinpe1700000000280';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX ase.mesure_ase_debut, ase.mesure_ase_fin, ase.renouvellement_le,
        justice.decision_rendue, justice.decision_finie`,
    );
    await runner.query('DROP TABLE hub.enregistrement_olinpe, hub.extraction_olinpe');
    await runner.query('DROP FUNCTION hub.extraction_faite');
  }
}

const SERVICE = '(SELECT hub.en_service())';

const TABLES = `
  CREATE TABLE hub.extraction_olinpe (
    id uuid NOT NULL CONSTRAINT extraction_olinpe_pk PRIMARY KEY,
    annexe text NOT NULL,
    emetteur text NOT NULL,
    annee smallint NOT NULL,
    ouverte_le timestamptz NOT NULL,
    extraite_le timestamptz,
    variables text[],
    completude jsonb,
    prolongations integer,
    cles text[],
    empreinte_csv text,
    empreinte_xml text,
    recu jsonb
  );
  CREATE UNIQUE INDEX extraction_olinpe_annee ON hub.extraction_olinpe (emetteur, annexe, annee);
  CREATE TABLE hub.enregistrement_olinpe (
    extraction_id uuid NOT NULL,
    rang integer NOT NULL,
    valeurs jsonb NOT NULL,
    CONSTRAINT enregistrement_olinpe_pk PRIMARY KEY (extraction_id, rang)
  );
  ALTER TABLE hub.extraction_olinpe ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.extraction_olinpe FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.extraction_olinpe TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.extraction_olinpe TO hub_app USING (${SERVICE}) WITH CHECK (${SERVICE});
  ALTER TABLE hub.enregistrement_olinpe ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.enregistrement_olinpe FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.enregistrement_olinpe TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.enregistrement_olinpe TO hub_app USING (${SERVICE}) WITH CHECK (${SERVICE});
  REVOKE UPDATE ON hub.enregistrement_olinpe FROM hub_app;

  -- Made once: what was sent to the observatory is never rewritten, by whoever it is.
  CREATE FUNCTION hub.extraction_faite() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    RAISE EXCEPTION 'an extraction that was made is not changed';
  END $$;
  CREATE TRIGGER extraction_faite BEFORE UPDATE ON hub.extraction_olinpe
    FOR EACH ROW WHEN (OLD.extraite_le IS NOT NULL) EXECUTE FUNCTION hub.extraction_faite();
  CREATE TRIGGER enregistrement_fait BEFORE UPDATE ON hub.enregistrement_olinpe
    FOR EACH ROW EXECUTE FUNCTION hub.extraction_faite()`;

/** The events of a year: \`src/observatoire/evenements-*.ts\`. */
const INDEX = `
  CREATE INDEX mesure_ase_debut ON ase.mesure (collectivite, debut);
  CREATE INDEX mesure_ase_fin ON ase.mesure (collectivite, terminee_le) WHERE terminee_le IS NOT NULL;
  CREATE INDEX renouvellement_le ON ase.renouvellement (le);
  CREATE INDEX decision_rendue ON justice.decision (tj, rendue_le);
  CREATE INDEX decision_finie ON justice.decision (tj, fin_le) WHERE fin_le IS NOT NULL`;
