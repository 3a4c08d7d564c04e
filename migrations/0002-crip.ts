import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'CREATE SCHEMA "crip"',
  `CREATE TABLE "crip"."enfant" (
        "id" uuid NOT NULL,
        "collectivite" text NOT NULL,
        "nom_naissance" text NOT NULL,
        "nom_usage" text,
        "prenoms" text NOT NULL,
        "sexe" text NOT NULL,
        "date_naissance" date,
        "age_approximatif" smallint,
        "commune_naissance" text,
        "cle_identite" text,
        CONSTRAINT "enfant_pk" PRIMARY KEY ("id")
      )`,
  `CREATE UNIQUE INDEX "enfant_identite" ON "crip"."enfant" ("collectivite", "cle_identite")`,
  `CREATE TABLE "crip"."relation" (
        "institution" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "depuis" timestamptz NOT NULL,
        CONSTRAINT "relation_pk" PRIMARY KEY ("institution", "enfant_id")
      )`,
  `CREATE TABLE "crip"."information_preoccupante" (
        "id" uuid NOT NULL,
        "reference" text NOT NULL,
        "collectivite" text NOT NULL,
        "emetteur_institution" text NOT NULL,
        "emetteur_type" text NOT NULL,
        "enfant_id" uuid NOT NULL,
        "recue_le" timestamptz NOT NULL,
        "transmise_le" timestamptz NOT NULL,
        "etat" text NOT NULL,
        "urgence" text NOT NULL,
        "nature_principale" text NOT NULL,
        "natures_danger" text array NOT NULL,
        "contenu" jsonb NOT NULL,
        "empreinte" text NOT NULL,
        CONSTRAINT "information_preoccupante_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "information_enfant" ON "crip"."information_preoccupante" ("enfant_id", "id")`,
  `CREATE INDEX "information_emetteur" ON "crip"."information_preoccupante" ("emetteur_institution", "id")`,
  `CREATE INDEX "information_collectivite" ON "crip"."information_preoccupante" ("collectivite", "id")`,
  `CREATE UNIQUE INDEX "information_reference" ON "crip"."information_preoccupante" ("reference")`,
];

/** Children, their relations, the informations préoccupantes. */
export class Crip1700000000002 implements MigrationInterface {
  name = 'Crip1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA "crip" CASCADE');
  }
}
