import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests of persons for what the hub knows of them (RGPD art. 15): who asked, who answered; what is told is read live. */
export class DemandesDAcces1700000000291 implements MigrationInterface {
  name = 'DemandesDAcces1700000000291';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(ELIMINATION);
    await runner.query(CHRONOLOGIE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION crip.chronologie');
    await runner.query('DROP TRIGGER demandes_acces_eliminees ON crip.enfant');
    await runner.query('DROP FUNCTION crip.eliminer_demandes_acces');
    await runner.query('DROP TABLE crip.demande_acces');
  }
}

const ICI = `collectivite = nullif(current_setting('hub.territoire', true), '')`;

const TABLE = `
  CREATE TABLE crip.demande_acces (
    id uuid NOT NULL CONSTRAINT demande_acces_pk PRIMARY KEY,
    enfant_id uuid NOT NULL,
    collectivite text NOT NULL,
    qualite text NOT NULL,
    institution text,
    recue_le date NOT NULL,
    limite_le date NOT NULL,
    retenues text[] NOT NULL,
    motif bytea CONSTRAINT motif_scelle CHECK (get_byte(motif, 0) = 1),
    protegee boolean NOT NULL,
    etat text NOT NULL,
    instruite_par text NOT NULL,
    instruite_le timestamptz NOT NULL,
    decidee_par text,
    decidee_le timestamptz,
    motif_decision bytea CONSTRAINT motif_decision_scelle CHECK (get_byte(motif_decision, 0) = 1),
    CONSTRAINT communiquee_a_deux CHECK (etat <> 'COMMUNIQUEE' OR NOT protegee OR decidee_par <> instruite_par)
  );
  CREATE INDEX demande_acces_collectivite ON crip.demande_acces (collectivite, id);
  CREATE INDEX demande_acces_enfant ON crip.demande_acces (enfant_id);
  ALTER TABLE crip.demande_acces ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.demande_acces FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.demande_acces TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.demande_acces TO hub_app
    USING ((SELECT hub.par_role()) IN ('crip', 'dpo') AND ${ICI})
    WITH CHECK ((SELECT hub.par_role()) = 'crip' AND ${ICI} AND (SELECT hub.en_acte()));
  -- Who asked, of whom and what was withheld is never rewritten.
  REVOKE UPDATE ON crip.demande_acces FROM hub_app;
  GRANT UPDATE (etat, protegee, decidee_par, decidee_le, motif_decision) ON crip.demande_acces TO hub_app`;

const ELIMINATION = `
  -- The destruction of a file takes its requests along.
  CREATE FUNCTION crip.eliminer_demandes_acces() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM crip.demande_acces WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.eliminer_demandes_acces FROM PUBLIC;
  CREATE TRIGGER demandes_acces_eliminees AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_demandes_acces()`;

/** With the rights of whoever asks: row-level security decides what of it there is. To the millisecond, as cursors are. */
const CHRONOLOGIE = `
  CREATE FUNCTION crip.chronologie(
    enfant uuid, ici text, de text, apres_le timestamptz, apres_id uuid, nombre int
  ) RETURNS TABLE (rubrique text, id uuid, le timestamptz, code text, fin timestamptz)
    LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    SELECT * FROM (
      SELECT 'INFORMATION' rubrique, i.id, date_trunc('milliseconds', i.recue_le) le, i.etat code, NULL::timestamptz fin
        FROM crip.information_preoccupante i
        WHERE i.enfant_id = enfant AND i.collectivite = ici AND (de IS NULL OR i.emetteur_institution = de)
      UNION ALL
      SELECT 'EVALUATION', e.id, date_trunc('milliseconds', e.ouverte_le), e.conclusion, e.rendue_le
        FROM crip.evaluation e JOIN crip.information_preoccupante i ON i.id = e.information_id
        WHERE i.enfant_id = enfant AND e.collectivite = ici AND e.rendue_le IS NOT NULL AND de IS NULL
      UNION ALL
      SELECT 'MESURE', m.id, date_trunc('milliseconds', m.debut), m.nature, m.terminee_le FROM ase.mesure m
        WHERE m.enfant_id = enfant AND m.collectivite = ici AND de IS NULL
    ) tout
    WHERE apres_le IS NULL OR (tout.le, tout.id) > (apres_le, apres_id)
    ORDER BY tout.le, tout.id LIMIT nombre
  $$;
  REVOKE ALL ON FUNCTION crip.chronologie FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.chronologie TO hub_app`;
