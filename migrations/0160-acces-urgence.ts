import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Emergency accesses of the CRIPs on call: a relation that ends by itself, its end being in the condition. They open
 * reading, never writing: a policy of its own, `FOR SELECT`, on each table of a child's file.
 */
export class AccesUrgence1700000000160 implements MigrationInterface {
  name = 'AccesUrgence1700000000160';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(OUVRIR);
    for (const [table, condition] of Object.entries(OUVERTES))
      await runner.query(
        `CREATE POLICY urgence ON ${table} FOR SELECT TO hub_app USING ((SELECT hub.par_role()) = 'crip' AND ${condition})`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(OUVERTES)) await runner.query(`DROP POLICY urgence ON ${table}`);
    await runner.query('DROP TRIGGER acces_urgence_elimine ON crip.enfant');
    await runner.query('DROP FUNCTION crip.ouvrir_en_urgence, crip.eliminer_acces_urgence');
    await runner.query('DROP INDEX crip.enfant_cle');
    await runner.query('DROP TABLE crip.acces_urgence');
  }
}

const INSTITUTION = '(SELECT hub.par_institution())';
const COLLECTIVITE = '(SELECT hub.par_collectivite())';

const TABLE = `
  CREATE TABLE crip.acces_urgence (
    id uuid NOT NULL CONSTRAINT acces_urgence_pk PRIMARY KEY,
    institution text NOT NULL,
    ouvert_par text NOT NULL,
    enfant_id uuid NOT NULL,
    collectivite text NOT NULL,
    motif text NOT NULL,
    precision bytea,
    ouvert_le timestamptz NOT NULL,
    jusqu_au timestamptz NOT NULL,
    revu_le timestamptz,
    revu_par text,
    conclusion text,
    observation bytea,
    CONSTRAINT precision_scelle CHECK (get_byte(precision, 0) = 1),
    CONSTRAINT observation_scelle CHECK (get_byte(observation, 0) = 1)
  );
  CREATE INDEX acces_urgence_institution ON crip.acces_urgence (institution, enfant_id, jusqu_au);
  CREATE INDEX acces_urgence_collectivite ON crip.acces_urgence (collectivite, id);
  CREATE INDEX enfant_cle ON crip.enfant (cle_identite);
  ALTER TABLE crip.acces_urgence ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.acces_urgence FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.acces_urgence TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.acces_urgence TO hub_app
    USING ((SELECT hub.par_role()) = 'crip' AND (institution = ${INSTITUTION} OR collectivite = ${COLLECTIVITE}));
  -- Opened by the function below alone; who opened it, of whom and until when is never rewritten.
  REVOKE INSERT, UPDATE ON crip.acces_urgence FROM hub_app;
  GRANT UPDATE (precision, revu_le, revu_par, conclusion, observation) ON crip.acces_urgence TO hub_app`;

const OUVRIR = `
  -- Finds the child beyond the caller's reach, and tells nothing of it without leaving the access behind.
  CREATE FUNCTION crip.ouvrir_en_urgence(
    ids uuid[], enfant uuid, cle text, pour text, par text, le timestamptz, fin timestamptz
  ) RETURNS SETOF crip.acces_urgence LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    IF NOT hub.en_acte() OR hub.par_role() IS DISTINCT FROM 'crip' OR hub.par_collectivite() IS NULL THEN
      RAISE insufficient_privilege USING MESSAGE = 'outside an act of a CRIP';
    END IF;
    RETURN QUERY
    INSERT INTO crip.acces_urgence AS ouvert
      (id, institution, ouvert_par, enfant_id, collectivite, motif, ouvert_le, jusqu_au)
    SELECT ids[row_number() OVER (ORDER BY e.id)], hub.par_institution(), par, e.id, e.collectivite, pour, le, fin
    FROM crip.enfant e
    WHERE (e.id = enfant OR e.cle_identite = cle) AND e.collectivite <> hub.par_collectivite()
    ORDER BY e.id LIMIT cardinality(ids)
    RETURNING ouvert.*;
  END $$;
  REVOKE ALL ON FUNCTION crip.ouvrir_en_urgence FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.ouvrir_en_urgence TO hub_app;

  -- The destruction of a file takes the accesses to it along, and their clocks.
  CREATE FUNCTION crip.eliminer_acces_urgence() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM hub.alerte_echeance WHERE echeance_id IN (
      SELECT c.id FROM hub.echeance c JOIN crip.acces_urgence a ON a.id = c.sujet_id WHERE a.enfant_id = OLD.id);
    DELETE FROM hub.echeance WHERE sujet_id IN (SELECT id FROM crip.acces_urgence WHERE enfant_id = OLD.id);
    DELETE FROM crip.acces_urgence WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.eliminer_acces_urgence FROM PUBLIC;
  CREATE TRIGGER acces_urgence_elimine AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_acces_urgence()`;

const ouvert = (enfant: string) =>
  `EXISTS (SELECT 1 FROM crip.acces_urgence u WHERE u.institution = ${INSTITUTION} AND u.enfant_id = ${enfant} AND u.jusqu_au > now())`;

/** What hangs from these rows follows them. */
const OUVERTES: Readonly<Record<string, string>> = {
  'crip.enfant': ouvert('enfant.id'),
  'crip.information_preoccupante': ouvert('information_preoccupante.enfant_id'),
  'crip.signalement': ouvert('signalement.enfant_id'),
  'crip.demande': ouvert('demande.enfant_id'),
  'crip.evaluation': `EXISTS (SELECT 1 FROM crip.information_preoccupante i WHERE i.id = evaluation.information_id AND ${ouvert('i.enfant_id')})`,
  'ase.mesure': ouvert('mesure.enfant_id'),
  'justice.mesure_urgente': ouvert('mesure_urgente.enfant_id'),
  'justice.decision': ouvert('decision.enfant_id'),
  'education.scolarite': ouvert('scolarite.enfant_id'),
};
