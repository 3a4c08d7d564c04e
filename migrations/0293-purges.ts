import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the hub keeps besides the files, purged by the rows of the retention table: by these functions alone, for the
 * worker alone, a bounded batch at a time, and never beyond what the journal has proven.
 */
export class Purges1700000000293 implements MigrationInterface {
  name = 'Purges1700000000293';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query('CREATE INDEX idempotence_le ON hub.idempotence USING brin (le)');
    await runner.query(AJOUT_SEUL(`TG_OP = 'DELETE' AND TG_TABLE_NAME = 'acces' AND ${EN_PURGE}`));
    await runner.query(FONCTIONS);
    await runner.query(`
      REVOKE ALL ON FUNCTION hub.purgeable, hub.purger_idempotence, hub.purger_messages, hub.purger_echanges,
        hub.purger_olinpe, hub.purger_renseignements, hub.purger_acces FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION hub.purger_idempotence, hub.purger_messages, hub.purger_echanges,
        hub.purger_olinpe, hub.purger_renseignements, hub.purger_acces TO hub_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP FUNCTION hub.purger_acces, hub.purger_renseignements, hub.purger_olinpe, hub.purger_echanges, hub.purger_messages, hub.purger_idempotence,
         hub.purgeable`,
    );
    await runner.query(AJOUT_SEUL('false'));
    await runner.query('DROP INDEX hub.idempotence_le');
    await runner.query('DROP TABLE hub.purge_acces');
  }
}

const SERVICE = '(SELECT hub.en_service())';
/** Said by the function itself, for its own transaction: not a right, a name for what it is doing. */
const EN_PURGE = `current_setting('hub.purge', true) = 'acces'`;

const TABLE = `
  CREATE TABLE hub.purge_acces (
    id uuid NOT NULL CONSTRAINT purge_acces_pk PRIMARY KEY,
    jusqua bigint NOT NULL,
    nombre integer NOT NULL,
    le timestamptz NOT NULL
  );
  CREATE UNIQUE INDEX purge_acces_jusqua ON hub.purge_acces (jusqua);
  ALTER TABLE hub.purge_acces ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.purge_acces FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.purge_acces TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.purge_acces TO hub_app USING (${SERVICE}) WITH CHECK (false);
  REVOKE INSERT, UPDATE ON hub.purge_acces FROM hub_app`;

const AJOUT_SEUL = (sauf: string) => `
  CREATE OR REPLACE FUNCTION "hub"."refuser_modification"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF ${sauf} THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'hub.% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END $$`;

const FONCTIONS = `
  -- Whatever is asked, nothing younger than the last checkpoint, and nothing when there is none: only what is proven.
  CREATE FUNCTION hub.purgeable(avant timestamptz) RETURNS timestamptz
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
  BEGIN
    IF NOT hub.en_service() THEN RAISE insufficient_privilege USING MESSAGE = 'outside the worker'; END IF;
    RETURN (SELECT least(avant, max(le)) FROM hub.point_de_controle
      HAVING avant IS NOT NULL AND max(le) IS NOT NULL);
  END $$;

  -- What another hub was answered of a file that it handed over is the proof that it holds: asked again, it is answered again.
  CREATE FUNCTION hub.purger_idempotence(avant timestamptz, lot int) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    limite timestamptz := hub.purgeable(avant);
    purgees int;
  BEGIN
    DELETE FROM hub.idempotence WHERE ctid = ANY(ARRAY(
      SELECT i.ctid FROM hub.idempotence i WHERE i.le < limite AND i.acte <> 'recevoirTransfert'
      LIMIT lot FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS purgees = ROW_COUNT;
    RETURN purgees;
  END $$;

  -- By the order of identifiers, that of time: what is kept is read once a pass, whatever is purged around it.
  CREATE FUNCTION hub.purger_messages(avant timestamptz, apres uuid, lot int)
    RETURNS TABLE (dernier uuid, vus int, purges int)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    limite timestamptz := hub.purgeable(avant);
    ids uuid[];
  BEGIN
    ids := ARRAY(SELECT e.id FROM hub.enveloppe e WHERE e.id > apres AND e.recue_le < limite ORDER BY e.id LIMIT lot);
    DELETE FROM hub.enveloppe e WHERE e.id = ANY(ids) AND e.etat IN ('TRAITEE', 'CLASSEE');
    GET DIAGNOSTICS purges = ROW_COUNT;
    dernier := ids[cardinality(ids)];
    vus := cardinality(ids);
    RETURN NEXT;
  END $$;

  -- Handed over to all, and about no judicial exchange that is still here: the date of its hand-over is read on it.
  CREATE FUNCTION hub.purger_echanges(avant timestamptz, apres uuid, lot int)
    RETURNS TABLE (dernier uuid, vus int, purges int)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    limite timestamptz := hub.purgeable(avant);
    ids uuid[];
    finis uuid[];
  BEGIN
    ids := ARRAY(SELECT v.id FROM hub.evenement v WHERE v.id > apres AND v.le < limite ORDER BY v.id LIMIT lot);
    finis := ARRAY(SELECT v.id FROM hub.evenement v WHERE v.id = ANY(ids)
      AND NOT EXISTS (SELECT FROM hub.livraison l
        WHERE l.evenement_id = v.id AND (l.etat <> 'REMISE' OR l.remise_le >= limite))
      AND NOT EXISTS (SELECT FROM justice.mesure_urgente x WHERE x.id = v.sujet_id)
      AND NOT EXISTS (SELECT FROM justice.soit_transmis x WHERE x.id = v.sujet_id)
      AND NOT EXISTS (SELECT FROM justice.requete x WHERE x.id = v.sujet_id)
      AND NOT EXISTS (SELECT FROM ase.reception x WHERE x.sujet_id = v.sujet_id));
    DELETE FROM hub.livraison l WHERE l.evenement_id = ANY(finis);
    DELETE FROM hub.evenement v WHERE v.id = ANY(finis);
    GET DIAGNOSTICS purges = ROW_COUNT;
    dernier := ids[cardinality(ids)];
    vus := cardinality(ids);
    RETURN NEXT;
  END $$;

  -- Neither end has read them since their last day.
  CREATE FUNCTION hub.purger_renseignements(avant timestamptz, lot int) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    limite timestamptz := hub.purgeable(avant);
    purges int;
  BEGIN
    DELETE FROM ase.demande_renseignements WHERE ctid = ANY(ARRAY(
      SELECT d.ctid FROM ase.demande_renseignements d WHERE coalesce(d.repondue_le, d.le) < limite
      LIMIT lot FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS purges = ROW_COUNT;
    RETURN purges;
  END $$;

  -- Record by record, at the term of each child: the digest that was signed stays, and says that some are missing.
  CREATE FUNCTION hub.purger_olinpe(avant timestamptz, lot int) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    limite timestamptz := hub.purgeable(avant);
    purges int;
  BEGIN
    DELETE FROM hub.enregistrement_olinpe WHERE ctid = ANY(ARRAY(
      SELECT e.ctid FROM hub.enregistrement_olinpe e JOIN hub.extraction_olinpe x ON x.id = e.extraction_id
      CROSS JOIN LATERAL (SELECT e.valeurs ->> (
        coalesce(array_position(x.variables, 'ANAIS'), array_position(x.variables, 'II_2')) - 1) dite) naissance
      -- An unknown birth is the latest that the file allows.
      WHERE CASE naissance.dite WHEN '9999' THEN x.annee ELSE naissance.dite::int END + 21
        < extract(year FROM limite AT TIME ZONE 'UTC')
      LIMIT lot));
    GET DIAGNOSTICS purges = ROW_COUNT;
    RETURN purges;
  END $$;

  -- By positions of the journal, behind a checkpoint that is itself older than the limit: the age is proven by its date.
  CREATE FUNCTION hub.purger_acces(purge uuid, avant timestamptz, maintenant timestamptz, lot int)
    RETURNS TABLE (jusqua float8, nombre int)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    debut bigint;
    fin bigint;
  BEGIN
    PERFORM hub.purgeable(avant);
    LOCK TABLE hub.purge_acces IN SHARE ROW EXCLUSIVE MODE;
    SELECT coalesce(max(p.jusqua), 0) INTO debut FROM hub.purge_acces p;
    SELECT least(debut + lot, coalesce(max(c.taille), 0)) INTO fin FROM hub.point_de_controle c WHERE c.le <= avant;
    IF fin <= debut THEN RETURN; END IF;
    PERFORM set_config('hub.purge', 'acces', true);
    DELETE FROM hub.acces a WHERE a.id IN (
      SELECT j.source_id FROM hub.journal j WHERE j.position >= debut AND j.position < fin AND j.nature = 'acces');
    GET DIAGNOSTICS nombre = ROW_COUNT;
    PERFORM set_config('hub.purge', '', true);
    INSERT INTO hub.purge_acces (id, jusqua, nombre, le) VALUES (purge, fin, nombre, maintenant);
    jusqua := fin;
    RETURN NEXT;
  END $$`;
