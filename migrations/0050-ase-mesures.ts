import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "ase"."lieu_accueil" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "collectivite" text NOT NULL,
        "type" text NOT NULL,
        "nom" text NOT NULL,
        "finess" text,
        "capacite" integer NOT NULL,
        "etat" text NOT NULL,
        "valide_du" date,
        "valide_au" date,
        "reponse_avant" date,
        "suspendu_jusqu_au" date,
        "motif" text,
        CONSTRAINT "lieu_accueil_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "lieu_accueil_collectivite" ON "ase"."lieu_accueil" ("collectivite", "id")`,
  `CREATE UNIQUE INDEX "lieu_accueil_reference" ON "ase"."lieu_accueil" ("reference")`,
  `CREATE TABLE "ase"."mesure" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "tribunal" text,
        "nature" text NOT NULL,
        "etat" text NOT NULL,
        "debut" timestamptz NOT NULL,
        "terme" date,
        "majeur_le" date,
        "date_naissance" date,
        "confie_a" text,
        "lieu_id" uuid,
        "sans_agrement_urgence" boolean NOT NULL,
        "est_mna" boolean NOT NULL,
        "referent_fonction" text,
        "referent_service" text,
        "decision_id" uuid,
        "information_id" uuid,
        "consentement" jsonb,
        "renouvellements" integer NOT NULL,
        "rapport_sujet_id" uuid NOT NULL,
        "projet_etabli_le" timestamptz,
        "terminee_le" timestamptz,
        "motif_fin" text,
        CONSTRAINT "mesure_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "mesure_ase_majorite" ON "ase"."mesure" ("majeur_le") WHERE etat = 'EN_COURS'`,
  `CREATE INDEX "mesure_ase_lieu" ON "ase"."mesure" ("lieu_id") WHERE etat = 'EN_COURS'`,
  `CREATE INDEX "mesure_ase_enfant" ON "ase"."mesure" ("enfant_id", "id")`,
  `CREATE INDEX "mesure_ase_tribunal" ON "ase"."mesure" ("tribunal", "id") WHERE tribunal IS NOT NULL`,
  `CREATE INDEX "mesure_ase_collectivite" ON "ase"."mesure" ("collectivite", "id")`,
  `CREATE UNIQUE INDEX "mesure_ase_reference" ON "ase"."mesure" ("reference")`,
  `CREATE TABLE "ase"."renouvellement" (
        "id" uuid NOT NULL,
        "mesure_id" uuid NOT NULL,
        "rang" integer NOT NULL,
        "ancien_terme" date,
        "terme" date,
        "consentement" jsonb,
        "le" timestamptz NOT NULL,
        CONSTRAINT "renouvellement_pk" PRIMARY KEY ("id")
      )`,
  `CREATE UNIQUE INDEX "renouvellement_mesure" ON "ase"."renouvellement" ("mesure_id", "rang")`,
  `CREATE TABLE "ase"."rapport" (
        "id" uuid NOT NULL,
        "mesure_id" uuid NOT NULL,
        "remis_le" timestamptz NOT NULL,
        "redige_par" text NOT NULL,
        CONSTRAINT "rapport_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "rapport_mesure" ON "ase"."rapport" ("mesure_id", "id")`,
  `CREATE TABLE "ase"."changement_lieu" (
        "id" uuid NOT NULL,
        "mesure_id" uuid NOT NULL,
        "cas" text NOT NULL,
        "de_lieu_id" uuid,
        "vers_lieu_id" uuid NOT NULL,
        "le" timestamptz NOT NULL,
        "motifs" text NOT NULL,
        "enregistre_le" timestamptz NOT NULL,
        CONSTRAINT "changement_lieu_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "changement_lieu_mesure" ON "ase"."changement_lieu" ("mesure_id", "id")`,
];

const TABLES = ['ase.lieu_accueil', 'ase.mesure', 'ase.renouvellement', 'ase.rapport', 'ase.changement_lieu'];

/** Measures of the ASE: renewals, reports, changes of place; the places and their agréments. */
export class AseMesures1700000000050 implements MigrationInterface {
  name = 'AseMesures1700000000050';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
