import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A measure goes to the collectivité where the family lives: both ends keep what went, and nobody else reads it. The ASE
 * hands over what is protected, too.
 */
export class TransfertsDeDossiers1700000000285 implements MigrationInterface {
  name = 'TransfertsDeDossiers1700000000285';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ase.mesure ADD recue_de text, ADD recue_le timestamptz, ADD transit_id uuid;
       CREATE INDEX mesure_transit ON ase.mesure (transit_id) WHERE transit_id IS NOT NULL`);
    await runner.query(TABLES);
    await runner.query(ELIMINER);
    await runner.query(aPorter(`IN ('crip', 'ase')`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(aPorter(`= 'crip'`));
    await runner.query('DROP TRIGGER transfert_dossier_elimine ON crip.enfant');
    await runner.query('DROP FUNCTION ase.eliminer_transferts');
    await runner.query('DROP TABLE ase.agent_designe, ase.document_transfere, ase.transfert');
    await runner.query('ALTER TABLE ase.mesure DROP recue_de, DROP recue_le, DROP transit_id');
  }
}

const COLLECTIVITE = '(SELECT hub.par_collectivite())';
const LES_DEUX = `de = ${COLLECTIVITE} OR vers = ${COLLECTIVITE}`;
/** The hub of arrival writes, for its own collectivité, what came from another hub. */
const EN_ACTE = `(${LES_DEUX}) AND (SELECT hub.en_acte())`;
const SIENS = `collectivite = ${COLLECTIVITE}`;

const proteger = (table: string, lire: string, ecrire: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON ${table} TO hub_app USING (${lire}) WITH CHECK (${ecrire});`;

const TABLES = `
  CREATE TABLE ase.transfert (
    id uuid NOT NULL CONSTRAINT transfert_pk PRIMARY KEY,
    reference text NOT NULL,
    enfant_id uuid NOT NULL,
    mesure_id uuid NOT NULL,
    arrivee_id uuid,
    information_id uuid,
    signalement_id uuid,
    issue text NOT NULL,
    de text NOT NULL,
    vers text NOT NULL,
    nature text NOT NULL,
    reference_depart text NOT NULL,
    reference_arrivee text,
    motif bytea NOT NULL,
    parents_informes_le date,
    motif_non_informes bytea,
    accords bytea,
    canal text NOT NULL,
    preuve bytea,
    le timestamptz NOT NULL,
    conservation_ans smallint NOT NULL,
    conservation_jusqu_au date NOT NULL,
    CONSTRAINT motif_scelle CHECK (get_byte(motif, 0) = 1),
    CONSTRAINT motif_non_informes_scelle CHECK (get_byte(motif_non_informes, 0) = 1),
    CONSTRAINT accords_scelle CHECK (get_byte(accords, 0) = 1),
    CONSTRAINT preuve_scelle CHECK (get_byte(preuve, 0) = 1)
  );
  CREATE INDEX transfert_de ON ase.transfert (de, id);
  CREATE INDEX transfert_vers ON ase.transfert (vers, id);
  CREATE INDEX transfert_enfant ON ase.transfert (enfant_id, id);
  CREATE INDEX transfert_mesure ON ase.transfert (mesure_id);
  CREATE INDEX transfert_arrivee ON ase.transfert (arrivee_id) WHERE arrivee_id IS NOT NULL;
  CREATE TABLE ase.document_transfere (
    id uuid NOT NULL CONSTRAINT document_transfere_pk PRIMARY KEY,
    transfert_id uuid NOT NULL,
    enfant_id uuid NOT NULL,
    de text NOT NULL,
    vers text NOT NULL,
    document text NOT NULL,
    contenu bytea NOT NULL,
    CONSTRAINT contenu_scelle CHECK (get_byte(contenu, 0) = 1)
  );
  CREATE INDEX document_transfere_transfert ON ase.document_transfere (transfert_id, id);
  CREATE TABLE ase.agent_designe (
    id uuid NOT NULL CONSTRAINT agent_designe_pk PRIMARY KEY,
    collectivite text NOT NULL,
    agent text NOT NULL,
    designe_par text NOT NULL,
    designe_le timestamptz NOT NULL,
    retire_par text,
    retire_le timestamptz,
    CONSTRAINT designe_par_un_autre CHECK (designe_par <> agent)
  );
  CREATE UNIQUE INDEX agent_designe_en_fonction ON ase.agent_designe (collectivite, agent) WHERE retire_le IS NULL;
  ${proteger('ase.transfert', LES_DEUX, EN_ACTE)}
  ${proteger('ase.document_transfere', LES_DEUX, EN_ACTE)}
  ${proteger('ase.agent_designe', SIENS, SIENS)}
  -- What was sent, and who designated whom, is never rewritten.
  REVOKE UPDATE ON ase.transfert, ase.document_transfere, ase.agent_designe FROM hub_app;
  GRANT UPDATE (retire_par, retire_le) ON ase.agent_designe TO hub_app`;

/** The destruction of a file takes them along. */
const ELIMINER = `
  CREATE FUNCTION ase.eliminer_transferts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM ase.document_transfere WHERE enfant_id = OLD.id;
    DELETE FROM ase.transfert WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION ase.eliminer_transferts FROM PUBLIC;
  CREATE TRIGGER transfert_dossier_elimine AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION ase.eliminer_transferts()`;

const aPorter = (role: string) => `
  CREATE OR REPLACE FUNCTION crip.protections_a_porter(enfants uuid[], vers text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT p.enfant_id FROM crip.protection p
    WHERE hub.en_acte() AND hub.par_role() ${role} AND p.collectivite = hub.par_collectivite()
      AND p.enfant_id = ANY(enfants) AND p.levee_le IS NULL
      AND EXISTS (SELECT 1 FROM crip.relation r WHERE r.enfant_id = p.enfant_id AND r.institution = 'crip-' || vers)
      AND NOT EXISTS (SELECT 1 FROM crip.protection la
                      WHERE la.enfant_id = p.enfant_id AND la.collectivite = vers AND la.levee_le IS NULL)
  $$`;
