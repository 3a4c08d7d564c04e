import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Every clock of a measure bears the measure: each is closed before the next of its rule is opened.
  ...['renouvellement', 'rapport', 'changement_lieu'].map(
    (table) =>
      `UPDATE "hub"."echeance" e SET "sujet_id" = x."mesure_id" FROM "ase"."${table}" x WHERE x."id" = e."sujet_id"`,
  ),
  `UPDATE "hub"."echeance" SET "sujet_type" = 'LieuAccueil' WHERE "regle" IN ('A13', 'A13_PROLONGE')`,
  `ALTER TABLE "ase"."mesure" DROP COLUMN "rapport_sujet_id",
        ADD "motif_examen" text,
        ADD "parents_informes_le" timestamptz,
        ADD "autorite_saisie_le" timestamptz,
        ADD "autorite_saisie_motifs" text`,
  'ALTER TABLE "ase"."lieu_accueil" ADD "motif_prolongation" text',
  `CREATE TABLE "ase"."commission_agrement" (
        "id" uuid NOT NULL,
        "lieu_id" uuid NOT NULL,
        "motif" text NOT NULL,
        "informe_le" date NOT NULL,
        "reunion_le" date NOT NULL,
        "suivie_le" timestamptz,
        CONSTRAINT "commission_agrement_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "commission_agrement_lieu" ON "ase"."commission_agrement" ("lieu_id", "id")`,
  `CREATE TABLE "ase"."choix_lieu" (
        "id" uuid NOT NULL,
        "mesure_id" uuid NOT NULL,
        "choix" text NOT NULL,
        "envoye_le" timestamptz NOT NULL,
        "recu_le" timestamptz,
        "limite" date NOT NULL,
        "accord" boolean,
        "repondu_le" timestamptz,
        CONSTRAINT "choix_lieu_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "choix_lieu_mesure" ON "ase"."choix_lieu" ("mesure_id", "id")`,
  `CREATE TABLE "ase"."examen_statut" (
        "id" uuid NOT NULL,
        "mesure_id" uuid NOT NULL,
        "tenu_le" timestamptz NOT NULL,
        "avis" text NOT NULL,
        "risque_persiste" boolean NOT NULL,
        CONSTRAINT "examen_statut_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "examen_statut_mesure" ON "ase"."examen_statut" ("mesure_id", "id")`,
  `CREATE TABLE "ase"."entretien" (
        "id" uuid NOT NULL,
        "mesure_id" uuid NOT NULL,
        "objet" text NOT NULL,
        "tenu_le" timestamptz NOT NULL,
        CONSTRAINT "entretien_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "entretien_mesure" ON "ase"."entretien" ("mesure_id", "id")`,
];

/** Whose rows these are: what hangs from a measure or a place is reached with it (docs/decisions/0012). */
const PARENTS = {
  'ase.choix_lieu': ['ase.mesure', 'mesure_id'],
  'ase.examen_statut': ['ase.mesure', 'mesure_id'],
  'ase.entretien': ['ase.mesure', 'mesure_id'],
  'ase.commission_agrement': ['ase.lieu_accueil', 'lieu_id'],
} as const;

/**
 * Majority ends assistance éducative by itself (C. civ. 375): the worker, who reaches no decision, may say that these
 * have ended, and nothing else of them.
 */
const FINIR_DECISIONS = `
  CREATE FUNCTION justice.finir_decisions(decisions uuid[], fins timestamptz[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
    UPDATE justice.decision d SET fin_le = fin.le
    FROM unnest(decisions, fins) AS fin(id, le) WHERE hub.en_service() AND d.id = fin.id AND d.fin_le IS NULL
  $$;
  REVOKE ALL ON FUNCTION justice.finir_decisions FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION justice.finir_decisions TO hub_app`;

/**
 * Choices of place, examinations of status, interviews, commissions. Going back leaves each clock on its measure, which
 * the former readers found as well.
 */
export class AseActes1700000000110 implements MigrationInterface {
  name = 'AseActes1700000000110';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    for (const [table, [parent, cle]] of Object.entries(PARENTS)) {
      const atteint = `EXISTS (SELECT 1 FROM ${parent} parent WHERE parent.id = ${cle})`;
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY proprietaire ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
      await runner.query(
        `CREATE POLICY application ON ${table} TO hub_app USING (${atteint}) WITH CHECK ((SELECT hub.en_acte()))`,
      );
    }
    await runner.query(FINIR_DECISIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION justice.finir_decisions');
    for (const table of ['entretien', 'examen_statut', 'choix_lieu', 'commission_agrement'])
      await runner.query(`DROP TABLE "ase"."${table}"`);
    await runner.query('ALTER TABLE "ase"."lieu_accueil" DROP COLUMN "motif_prolongation"');
    await runner.query(`ALTER TABLE "ase"."mesure" ADD "rapport_sujet_id" uuid,
      DROP COLUMN "motif_examen", DROP COLUMN "parents_informes_le", DROP COLUMN "autorite_saisie_le", DROP COLUMN "autorite_saisie_motifs"`);
    await runner.query('UPDATE "ase"."mesure" SET "rapport_sujet_id" = "id"');
    await runner.query('ALTER TABLE "ase"."mesure" ALTER COLUMN "rapport_sujet_id" SET NOT NULL');
  }
}
