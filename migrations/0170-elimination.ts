import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The destruction of a child's file: its rows, and the key without which its backups are noise. */
export class Elimination1700000000170 implements MigrationInterface {
  name = 'Elimination1700000000170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(SUJETS);
    await runner.query(EMPECHEE);
    await runner.query(ELIMINER);
    await runner.query(`
      REVOKE ALL ON FUNCTION crip.sujets_de, crip.elimination_empechee, crip.eliminer FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION crip.elimination_empechee, crip.eliminer TO hub_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION crip.eliminer, crip.elimination_empechee, crip.sujets_de');
    await runner.query('DROP TABLE crip.elimination');
  }
}

const TABLE = `
  CREATE TABLE crip.elimination (
    id uuid NOT NULL CONSTRAINT elimination_pk PRIMARY KEY,
    collectivite text NOT NULL,
    enfant_id uuid NOT NULL,
    visa text NOT NULL,
    fin_conservation date NOT NULL,
    etat text NOT NULL,
    proposee_par text NOT NULL,
    proposee_le timestamptz NOT NULL,
    decidee_par text,
    decidee_le timestamptz
  );
  CREATE INDEX elimination_collectivite ON crip.elimination (collectivite, id);
  CREATE UNIQUE INDEX elimination_en_attente ON crip.elimination (enfant_id) WHERE etat = 'PROPOSEE';
  ALTER TABLE crip.elimination ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crip.elimination FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON crip.elimination TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON crip.elimination TO hub_app
    USING ((SELECT hub.par_role()) = 'crip' AND collectivite = (SELECT hub.par_collectivite()))
    WITH CHECK ((SELECT hub.par_role()) = 'crip' AND collectivite = (SELECT hub.par_collectivite()))`;

const PAR_ENFANT = [
  ...['crip.information_preoccupante', 'crip.signalement', 'crip.demande', 'crip.relation'],
  ...['ase.mesure', 'ase.reponse_saisine', 'education.scolarite', 'sante.suivi', 'defenseur.saisine'],
  ...['justice.mesure_urgente', 'justice.requete', 'justice.decision', 'justice.soit_transmis'],
];
/** What hangs from those, deleted before them. */
const PAR_PARENT: readonly (readonly [table: string, lien: string, parent: string])[] = [
  ['crip.evaluation', 'information_id', 'crip.information_preoccupante'],
  ['crip.transition', 'information_id', 'crip.information_preoccupante'],
  ['crip.retour', 'information_id', 'crip.information_preoccupante'],
  ['crip.information_parents', 'information_id', 'crip.information_preoccupante'],
  ['justice.suite', 'signalement_id', 'crip.signalement'],
  ['justice.notification_partie', 'decision_id', 'justice.decision'],
  ['justice.appel', 'decision_id', 'justice.decision'],
  ['ase.renouvellement', 'mesure_id', 'ase.mesure'],
  ['ase.rapport', 'mesure_id', 'ase.mesure'],
  ['ase.changement_lieu', 'mesure_id', 'ase.mesure'],
  ['ase.choix_lieu', 'mesure_id', 'ase.mesure'],
  ['ase.examen_statut', 'mesure_id', 'ase.mesure'],
  ['ase.entretien', 'mesure_id', 'ase.mesure'],
];
/** Named by what they are about, whatever it is. */
const PAR_SUJET = ['ase.reception', 'ase.escalade', 'hub.echeance'];

/** Identifiers of everything that is about a child. */
const SUJETS = `
  CREATE FUNCTION crip.sujets_de(enfant uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
    ${[
      ...PAR_ENFANT.filter((table) => !['crip.relation', 'ase.reponse_saisine'].includes(table)).map(
        (table) => `SELECT id FROM ${table} WHERE enfant_id = enfant`,
      ),
      ...PAR_PARENT.map(
        ([table, lien, parent]) =>
          `SELECT t.id FROM ${table} t JOIN ${parent} p ON p.id = t.${lien} WHERE p.enfant_id = enfant`,
      ),
    ].join('\n    UNION ALL ')}
  $$`;

/** Why nothing may be destroyed yet, in the whole hub: the caller reads a part of it only. */
const EMPECHEE = `
  CREATE FUNCTION crip.elimination_empechee(enfant uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT CASE
      WHEN NOT hub.en_acte() THEN 'ECHEANCE'
      WHEN EXISTS (SELECT 1 FROM crip.information_preoccupante WHERE enfant_id = enfant AND etat NOT IN
        ('REORIENTEE', 'NON_QUALIFIEE', 'JOINTE', 'CLASSEE_SANS_SUITE', 'AIDE_ADMINISTRATIVE', 'PARQUET_CLASSEMENT', 'JE_SAISI'))
        THEN 'INFORMATION'
      WHEN EXISTS (SELECT 1 FROM ase.mesure WHERE enfant_id = enfant AND etat = 'EN_COURS') THEN 'MESURE'
      WHEN EXISTS (SELECT 1 FROM hub.echeance WHERE etat IN ('OUVERTE', 'SUSPENDUE')
        AND sujet_id IN (SELECT crip.sujets_de(enfant))) THEN 'ECHEANCE'
    END
  $$`;

/**
 * Inside the act that has just decided it, and for a decision of two people alone. The deliveries, the events and the
 * audit stay: they hold identifiers and digests only.
 */
const ELIMINER = `
  CREATE FUNCTION crip.eliminer(elimination uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    cible uuid;
    sujets uuid[];
  BEGIN
    SELECT e.enfant_id INTO cible FROM crip.elimination e JOIN crip.enfant n ON n.id = e.enfant_id
    WHERE e.id = elimination AND e.etat = 'EXECUTEE' AND e.decidee_par <> e.proposee_par AND hub.en_acte()
      AND e.collectivite = hub.par_collectivite() AND n.collectivite = e.collectivite;
    IF cible IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no decision of two people'; END IF;
    -- First: a writer that holds the key is waited for, and none takes it afterwards.
    UPDATE hub.cle_enfant SET enveloppe = NULL, detruite_le = now() WHERE enfant_id = cible AND enveloppe IS NOT NULL;
    sujets := ARRAY(SELECT crip.sujets_de(cible));
    DELETE FROM hub.alerte_echeance WHERE echeance_id IN (SELECT id FROM hub.echeance WHERE sujet_id = ANY(sujets));
    ${PAR_SUJET.map((table) => `DELETE FROM ${table} WHERE sujet_id = ANY(sujets);`).join('\n    ')}
    ${PAR_PARENT.map(
      ([table, lien, parent]) =>
        `DELETE FROM ${table} WHERE ${lien} IN (SELECT id FROM ${parent} WHERE enfant_id = cible);`,
    ).join('\n    ')}
    ${PAR_ENFANT.map((table) => `DELETE FROM ${table} WHERE enfant_id = cible;`).join('\n    ')}
    -- The evaluation of a home stays with the other minors of it.
    UPDATE crip.evaluation SET enfant_ids = array_remove(enfant_ids, cible) WHERE cible = ANY(enfant_ids);
    DELETE FROM crip.enfant WHERE id = cible;
  END $$`;
