import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "hub"."oidc" (
        "modele" text NOT NULL,
        "id" text NOT NULL,
        "contenu" jsonb NOT NULL,
        "expire_le" timestamptz NOT NULL,
        CONSTRAINT "oidc_pk" PRIMARY KEY ("modele", "id")
      )`,
  `CREATE INDEX "oidc_expiration" ON "hub"."oidc" ("expire_le")`,
  `CREATE TABLE "hub"."client" (
        "id" uuid NOT NULL,
        "client_id" text NOT NULL,
        "institution" text NOT NULL,
        "scopes" text array NOT NULL,
        "contrainte" text NOT NULL,
        "cree_le" timestamptz NOT NULL,
        "revoque_le" timestamptz,
        CONSTRAINT "client_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "client_institution" ON "hub"."client" ("institution")`,
  `CREATE UNIQUE INDEX "client_nom" ON "hub"."client" ("client_id")`,
  `CREATE TABLE "hub"."cle_client" (
        "id" uuid NOT NULL,
        "client_id" text NOT NULL,
        "kid" text NOT NULL,
        "jwk" jsonb NOT NULL,
        "cree_le" timestamptz NOT NULL,
        "retiree_le" timestamptz,
        CONSTRAINT "cle_client_pk" PRIMARY KEY ("id")
      )`,
  `CREATE UNIQUE INDEX "cle_client_kid" ON "hub"."cle_client" ("client_id", "kid")`,
  `ALTER TABLE "hub"."partenaire" ADD "objet_id" uuid NOT NULL DEFAULT gen_random_uuid()`,
  `ALTER TABLE "hub"."partenaire" ADD "identifiant_externe" text`,
  `ALTER TABLE "hub"."partenaire" ADD "revoque_le" timestamptz`,
  `CREATE UNIQUE INDEX "partenaire_externe" ON "hub"."partenaire" ("identifiant_externe")`,
];

const DOWN = [
  `DROP INDEX "hub"."partenaire_externe"`,
  `ALTER TABLE "hub"."partenaire" DROP COLUMN "revoque_le"`,
  `ALTER TABLE "hub"."partenaire" DROP COLUMN "identifiant_externe"`,
  `ALTER TABLE "hub"."partenaire" DROP COLUMN "objet_id"`,
  `DROP TABLE "hub"."cle_client"`,
  `DROP TABLE "hub"."client"`,
  `DROP TABLE "hub"."oidc"`,
];

/** The partners' machines, their keys, and what the authorization server keeps. */
export class Identite1700000000060 implements MigrationInterface {
  name = 'Identite1700000000060';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
