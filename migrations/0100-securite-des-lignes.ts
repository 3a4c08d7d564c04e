import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row-level security, the second wall: whatever a query forgets, a caller reaches the rows of its own institution,
 * collectivité or court. The application role owns nothing. What each profession may see of a row it reaches is the
 * first wall's business (`domain/access.ts`).
 */
export class SecuriteDesLignes1700000000100 implements MigrationInterface {
  name = 'SecuriteDesLignes1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLE);
    await runner.query(FONCTIONS);
    for (const [table, { lire, ecrire }] of Object.entries(POLITIQUES)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      // The owner migrates; FORCE would hide the rows from it too when it is not a superuser.
      await runner.query(`CREATE POLICY proprietaire ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
      await runner.query(
        `CREATE POLICY application ON ${table} TO hub_app USING (${lire}) WITH CHECK (${ecrire ?? lire})`,
      );
    }
    await runner.query(DROITS);
    await runner.query(RELATIONS);
    await runner.query(REMISE);
    for (const [table, index, locataire] of CLES_PAR_LOCATAIRE) {
      await runner.query(`DROP INDEX ${schemaDe(table)}.${index}`);
      await runner.query(`CREATE UNIQUE INDEX ${index} ON ${table} (${locataire}, reference)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(POLITIQUES)) {
      await runner.query(`DROP POLICY application ON ${table}`);
      await runner.query(`DROP POLICY proprietaire ON ${table}`);
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    await runner.query('DROP FUNCTION hub.remise_le, crip.inscrire_enfant, crip.relier');
    await runner.query(
      'DROP FUNCTION hub.en_acte, hub.en_service, hub.par_tribunal, hub.par_collectivite, hub.par_role, hub.par_institution',
    );
    // The roles stay: other databases of the cluster may have them.
    await runner.query(
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${SCHEMAS} REVOKE SELECT, INSERT, UPDATE ON TABLES FROM hub_app`,
    );
    await runner.query(`REVOKE ALL ON ALL TABLES IN SCHEMA ${SCHEMAS}, public FROM hub_app`);
    await runner.query(`REVOKE USAGE ON SCHEMA ${SCHEMAS} FROM hub_app`);
    for (const [table, index] of CLES_PAR_LOCATAIRE) {
      await runner.query(`DROP INDEX ${schemaDe(table)}.${index}`);
      await runner.query(`CREATE UNIQUE INDEX ${index} ON ${table} (reference)`);
    }
  }
}

/** `hub_file` reaches the queue alone. Roles are shared by every database of a cluster: two hubs may create these at once. */
const ROLE = `
  DO $$ DECLARE nom text; BEGIN
    FOREACH nom IN ARRAY ARRAY['hub_app', 'hub_file'] LOOP
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = nom) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', nom);
      END IF;
    END LOOP;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$;
  GRANT hub_app, hub_file TO CURRENT_USER`;

/** Set by \`set_config(…, true)\` in the transaction itself; absent, they compare with nothing. */
const FONCTIONS = `
  CREATE FUNCTION hub.par_institution() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('hub.institution', true), '');
  CREATE FUNCTION hub.par_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('hub.role', true), '');
  CREATE FUNCTION hub.par_collectivite() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN hub.par_role() IN ('crip', 'ase') THEN nullif(current_setting('hub.territoire', true), '') END;
  CREATE FUNCTION hub.par_tribunal() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN hub.par_role() IN ('parquet', 'juge') THEN nullif(current_setting('hub.territoire', true), '') END;
  CREATE FUNCTION hub.en_acte() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('hub.acte', true), '') <> '' AND hub.par_institution() IS NOT NULL;
  CREATE FUNCTION hub.en_service() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('hub.service', true), '') = 'travailleur'`;

const INSTITUTION = '(SELECT hub.par_institution())';
const COLLECTIVITE = '(SELECT hub.par_collectivite())';
const TRIBUNAL = '(SELECT hub.par_tribunal())';
const ACTE = '(SELECT hub.en_acte())';
const SERVICE = '(SELECT hub.en_service())';
const EXPLOITANT = `(SELECT hub.par_role()) = 'exploitant'`;
const DEFENSEUR = `(SELECT hub.par_role()) = 'defenseur'`;

const lie = (enfant: string) =>
  `EXISTS (SELECT 1 FROM crip.relation lien WHERE lien.institution = ${INSTITUTION} AND lien.enfant_id = ${enfant})`;
/** An act of one institution writes the rows of others about a child that it is itself related to. */
const DANS_UN_ACTE = `(${ACTE} AND ${lie('enfant_id')})`;
const parent = (table: string, cle: string, colonne = 'id') =>
  `EXISTS (SELECT 1 FROM ${table} parent WHERE parent.${colonne} = ${cle})`;
/** What hangs from a row is written with it, in one statement that cannot see it yet. */
const suiteDe = (table: string, cle: string, colonne = 'id') => ({ lire: parent(table, cle, colonne), ecrire: ACTE });

const POLITIQUES: Readonly<Record<string, { readonly lire: string; readonly ecrire?: string }>> = {
  'crip.enfant': { lire: `collectivite = ${COLLECTIVITE} OR ${lie('id')}` },
  // Written by the functions below alone.
  'crip.relation': { lire: `institution = ${INSTITUTION}` },
  'crip.information_preoccupante': {
    lire: `emetteur_institution = ${INSTITUTION} OR collectivite = ${COLLECTIVITE} OR ${DANS_UN_ACTE} OR ${TRIBUNAL} IS NOT NULL
      AND EXISTS (SELECT 1 FROM crip.signalement s WHERE s.information_id = information_preoccupante.id AND s.tribunal = ${TRIBUNAL})`,
  },
  'crip.signalement': {
    lire: `collectivite = ${COLLECTIVITE} OR tribunal = ${TRIBUNAL} OR auteur = ${INSTITUTION} OR ${DANS_UN_ACTE}`,
  },
  'crip.demande': { lire: `collectivite = ${COLLECTIVITE} OR destinataire = ${INSTITUTION}` },
  'crip.evaluation': {
    lire: `collectivite = ${COLLECTIVITE} OR ${TRIBUNAL} IS NOT NULL
      AND EXISTS (SELECT 1 FROM crip.signalement s WHERE s.information_id = evaluation.information_id AND s.tribunal = ${TRIBUNAL})`,
  },
  'crip.transition': suiteDe('crip.information_preoccupante', 'information_id'),
  'crip.retour': suiteDe('crip.information_preoccupante', 'information_id'),
  'crip.information_parents': suiteDe('crip.information_preoccupante', 'information_id'),
  'crip.horaires': { lire: 'true', ecrire: `collectivite = ${COLLECTIVITE}` },

  'ase.lieu_accueil': { lire: `collectivite = ${COLLECTIVITE}` },
  // Opened by the act of the parquet, or of the school whose information cannot wait for the morning.
  'ase.reception': {
    lire: `collectivite = ${COLLECTIVITE} OR tribunal = ${TRIBUNAL} OR ${SERVICE}`,
    ecrire: `${ACTE} OR ${SERVICE}`,
  },
  'ase.escalade': { lire: parent('ase.reception', 'escalade.sujet_id', 'sujet_id'), ecrire: SERVICE },
  'ase.palier': { lire: 'true', ecrire: `collectivite = ${COLLECTIVITE}` },
  'ase.reponse_saisine': { lire: `collectivite = ${COLLECTIVITE} OR ${DEFENSEUR}` },
  'ase.mesure': {
    lire: `collectivite = ${COLLECTIVITE} OR tribunal = ${TRIBUNAL} OR ${SERVICE} OR ${DANS_UN_ACTE}`,
  },
  'ase.renouvellement': suiteDe('ase.mesure', 'mesure_id'),
  'ase.rapport': suiteDe('ase.mesure', 'mesure_id'),
  'ase.changement_lieu': suiteDe('ase.mesure', 'mesure_id'),

  'justice.mesure_urgente': {
    lire: `tj = ${TRIBUNAL} OR collectivite = ${COLLECTIVITE} OR ${DANS_UN_ACTE} OR ${TRIBUNAL} IS NOT NULL
      AND EXISTS (SELECT 1 FROM justice.requete r WHERE r.mesure_urgente_id = mesure_urgente.id AND r.tj = ${TRIBUNAL})`,
  },
  'justice.requete': {
    lire: `tj = ${TRIBUNAL} OR parquet = ${TRIBUNAL} OR collectivite = ${COLLECTIVITE} OR ${DANS_UN_ACTE}`,
  },
  'justice.decision': {
    lire: `tj = ${TRIBUNAL} OR collectivite = ${COLLECTIVITE} OR ${DANS_UN_ACTE} OR ${TRIBUNAL} IS NOT NULL
      AND EXISTS (SELECT 1 FROM justice.requete r WHERE r.enfant_id = decision.enfant_id AND r.tj = decision.tj AND r.parquet = ${TRIBUNAL})`,
  },
  'justice.notification_partie': suiteDe('justice.decision', 'decision_id'),
  'justice.appel': suiteDe('justice.decision', 'decision_id'),
  'justice.suite': { lire: `tj = ${TRIBUNAL}` },
  'justice.soit_transmis': { lire: `tj = ${TRIBUNAL} OR collectivite = ${COLLECTIVITE}` },

  'education.scolarite': { lire: `declaree_par = ${INSTITUTION} OR collectivite = ${COLLECTIVITE}` },
  'sante.suivi': { lire: `declare_par = ${INSTITUTION}` },
  'defenseur.saisine': { lire: `collectivite = ${COLLECTIVITE} OR ${DEFENSEUR}` },

  // Tokens, machines and their keys: the authorization server's, and the operator's acts.
  'hub.oidc': { lire: SERVICE },
  'hub.client': { lire: `${SERVICE} OR ${EXPLOITANT}` },
  'hub.cle_client': { lire: `${SERVICE} OR ${EXPLOITANT}` },
  // The directory: names of institutions, no person.
  'hub.partenaire': { lire: 'true', ecrire: `${SERVICE} OR (${ACTE} AND ${EXPLOITANT})` },
  'hub.livraison': {
    lire: `destinataire = ${INSTITUTION} OR ${SERVICE}`,
    ecrire: `destinataire = ${INSTITUTION} OR ${ACTE} OR ${SERVICE}`,
  },
  'hub.evenement': {
    lire: `${parent('hub.livraison', 'evenement.id', 'evenement_id')} OR ${SERVICE}`,
    ecrire: `${ACTE} OR ${SERVICE}`,
  },
  'hub.idempotence': { lire: `institution = ${INSTITUTION}` },
  'hub.audit': { lire: SERVICE, ecrire: `institution = ${INSTITUTION} AND ${ACTE} OR ${SERVICE}` },
  'hub.acces': { lire: SERVICE, ecrire: `institution = ${INSTITUTION} OR ${SERVICE}` },
  'hub.journal': { lire: SERVICE },
  'hub.journal_noeud': { lire: SERVICE },
  'hub.journal_etat': { lire: SERVICE },
  'hub.point_de_controle': { lire: SERVICE },
  // No person's data: whoever acts moves the clocks of what it acts on.
  'hub.echeance': {
    lire: `acteur = ${INSTITUTION} OR avertie = ${INSTITUTION} OR collectivite = ${COLLECTIVITE}
      OR 'tj' || territoire = ${TRIBUNAL} OR ${ACTE} OR ${SERVICE} OR CASE sujet_type
        WHEN 'InformationPreoccupante' THEN ${parent('crip.information_preoccupante', 'sujet_id')}
        WHEN 'Demande' THEN ${parent('crip.demande', 'sujet_id')}
        WHEN 'Signalement' THEN ${parent('crip.signalement', 'sujet_id')}
        WHEN 'MesureUrgente' THEN ${parent('justice.mesure_urgente', 'sujet_id')}
        WHEN 'RequeteJuge' THEN ${parent('justice.requete', 'sujet_id')}
        WHEN 'DecisionJuge' THEN ${parent('justice.decision', 'sujet_id')}
        WHEN 'Mesure' THEN ${['mesure', 'renouvellement', 'rapport', 'changement_lieu'].map((table) => parent(`ase.${table}`, 'sujet_id')).join(' OR ')}
        WHEN 'NotificationPartie' THEN ${parent('justice.notification_partie', 'sujet_id')}
        WHEN 'SaisineDefenseur' THEN ${parent('defenseur.saisine', 'sujet_id')}
        ELSE false END`,
  },
  'hub.alerte_echeance': { lire: SERVICE },
  'hub.retard_echeance': { lire: SERVICE },
};

const SCHEMAS = 'hub, crip, ase, justice, education, sante, defenseur';

const DROITS = `
  GRANT USAGE ON SCHEMA ${SCHEMAS} TO hub_app;
  GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA ${SCHEMAS} TO hub_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA ${SCHEMAS} GRANT SELECT, INSERT, UPDATE ON TABLES TO hub_app;
  GRANT DELETE ON hub.oidc TO hub_app;
  REVOKE INSERT, UPDATE ON crip.relation FROM hub_app;
  GRANT SELECT ON public.migration TO hub_app;
  REVOKE UPDATE ON hub.audit, hub.acces, hub.journal, hub.journal_noeud, hub.point_de_controle, crip.transition,
    ase.escalade FROM hub_app`;

/**
 * A child may be known to others than the caller, and a relation opens a record: both are written by these functions,
 * which check the caller themselves and tell it nothing but an identifier.
 */
const RELATIONS = `
  CREATE FUNCTION crip.inscrire_enfant(
    uuid, text, text, text, text, text, date, smallint, text, text, timestamptz
  ) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  DECLARE inscrit uuid;
  BEGIN
    IF NOT hub.en_acte() THEN RAISE insufficient_privilege USING MESSAGE = 'outside an act'; END IF;
    INSERT INTO crip.enfant (id, collectivite, nom_naissance, nom_usage, prenoms, sexe, date_naissance,
                             age_approximatif, commune_naissance, cle_identite)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    -- The row is touched, not changed: a conflict must still return its id.
    ON CONFLICT (collectivite, cle_identite) DO UPDATE SET cle_identite = EXCLUDED.cle_identite
    RETURNING id INTO inscrit;
    INSERT INTO crip.relation (institution, enfant_id, depuis) VALUES (hub.par_institution(), inscrit, $11)
    ON CONFLICT DO NOTHING;
    RETURN inscrit;
  END $$;

  CREATE FUNCTION crip.relier(institutions text[], enfants uuid[], le timestamptz)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    INSERT INTO crip.relation (institution, enfant_id, depuis)
    SELECT institution, e.id, le FROM unnest(institutions) institution, crip.enfant e
    WHERE e.id = ANY(enfants) AND hub.en_acte() AND (e.collectivite = hub.par_collectivite() OR EXISTS (
      SELECT 1 FROM crip.relation r WHERE r.enfant_id = e.id AND r.institution = hub.par_institution()))
    ON CONFLICT DO NOTHING
  $$;

  REVOKE ALL ON FUNCTION crip.inscrire_enfant, crip.relier FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.inscrire_enfant, crip.relier TO hub_app`;

/** The parquet is told when its measure reached the ASE, and nothing else of the ASE's inbox. */
const REMISE = `
  CREATE FUNCTION hub.remise_le(sujet uuid, evenement text) RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT min(l.remise_le) FROM hub.evenement v JOIN hub.livraison l ON l.evenement_id = v.id
    WHERE v.sujet_id = sujet AND v.type = evenement AND l.destinataire LIKE 'ase-%'
  $$;
  REVOKE ALL ON FUNCTION hub.remise_le FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION hub.remise_le TO hub_app`;

/** A unique key that holds for all tenants tells each what the others have: they start with the tenant. */
const CLES_PAR_LOCATAIRE = [
  ['crip.information_preoccupante', 'information_reference', 'collectivite'],
  ['crip.signalement', 'signalement_reference', 'collectivite'],
  ['ase.lieu_accueil', 'lieu_accueil_reference', 'collectivite'],
  ['ase.mesure', 'mesure_ase_reference', 'collectivite'],
  ['justice.mesure_urgente', 'mesure_reference', 'tj'],
  ['justice.requete', 'requete_reference', 'tj'],
  ['justice.decision', 'decision_reference', 'tj'],
  ['justice.suite', 'suite_reference', 'tj'],
  ['justice.soit_transmis', 'soit_transmis_reference', 'tj'],
  ['defenseur.saisine', 'saisine_reference', 'collectivite'],
] as const;

const schemaDe = (table: string) => table.split('.', 1)[0] ?? '';
