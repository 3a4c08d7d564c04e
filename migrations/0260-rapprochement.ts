import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two sheets of one child: how each collectivité finds them again, what was decided of each pair, and the history that
 * the sheets of one child share. No row of a child moves: what is separated is as it was.
 */
export class Rapprochement1700000000260 implements MigrationInterface {
  name = 'Rapprochement1700000000260';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EXTENSIONS);
    await runner.query(FICHES);
    await runner.query(RAPPROCHEMENTS);
    await runner.query(FONCTIONS);
    await runner.query(lieuxSecrets('crip.du_meme_enfant(enfants) m'));
    await runner.query(INSCRIPTION);
    await runner.query(EXISTANTES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER fiche_inscrite ON crip.enfant;
      DROP TRIGGER fiche_reliee ON crip.relation;
      DROP TRIGGER rapprochement_elimine ON crip.enfant`);
    await runner.query(lieuxSecrets('unnest(enfants, enfants) m(enfant_id, autre_id)'));
    await runner.query(`
      DROP FUNCTION crip.inscrire_fiche, crip.relier_fiche, crip.eliminer_rapprochements, crip.candidats,
        crip.collectivites_a_rapprocher, crip.du_meme_enfant;
      DROP INDEX crip.enfant_du_jour;
      DROP FUNCTION crip.noms_plats, crip.jour_plat;
      DROP TABLE crip.rapprochement, crip.fiche_enfant`);
    // The extensions stay: other schemas of the database may use them.
  }
}

/** All trusted: the owner of a database may create them without being a superuser. */
const EXTENSIONS = `
  CREATE EXTENSION IF NOT EXISTS unaccent;
  CREATE EXTENSION IF NOT EXISTS pg_trgm`;

const ICI = `(SELECT hub.par_role()) IN ('crip', 'ase') AND collectivite = (SELECT hub.par_collectivite())`;

const proteger = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON ${table} TO hub_app USING (${ICI}) WITH CHECK (${ICI})`;

const FICHES = `
  CREATE TABLE crip.fiche_enfant (
    enfant_id uuid NOT NULL,
    collectivite text NOT NULL,
    histoire_id uuid NOT NULL,
    cles bigint[] NOT NULL DEFAULT '{}',
    regles text NOT NULL DEFAULT '',
    derniere_information_id uuid,
    CONSTRAINT fiche_enfant_pk PRIMARY KEY (enfant_id, collectivite)
  );
  CREATE INDEX fiche_enfant_cles ON crip.fiche_enfant USING gin (cles);
  CREATE INDEX fiche_enfant_histoire ON crip.fiche_enfant (collectivite, histoire_id);
  CREATE INDEX fiche_enfant_a_lire ON crip.fiche_enfant (collectivite, enfant_id) WHERE regles = '';
  ${proteger('crip.fiche_enfant')};
  -- Written with the child, by the triggers below.
  REVOKE INSERT ON crip.fiche_enfant FROM hub_app;
  CREATE FUNCTION crip.noms_plats(noms text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN upper(public.unaccent('public.unaccent'::regdictionary, noms));
  -- A day of birth whose day and month may have changed places: 20140205 for 5 February and for 2 May.
  CREATE FUNCTION crip.jour_plat(naissance date) RETURNS int
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN extract(year FROM naissance)::int * 10000
      + least(extract(month FROM naissance), extract(day FROM naissance))::int * 100
      + greatest(extract(month FROM naissance), extract(day FROM naissance))::int;
  -- A few hundred children of a million: comparing their letters costs less than a trigram index does.
  CREATE INDEX enfant_du_jour ON crip.enfant (collectivite, crip.jour_plat(date_naissance))`;

const RAPPROCHEMENTS = `
  CREATE TABLE crip.rapprochement (
    id uuid NOT NULL CONSTRAINT rapprochement_pk PRIMARY KEY,
    collectivite text NOT NULL,
    enfant_id uuid NOT NULL,
    autre_id uuid NOT NULL,
    etat text NOT NULL,
    origine text NOT NULL,
    score double precision NOT NULL,
    version text NOT NULL,
    marches jsonb NOT NULL,
    regles text[] NOT NULL,
    motif bytea,
    decide_par text NOT NULL,
    le timestamptz NOT NULL,
    clos_le timestamptz,
    CONSTRAINT rapprochement_ordre CHECK (enfant_id < autre_id),
    CONSTRAINT motif_scelle CHECK (get_byte(motif, 0) = 1)
  );
  CREATE UNIQUE INDEX rapprochement_en_vigueur ON crip.rapprochement (collectivite, enfant_id, autre_id)
    WHERE clos_le IS NULL;
  CREATE INDEX rapprochement_a_examiner ON crip.rapprochement (collectivite, id)
    WHERE etat = 'A_EXAMINER' AND clos_le IS NULL;
  CREATE INDEX rapprochement_enfant ON crip.rapprochement (enfant_id, id);
  CREATE INDEX rapprochement_autre ON crip.rapprochement (autre_id, id);
  ${proteger('crip.rapprochement')};
  -- What was decided, of whom and why is never rewritten.
  REVOKE UPDATE ON crip.rapprochement FROM hub_app;
  GRANT UPDATE (clos_le) ON crip.rapprochement TO hub_app`;

const FONCTIONS = `
  -- Array and trigram operators are not leakproof: row-level security would keep their indexes from being used. Asked
  -- of the sheets of the caller's own collectivité alone, it answers identifiers alone.
  CREATE FUNCTION crip.candidats(enfants uuid[], proches int)
    RETURNS TABLE (enfant_id uuid, candidat_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    -- Nothing says how rare a key is: the planner would read the whole table for the first of them.
    SET search_path = pg_catalog, public SET pg_trgm.similarity_threshold = 0.5 SET enable_seqscan = off AS $$
    SELECT f.enfant_id, c.id FROM crip.fiche_enfant f JOIN crip.enfant e ON e.id = f.enfant_id
    CROSS JOIN LATERAL (
      (SELECT a.enfant_id AS id FROM crip.fiche_enfant a
       WHERE a.cles && f.cles AND a.collectivite = f.collectivite LIMIT proches)
      UNION
      (SELECT a.id FROM crip.enfant a
       WHERE a.collectivite = f.collectivite
         AND crip.jour_plat(a.date_naissance) = crip.jour_plat(e.date_naissance)
         AND crip.noms_plats(a.nom_naissance || ' ' || a.prenoms) % crip.noms_plats(e.nom_naissance || ' ' || e.prenoms)
       LIMIT proches)
    ) c
    WHERE hub.en_acte() AND f.collectivite = hub.par_collectivite() AND f.enfant_id = ANY (enfants)
      AND c.id <> f.enfant_id
  $$;

  -- The worker reads no child: it is told where some are still to be read.
  CREATE FUNCTION crip.collectivites_a_rapprocher(collectivites text[]) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT c FROM unnest(collectivites) c
    WHERE hub.en_service() AND EXISTS (SELECT FROM crip.fiche_enfant f WHERE f.collectivite = c AND f.regles = '')
  $$;

  -- Each of these children with itself and with the other sheets of the same child, wherever they were brought together.
  CREATE FUNCTION crip.du_meme_enfant(enfants uuid[]) RETURNS TABLE (enfant_id uuid, autre_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT e, e FROM unnest(enfants) e
    UNION
    SELECT f.enfant_id, a.enfant_id FROM crip.fiche_enfant f
    JOIN crip.fiche_enfant a ON a.collectivite = f.collectivite AND a.histoire_id = f.histoire_id
    WHERE f.enfant_id = ANY (enfants)
  $$;
  REVOKE ALL ON FUNCTION crip.candidats, crip.collectivites_a_rapprocher, crip.du_meme_enfant FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.candidats, crip.collectivites_a_rapprocher TO hub_app`;

/** What is kept secret of one sheet of a child is of the others: who fled does not live in one of them only. */
const lieuxSecrets = (memes: string) => `
  CREATE OR REPLACE FUNCTION crip.lieux_secrets(enfants uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT m.enfant_id FROM ${memes} JOIN crip.protection p ON p.enfant_id = m.autre_id
      WHERE hub.par_institution() IS NOT NULL AND p.levee_le IS NULL
    UNION
    SELECT m.enfant_id FROM ${memes} JOIN ase.mesure s ON s.enfant_id = m.autre_id
      WHERE hub.par_institution() IS NOT NULL AND s.lieu_secret AND s.etat = 'EN_COURS'
  $$`;

const INSCRIPTION = `
  CREATE FUNCTION crip.inscrire_fiche() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    INSERT INTO crip.fiche_enfant (enfant_id, collectivite, histoire_id) VALUES (NEW.id, NEW.collectivite, NEW.id)
    -- Written about once more: what was not known of it may be now.
    ON CONFLICT (enfant_id, collectivite) DO UPDATE SET regles = '';
    RETURN NULL;
  END $$;
  CREATE FUNCTION crip.relier_fiche() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    INSERT INTO crip.fiche_enfant (enfant_id, collectivite, histoire_id)
    VALUES (NEW.enfant_id, substr(NEW.institution, 6), NEW.enfant_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  CREATE FUNCTION crip.eliminer_rapprochements() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM crip.rapprochement WHERE enfant_id = OLD.id OR autre_id = OLD.id;
    DELETE FROM crip.fiche_enfant WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.inscrire_fiche, crip.relier_fiche, crip.eliminer_rapprochements FROM PUBLIC;
  -- The column that crip.inscrire_enfant touches when it knows the child already.
  CREATE TRIGGER fiche_inscrite AFTER INSERT OR UPDATE OF cle_identite ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.inscrire_fiche();
  CREATE TRIGGER fiche_reliee AFTER INSERT ON crip.relation
    FOR EACH ROW WHEN (NEW.institution LIKE 'crip-%') EXECUTE FUNCTION crip.relier_fiche();
  CREATE TRIGGER rapprochement_elimine AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_rapprochements()`;

const EXISTANTES = `
  INSERT INTO crip.fiche_enfant (enfant_id, collectivite, histoire_id)
  SELECT id, collectivite, id FROM crip.enfant
  UNION SELECT enfant_id, substr(institution, 6), enfant_id FROM crip.relation WHERE institution LIKE 'crip-%'`;
