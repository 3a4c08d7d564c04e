import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list that the hub prepares and that the archivist signs, before anybody may propose to destroy anything. */
export class VisaDesEliminations1700000000292 implements MigrationInterface {
  name = 'VisaDesEliminations1700000000292';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(POLITIQUE);
    await runner.query(empechee(SERVICE_AUSSI, EMPECHEMENTS));
    await runner.query(ENSEMBLE);
    await runner.query(EXAMEN);
    await runner.query(APERCU);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION crip.apercu_elimination, crip.dossiers_a_examiner');
    await runner.query('DROP FUNCTION crip.elimination_empechee');
    await runner.query('ALTER FUNCTION crip.fiche_empechee RENAME TO elimination_empechee');
    await runner.query('GRANT EXECUTE ON FUNCTION crip.elimination_empechee TO hub_app');
    await runner.query(empechee('NOT hub.en_acte()', ''));
    await runner.query('DROP POLICY archiviste ON crip.elimination');
    await runner.query(`ALTER POLICY application ON crip.elimination USING (${CRIP}) WITH CHECK (${CRIP})`);
    // What no act of two people had begun did not exist before.
    await runner.query(
      `DELETE FROM crip.elimination WHERE visa IS NULL OR proposee_par IS NULL OR proposee_le IS NULL`,
    );
    await runner.query(`
      DROP INDEX crip.elimination_en_attente;
      CREATE UNIQUE INDEX elimination_en_attente ON crip.elimination (enfant_id) WHERE etat = 'PROPOSEE';
      ALTER TABLE crip.elimination
        DROP CONSTRAINT elimination_visee, DROP CONSTRAINT elimination_a_deux,
        DROP regle, DROP premier_le, DROP dernier_le, DROP listee_le, DROP visee_par, DROP visee_le, DROP motif_refus,
        DROP reproposer_le,
        ALTER visa SET NOT NULL, ALTER proposee_par SET NOT NULL, ALTER proposee_le SET NOT NULL`);
  }
}

const TABLE = `
  ALTER TABLE crip.elimination
    ADD regle text, ADD premier_le date, ADD dernier_le date, ADD listee_le timestamptz,
    ADD visee_par text, ADD visee_le timestamptz, ADD motif_refus text, ADD reproposer_le date,
    ALTER visa DROP NOT NULL, ALTER proposee_par DROP NOT NULL, ALTER proposee_le DROP NOT NULL;
  UPDATE crip.elimination SET listee_le = proposee_le;
  ALTER TABLE crip.elimination ALTER listee_le SET NOT NULL,
    ADD CONSTRAINT elimination_visee CHECK (etat NOT IN ('VISEE', 'PROPOSEE', 'EXECUTEE') OR visa IS NOT NULL),
    ADD CONSTRAINT elimination_a_deux CHECK (etat <> 'EXECUTEE' OR decidee_par <> proposee_par);
  DROP INDEX crip.elimination_en_attente;
  CREATE UNIQUE INDEX elimination_en_attente ON crip.elimination (enfant_id)
    WHERE etat IN ('A_VISER', 'VISEE', 'PROPOSEE')`;

const ICI = `collectivite = nullif(current_setting('hub.territoire', true), '')`;
const CRIP = `(SELECT hub.par_role()) = 'crip' AND collectivite = (SELECT hub.par_collectivite())`;
const LISTE = `(SELECT hub.en_service())`;

const POLITIQUE = `
  ALTER POLICY application ON crip.elimination USING (${CRIP} OR ${LISTE}) WITH CHECK (${CRIP} OR ${LISTE});
  CREATE POLICY archiviste ON crip.elimination TO hub_app
    USING ((SELECT hub.par_role()) = 'archiviste' AND ${ICI})
    WITH CHECK ((SELECT hub.par_role()) = 'archiviste' AND ${ICI} AND etat IN ('VISEE', 'VISA_REFUSE'))`;

const SERVICE_AUSSI = 'NOT (hub.en_acte() OR hub.en_service())';
/** What the elimination itself writes is no reason to put it off. */
const ACTES = `'archiverDossier', 'listerElimination', 'viserElimination', 'proposerElimination', 'deciderElimination'`;

const EMPECHEMENTS = `
      WHEN EXISTS (SELECT 1 FROM crip.protection WHERE enfant_id = enfant AND levee_le IS NULL) THEN 'PROTECTION'
      WHEN EXISTS (SELECT 1 FROM crip.acces_urgence WHERE enfant_id = enfant AND revu_le IS NULL) THEN 'REVUE'
      WHEN EXISTS (SELECT 1 FROM justice.appel a JOIN justice.decision d ON d.id = a.decision_id
        WHERE d.enfant_id = enfant AND a.arret_le IS NULL)
        OR EXISTS (SELECT 1 FROM defenseur.saisine s WHERE s.enfant_id = enfant
          AND NOT EXISTS (SELECT 1 FROM ase.reponse_saisine r WHERE r.saisine_id = s.id AND r.repondue_le IS NOT NULL))
        OR EXISTS (SELECT 1 FROM crip.demande_acces WHERE enfant_id = enfant AND etat = 'INSTRUITE')
        THEN 'CONTESTATION'
      WHEN EXISTS (SELECT 1 FROM hub.evenement v JOIN hub.livraison l ON l.evenement_id = v.id
        WHERE v.sujet_id IN (SELECT crip.sujets_de(enfant) UNION ALL SELECT enfant) AND l.etat <> 'REMISE')
        THEN 'LIVRAISON'
      WHEN EXISTS (SELECT 1 FROM hub.audit a WHERE a.objet_ids && (ARRAY(SELECT crip.sujets_de(enfant)) || enfant)
          AND a.acte NOT IN (${ACTES}) AND a.acte NOT LIKE 'refus:%'
          AND NOT EXISTS (SELECT 1 FROM hub.journal j
            WHERE j.source_id = a.id AND j.position < (SELECT max(taille) FROM hub.point_de_controle)))
        THEN 'PREUVE'`;

/** Why nothing may be destroyed yet, in the whole hub: the caller reads a part of it only. */
const empechee = (hors: string, plus: string) => `
  CREATE OR REPLACE FUNCTION crip.elimination_empechee(enfant uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT CASE
      WHEN ${hors} THEN 'ECHEANCE'
      WHEN EXISTS (SELECT 1 FROM crip.information_preoccupante WHERE enfant_id = enfant AND etat NOT IN
        ('REORIENTEE', 'NON_QUALIFIEE', 'JOINTE', 'CLASSEE_SANS_SUITE', 'PARQUET_CLASSEMENT', 'JE_SAISI'))
        THEN 'INFORMATION'
      WHEN EXISTS (SELECT 1 FROM ase.mesure WHERE enfant_id = enfant AND etat = 'EN_COURS') THEN 'MESURE'
      WHEN EXISTS (SELECT 1 FROM hub.echeance WHERE etat IN ('OUVERTE', 'SUSPENDUE')
        AND sujet_id IN (SELECT crip.sujets_de(enfant))) THEN 'ECHEANCE'${plus}
    END
  $$`;

/** What holds one sheet of a child holds the others; what ends the file's life is said first. */
const ENSEMBLE = `
  ALTER FUNCTION crip.elimination_empechee RENAME TO fiche_empechee;
  REVOKE EXECUTE ON FUNCTION crip.fiche_empechee FROM hub_app;
  CREATE FUNCTION crip.elimination_empechee(enfant uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT motif FROM (SELECT crip.fiche_empechee(fiche) motif FROM crip.du_meme_dossier(enfant) fiche) vus
    WHERE motif IS NOT NULL ORDER BY motif IN ('LIVRAISON', 'PREUVE'), motif LIMIT 1
  $$;
  REVOKE ALL ON FUNCTION crip.elimination_empechee FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.elimination_empechee TO hub_app`;

const EXAMEN = `
  -- The worker reads no file: it is told dates and codes of those that are due, and holds them until it has decided.
  CREATE FUNCTION crip.dossiers_a_examiner(jour date, lot int) RETURNS TABLE (
    enfant_id uuid, collectivite text, archive_le timestamptz, naissance date, age smallint, premier timestamptz,
    dernier timestamptz, issues text[], mesures jsonb, recue boolean, motif text, listable boolean)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  #variable_conflict use_column
  DECLARE
    tenus uuid[];
  BEGIN
    IF NOT hub.en_service() THEN RAISE insufficient_privilege USING MESSAGE = 'outside the worker'; END IF;
    tenus := ARRAY(SELECT c.enfant_id FROM crip.conservation c WHERE c.examen_le <= jour
      ORDER BY c.examen_le, c.enfant_id LIMIT lot FOR UPDATE SKIP LOCKED);
    -- Another statement, hence another snapshot: what was committed while these were being taken is seen.
    RETURN QUERY
    SELECT d.enfant_id, d.collectivite, d.archive_le, e.date_naissance, e.age_approximatif, vu.premier, vu.dernier,
      ARRAY(SELECT DISTINCT CASE WHEN i.etat = 'NON_QUALIFIEE' THEN 'NON_QUALIFIEE' ELSE 'CLASSEE' END
        FROM crip.information_preoccupante i WHERE i.enfant_id = ANY(du.fiches)),
      (SELECT coalesce(jsonb_agg(jsonb_build_object('nature', m.nature, 'fin', m.terminee_le)), '[]')
        FROM ase.mesure m WHERE m.enfant_id = ANY(du.fiches)),
      EXISTS (SELECT 1 FROM crip.transfert t WHERE t.enfant_id = ANY(du.fiches))
        OR EXISTS (SELECT 1 FROM ase.transfert t WHERE t.enfant_id = ANY(du.fiches)),
      crip.elimination_empechee(d.enfant_id),
      NOT EXISTS (SELECT 1 FROM crip.elimination x WHERE x.enfant_id = d.enfant_id AND (
        x.etat IN ('A_VISER', 'VISEE', 'PROPOSEE')
        OR x.etat = 'VISA_REFUSE' AND (x.reproposer_le IS NULL OR x.reproposer_le > jour)))
    FROM crip.conservation d JOIN crip.enfant e ON e.id = d.enfant_id
    CROSS JOIN LATERAL (SELECT ARRAY(SELECT crip.du_meme_dossier(d.enfant_id)) fiches) du
    CROSS JOIN LATERAL (
      SELECT min(a.le) premier, max(a.le) dernier FROM hub.audit a
      WHERE a.objet_ids && (ARRAY(SELECT crip.sujets_de(f) FROM unnest(du.fiches) f) || du.fiches)
        AND a.acte NOT IN (${ACTES}, 'rapprocherFiches') AND a.acte NOT LIKE 'refus:%') vu
    WHERE d.enfant_id = ANY(tenus);
  END $$;
  REVOKE ALL ON FUNCTION crip.dossiers_a_examiner FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.dossiers_a_examiner TO hub_app`;

const PAR_ENFANT = [
  ...['crip.information_preoccupante', 'crip.signalement', 'crip.demande', 'crip.relation', 'crip.transfert'],
  ...[
    'crip.protection',
    'crip.appelant',
    'crip.acces_urgence',
    'crip.conservation',
    'crip.demande_acces',
    'ase.mesure',
  ],
  ...['crip.fiche_enfant', 'crip.coincidence', 'hub.transfert_sortant', 'ase.transfert', 'ase.document_transfere'],
  'ase.demande_renseignements',
  ...['ase.reponse_saisine', 'ase.passage', 'education.scolarite', 'sante.suivi', 'defenseur.saisine'],
  ...['justice.mesure_urgente', 'justice.requete', 'justice.decision', 'justice.soit_transmis'],
];
const PAR_PARENT: readonly (readonly [table: string, lien: string, parent: string])[] = [
  ...(['crip.evaluation', 'crip.transition', 'crip.retour', 'crip.information_parents'] as const).map(
    (table) => [table, 'information_id', 'crip.information_preoccupante'] as const,
  ),
  ['justice.suite', 'signalement_id', 'crip.signalement'],
  ['justice.notification_partie', 'decision_id', 'justice.decision'],
  ['justice.appel', 'decision_id', 'justice.decision'],
  ...(['ase.renouvellement', 'ase.rapport', 'ase.changement_lieu', 'ase.choix_lieu', 'ase.examen_statut'] as const).map(
    (table) => [table, 'mesure_id', 'ase.mesure'] as const,
  ),
  ['ase.entretien', 'mesure_id', 'ase.mesure'],
];

const compter = (table: string, condition: string) => `SELECT '${table}', count(*) FROM ${table} t WHERE ${condition}`;

const APERCU = `
  -- What would go, by table: counts, for whoever must sign or decide.
  CREATE FUNCTION crip.apercu_elimination(eliminations uuid[]) RETURNS TABLE (nom text, lignes bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE
    cibles uuid[];
    sujets uuid[];
  BEGIN
    cibles := ARRAY(SELECT enfant_id FROM crip.elimination WHERE id = ANY(eliminations)
      AND etat IN ('A_VISER', 'VISEE', 'PROPOSEE') AND hub.par_role() IN ('crip', 'archiviste') AND ${ICI});
    sujets := ARRAY(SELECT crip.sujets_de(un) FROM unnest(cibles) un) || cibles
      || ARRAY(SELECT u.id FROM crip.acces_urgence u WHERE u.enfant_id = ANY(cibles));
    RETURN QUERY SELECT * FROM (
      ${[
        compter('crip.enfant', 't.id = ANY(cibles)'),
        compter('crip.rapprochement', 't.enfant_id = ANY(cibles) OR t.autre_id = ANY(cibles)'),
        ...PAR_ENFANT.map((table) => compter(table, 't.enfant_id = ANY(cibles)')),
        ...PAR_PARENT.map(([table, lien, parent]) =>
          compter(table, `t.${lien} IN (SELECT p.id FROM ${parent} p WHERE p.enfant_id = ANY(cibles))`),
        ),
        ...['hub.echeance', 'ase.reception', 'ase.escalade'].map((table) => compter(table, 't.sujet_id = ANY(sujets)')),
        compter('hub.piece', 't.objet_id = ANY(cibles) AND (t.information_id IS NOT NULL OR t.saisine_id IS NOT NULL)'),
        compter('hub.cle_enfant', 't.enfant_id = ANY(cibles) AND t.enveloppe IS NOT NULL'),
      ].join('\n      UNION ALL ')}
    ) AS comptes(nom, lignes) WHERE comptes.lignes > 0;
  END $$;
  REVOKE ALL ON FUNCTION crip.apercu_elimination FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.apercu_elimination TO hub_app`;
