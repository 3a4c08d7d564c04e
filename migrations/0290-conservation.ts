import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where each child's file stands: in the active base, or in a restricted archive that ordinary agents no longer read. A
 * file of which something new is written comes back by itself, in the transaction that writes it.
 */
export class Conservation1700000000290 implements MigrationInterface {
  name = 'Conservation1700000000290';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(FONCTIONS);
    await runner.query(VIE);
    for (const table of REVIVENT)
      await runner.query(`CREATE TRIGGER revit AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION crip.revivre()`);
    for (const table of CHANGENT)
      await runner.query(
        `CREATE TRIGGER revit_autrement AFTER UPDATE OF etat ON ${table} FOR EACH ROW
         WHEN (OLD.etat <> NEW.etat) EXECUTE FUNCTION crip.revivre()`,
      );
    for (const [table, condition] of Object.entries(FERMEES))
      await runner.query(
        `CREATE POLICY archive ON ${table} AS RESTRICTIVE FOR SELECT TO hub_app
         USING ((SELECT hub.lit_les_archives()) OR ${condition})`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(FERMEES)) await runner.query(`DROP POLICY archive ON ${table}`);
    for (const table of CHANGENT) await runner.query(`DROP TRIGGER revit_autrement ON ${table}`);
    for (const table of REVIVENT) await runner.query(`DROP TRIGGER revit ON ${table}`);
    await runner.query('DROP TRIGGER revit ON crip.rapprochement');
    await runner.query('DROP TRIGGER conservation_commencee ON crip.enfant');
    await runner.query('DROP TRIGGER conservation_finie ON crip.enfant');
    await runner.query(
      `DROP FUNCTION crip.revivre, crip.revivre_ensemble, crip.reprendre, crip.du_meme_dossier,
         crip.commencer_conservation, crip.finir_conservation, crip.hors_archive, crip.evaluation_hors_archive,
         hub.lit_les_archives`,
    );
    await runner.query('DROP TABLE crip.conservation');
  }
}

const SERVICE = '(SELECT hub.en_service())';
// The DPO and the archivist have no « par_collectivite() »: that one opens files.
const ICI = `collectivite = nullif(current_setting('hub.territoire', true), '')`;

const TABLE = `
  CREATE TABLE crip.conservation (
    enfant_id uuid NOT NULL CONSTRAINT conservation_pk PRIMARY KEY,
    collectivite text NOT NULL,
    examen_le date NOT NULL,
    archive_le timestamptz,
    regle text,
    fin_active date,
    regle_finale text,
    fin_conservation date,
    revenu_le timestamptz
  );
  CREATE INDEX conservation_examen ON crip.conservation (examen_le, enfant_id);
  CREATE INDEX conservation_archive ON crip.conservation (collectivite, enfant_id) WHERE archive_le IS NOT NULL;
  ALTER TABLE crip.conservation ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.conservation FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.conservation TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.conservation TO hub_app
    USING (${SERVICE} OR (SELECT hub.par_role()) IN ('crip', 'dpo', 'archiviste') AND ${ICI}) WITH CHECK (${SERVICE});
  -- Children of before are looked at from the first day on, a bounded number a day.
  INSERT INTO crip.conservation (enfant_id, collectivite, examen_le)
    SELECT id, collectivite, current_date FROM crip.enfant`;

const FONCTIONS = `
  -- An act is done on the whole file; a reader must have been named for archives (src/domain/access-archive.ts).
  CREATE FUNCTION hub.lit_les_archives() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN hub.en_acte() OR hub.en_service() OR coalesce(current_setting('hub.archive', true), '') = 'oui';

  CREATE FUNCTION crip.hors_archive(enfant uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    RETURN NOT EXISTS (SELECT FROM crip.conservation WHERE enfant_id = enfant AND archive_le IS NOT NULL);
  END $$;
  CREATE FUNCTION crip.evaluation_hors_archive(information uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    RETURN (SELECT crip.hors_archive(enfant_id) FROM crip.information_preoccupante WHERE id = information);
  END $$;
  REVOKE ALL ON FUNCTION crip.hors_archive, crip.evaluation_hors_archive FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.hors_archive, crip.evaluation_hors_archive TO hub_app`;

const A_EXAMINER = `r.etat = 'A_EXAMINER' AND r.clos_le IS NULL`;

const VIE = `
  -- Nothing leaves the active base before two years (src/domain/retention-rows.ts).
  CREATE FUNCTION crip.commencer_conservation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    INSERT INTO crip.conservation (enfant_id, collectivite, examen_le)
    VALUES (NEW.id, NEW.collectivite, current_date + 730);
    RETURN NULL;
  END $$;
  CREATE FUNCTION crip.finir_conservation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM crip.conservation WHERE enfant_id = OLD.id;
    RETURN NULL;
  END $$;

  -- The sheets that are, or may be, of one child: they age together until a person has said that they are of two.
  CREATE FUNCTION crip.du_meme_dossier(enfant uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH fiches AS (SELECT autre_id AS id FROM crip.du_meme_enfant(ARRAY[enfant])),
    proches AS (
      SELECT id FROM fiches
      UNION SELECT r.autre_id FROM crip.rapprochement r JOIN fiches f ON f.id = r.enfant_id WHERE ${A_EXAMINER}
      UNION SELECT r.enfant_id FROM crip.rapprochement r JOIN fiches f ON f.id = r.autre_id WHERE ${A_EXAMINER})
    SELECT DISTINCT autre_id FROM crip.du_meme_enfant(ARRAY(SELECT id FROM proches))
  $$;

  -- Whoever writes holds these rows until it commits: no file is archived, nor its elimination listed, behind it.
  CREATE FUNCTION crip.reprendre(dossiers uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    PERFORM FROM crip.conservation WHERE enfant_id = ANY(dossiers) AND archive_le IS NULL ORDER BY enfant_id FOR SHARE;
    UPDATE crip.conservation
    SET archive_le = NULL, regle = NULL, fin_active = NULL, regle_finale = NULL, fin_conservation = NULL,
        examen_le = current_date, revenu_le = now()
    WHERE enfant_id = ANY(ARRAY(SELECT c.enfant_id FROM crip.conservation c
      WHERE c.enfant_id = ANY(dossiers) AND c.archive_le IS NOT NULL ORDER BY c.enfant_id FOR UPDATE));
    IF FOUND THEN
      UPDATE crip.elimination SET etat = 'CADUQUE'
      WHERE enfant_id = ANY(dossiers) AND etat IN ('A_VISER', 'VISEE', 'PROPOSEE');
    END IF;
  END $$;
  CREATE FUNCTION crip.revivre() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    PERFORM crip.reprendre(ARRAY(SELECT crip.du_meme_dossier(NEW.enfant_id)));
    RETURN NULL;
  END $$;
  -- A living file found an archived one. Of two archived ones, nobody needs to know.
  CREATE FUNCTION crip.revivre_ensemble() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    IF crip.hors_archive(NEW.enfant_id) OR crip.hors_archive(NEW.autre_id) THEN
      PERFORM crip.reprendre(ARRAY(
        SELECT crip.du_meme_dossier(NEW.enfant_id) UNION SELECT crip.du_meme_dossier(NEW.autre_id)));
    END IF;
    RETURN NULL;
  END $$;
  REVOKE ALL ON FUNCTION crip.commencer_conservation, crip.finir_conservation, crip.du_meme_dossier, crip.reprendre,
    crip.revivre, crip.revivre_ensemble FROM PUBLIC;
  CREATE TRIGGER conservation_commencee AFTER INSERT ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.commencer_conservation();
  CREATE TRIGGER conservation_finie AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.finir_conservation();
  CREATE TRIGGER revit AFTER INSERT ON crip.rapprochement
    FOR EACH ROW WHEN (NEW.etat IN ('MEME', 'A_EXAMINER')) EXECUTE FUNCTION crip.revivre_ensemble()`;

const DOSSIER = [
  ...['crip.information_preoccupante', 'crip.signalement', 'crip.demande', 'crip.transfert', 'crip.protection'],
  ...['crip.appelant', 'ase.mesure', 'ase.reponse_saisine', 'ase.passage', 'education.scolarite', 'sante.suivi'],
  ...[
    'ase.transfert',
    'ase.demande_renseignements',
    'defenseur.saisine',
    'justice.mesure_urgente',
    'justice.requete',
    'justice.decision',
    'justice.soit_transmis',
  ],
];
/** What is new about a child, a night's emergency access included: who needs the file then reads it. */
const REVIVENT = [...DOSSIER, 'crip.acces_urgence'];
/** A closed information that is reopened, a measure that goes on. */
const CHANGENT = ['crip.information_preoccupante', 'ase.mesure'];

/** What says that there is a file. */
const ALENTOUR = ['ase.document_transfere', 'crip.fiche_enfant', 'crip.coincidence', 'hub.transfert_sortant'];
/** What hangs from these rows is read through them. */
const FERMEES: Readonly<Record<string, string>> = {
  'crip.enfant': 'crip.hors_archive(id)',
  'crip.evaluation': 'crip.evaluation_hors_archive(information_id)',
  'crip.rapprochement': 'crip.hors_archive(enfant_id) AND crip.hors_archive(autre_id)',
  ...Object.fromEntries([...DOSSIER, ...ALENTOUR].map((table) => [table, 'crip.hors_archive(enfant_id)'])),
};
