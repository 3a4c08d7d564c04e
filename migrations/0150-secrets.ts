import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Narratives, medical content, senders, INE and INS become bytes sealed under a key per child. What was in clear is kept
 * as a zero byte and its JSON: the checks stay « not valid » until `sceller-existant.ts` has sealed it.
 */
export class Secrets1700000000150 implements MigrationInterface {
  name = 'Secrets1700000000150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CLES);
    await runner.query(`ALTER TABLE ase.reponse_saisine ADD enfant_id uuid`);
    await runner.query(
      'UPDATE ase.reponse_saisine r SET enfant_id = s.enfant_id FROM defenseur.saisine s WHERE s.id = r.saisine_id',
    );
    await runner.query(`ALTER TABLE ase.reponse_saisine ALTER enfant_id SET NOT NULL`);
    for (const [table, colonne] of SECRETES) {
      await runner.query(
        `ALTER TABLE ${table} ALTER ${colonne} TYPE bytea
         USING '\\x00'::bytea || convert_to(to_jsonb(${colonne})::text, 'UTF8')`,
      );
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${colonne}_scelle CHECK (get_byte(${colonne}, 0) = 1) NOT VALID`,
      );
    }
    await runner.query(INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX education.scolarite_ine, sante.suivi_ins');
    await runner.query('ALTER TABLE education.scolarite DROP ine_index');
    await runner.query('ALTER TABLE sante.suivi DROP ins_index');
    await runner.query(LISTE);
    for (const [table, colonne, type] of SECRETES) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${colonne}_scelle`);
      // Sealed rows have no way back in SQL: convert_from refuses their first bytes, and the whole migration with them.
      const json = `convert_from(substring(${colonne} from 2), 'UTF8')::jsonb`;
      const clair = { jsonb: json, text: `${json} #>> '{}'`, 'text[]': `hub.liste(${json})` }[type];
      await runner.query(`ALTER TABLE ${table} ALTER ${colonne} TYPE ${type} USING ${clair}`);
    }
    await runner.query('DROP FUNCTION hub.liste');
    await runner.query('ALTER TABLE ase.reponse_saisine DROP enfant_id');
    await runner.query('DROP TABLE hub.cle_enfant');
  }
}

const SECRETES: readonly (readonly [table: string, colonne: string, type: 'text' | 'text[]' | 'jsonb'])[] = [
  ['crip.information_preoccupante', 'contenu', 'jsonb'],
  ['crip.signalement', 'expose', 'text'],
  ['crip.signalement', 'actions_menees', 'text[]'],
  ['crip.signalement', 'emetteur', 'jsonb'],
  ['crip.demande', 'question', 'text'],
  ['crip.demande', 'reponse', 'text'],
  ['crip.demande', 'repondue_par', 'text'],
  ['crip.evaluation', 'motif_exception', 'text'],
  ['crip.evaluation', 'rapport', 'text'],
  ['crip.evaluation', 'divergences', 'text'],
  ['crip.evaluation', 'motif_non_rencontre', 'text'],
  ['crip.transition', 'motif', 'text'],
  ['crip.information_parents', 'motif', 'text'],
  ['ase.mesure', 'confie_a', 'text'],
  ['ase.mesure', 'consentement', 'jsonb'],
  ['ase.mesure', 'autorite_saisie_motifs', 'text'],
  ['ase.choix_lieu', 'choix', 'text'],
  ['ase.examen_statut', 'avis', 'text'],
  ['ase.renouvellement', 'consentement', 'jsonb'],
  ['ase.changement_lieu', 'motifs', 'text'],
  ['ase.reponse_saisine', 'reponse', 'text'],
  ['ase.reponse_saisine', 'repondue_par', 'text'],
  ['justice.mesure_urgente', 'contenu', 'jsonb'],
  ['justice.decision', 'contenu', 'jsonb'],
  ['justice.requete', 'motifs', 'text'],
  ['justice.suite', 'commentaire', 'text'],
  ['justice.soit_transmis', 'magistrat', 'text'],
  ['justice.soit_transmis', 'texte', 'text'],
  ['education.scolarite', 'ine', 'text'],
  ['sante.suivi', 'rpps', 'text'],
  ['sante.suivi', 'ins_matricule', 'text'],
  ['sante.suivi', 'ins_oid', 'text'],
  ['defenseur.saisine', 'faits', 'text'],
  ['defenseur.saisine', 'verifications_demandees', 'text[]'],
];

/** Wrapped: whoever reads them all opens nothing without the key-encryption key, which is not here. */
const CLES = `
  CREATE TABLE hub.cle_enfant (
    id uuid NOT NULL CONSTRAINT cle_enfant_pk PRIMARY KEY,
    enfant_id uuid NOT NULL,
    kek text NOT NULL,
    enveloppe bytea,
    creee_le timestamptz NOT NULL,
    detruite_le timestamptz
  );
  CREATE UNIQUE INDEX cle_enfant_active ON hub.cle_enfant (enfant_id) WHERE enveloppe IS NOT NULL;
  CREATE INDEX cle_enfant_kek ON hub.cle_enfant (kek) WHERE enveloppe IS NOT NULL;
  ALTER TABLE hub.cle_enfant ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.cle_enfant FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.cle_enfant TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.cle_enfant TO hub_app
    USING ((SELECT hub.par_institution()) IS NOT NULL OR (SELECT hub.en_service()))
    WITH CHECK ((SELECT hub.en_acte()));
  REVOKE UPDATE ON hub.cle_enfant FROM hub_app;
  -- One column, so that a writer may hold the key it writes with (FOR SHARE); the policy lets no other use through.
  GRANT UPDATE (creee_le) ON hub.cle_enfant TO hub_app`;

const INDEX = `
  ALTER TABLE education.scolarite ADD ine_index bytea;
  ALTER TABLE sante.suivi ADD ins_index bytea;
  CREATE INDEX scolarite_ine ON education.scolarite (declaree_par, ine_index) WHERE ine_index IS NOT NULL;
  CREATE INDEX suivi_ins ON sante.suivi (declare_par, ins_index) WHERE ins_index IS NOT NULL`;

/** A subquery is not allowed where a column changes its type; a function is. */
const LISTE = `
  CREATE FUNCTION hub.liste(jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE
    RETURN ARRAY(SELECT jsonb_array_elements_text($1))`;
