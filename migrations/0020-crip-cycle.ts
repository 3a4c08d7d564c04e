import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "crip"."transition" (
        "id" uuid NOT NULL,
        "information_id" uuid NOT NULL,
        "de" text NOT NULL,
        "vers" text NOT NULL,
        "acte" text NOT NULL,
        "par" text NOT NULL,
        "motif" text,
        "le" timestamptz NOT NULL,
        CONSTRAINT "transition_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "transition_information" ON "crip"."transition" ("information_id", "id")`,
  `CREATE TABLE "crip"."evaluation" (
        "id" uuid NOT NULL,
        "information_id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "equipe" text NOT NULL,
        "evaluateurs" jsonb NOT NULL,
        "motif_exception" text,
        "enfant_ids" uuid array NOT NULL,
        "ouverte_le" timestamptz NOT NULL,
        "rendue_le" timestamptz,
        "conclusion" text,
        "rapport" text,
        "divergences" text,
        "motif_non_rencontre" text,
        CONSTRAINT "evaluation_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "evaluation_information" ON "crip"."evaluation" ("information_id")`,
  `CREATE TABLE "crip"."demande" (
        "id" uuid NOT NULL,
        "information_id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "nature" text NOT NULL,
        "destinataire" text NOT NULL,
        "question" text NOT NULL,
        "demandee_le" timestamptz NOT NULL,
        "reponse" text,
        "repondue_par" text,
        "repondue_le" timestamptz,
        CONSTRAINT "demande_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "demande_destinataire" ON "crip"."demande" ("destinataire", "id")`,
  `CREATE INDEX "demande_information" ON "crip"."demande" ("information_id", "id")`,
  `CREATE TABLE "crip"."signalement" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "information_id" uuid,
        "collectivite" text NOT NULL,
        "tribunal" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "auteur" text NOT NULL,
        "motifs" text array NOT NULL,
        "expose" text NOT NULL,
        "actions_menees" text array NOT NULL,
        "le" timestamptz NOT NULL,
        "suite" text,
        "suite_le" timestamptz,
        CONSTRAINT "signalement_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "signalement_collectivite" ON "crip"."signalement" ("collectivite", "id")`,
  `CREATE INDEX "signalement_parquet" ON "crip"."signalement" ("tribunal", "id")`,
  `CREATE INDEX "signalement_information" ON "crip"."signalement" ("information_id")`,
  `CREATE UNIQUE INDEX "signalement_reference" ON "crip"."signalement" ("reference")`,
  `CREATE TABLE "crip"."retour" (
        "id" uuid NOT NULL,
        "information_id" uuid NOT NULL,
        "code" text NOT NULL,
        "redige_le" timestamptz NOT NULL,
        "envoye_le" timestamptz,
        CONSTRAINT "retour_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "retour_information" ON "crip"."retour" ("information_id", "id")`,
  `CREATE TABLE "crip"."information_parents" (
        "id" uuid NOT NULL,
        "information_id" uuid NOT NULL,
        "objet" text NOT NULL,
        "informes" boolean,
        "motif" text,
        "le" timestamptz,
        CONSTRAINT "information_parents_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "information_parents_information" ON "crip"."information_parents" ("information_id", "id")`,
];

const TABLES = [
  'crip.transition',
  'crip.evaluation',
  'crip.demande',
  'crip.signalement',
  'crip.retour',
  'crip.information_parents',
];

/** Life cycle of the informations: history, evaluations, requests, signalements, feedback, information of the parents. */
export class CripCycle1700000000020 implements MigrationInterface {
  name = 'CripCycle1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
