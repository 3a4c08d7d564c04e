import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'CREATE SCHEMA "hub"',
  `CREATE TABLE "hub"."audit" (
        "id" uuid NOT NULL,
        "acte" text NOT NULL,
        "institution" text NOT NULL,
        "acteur" text NOT NULL,
        "objet_type" text NOT NULL,
        "objet_id" uuid NOT NULL,
        "empreinte" text,
        "le" timestamptz NOT NULL,
        CONSTRAINT "audit_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "audit_objet" ON "hub"."audit" ("objet_id", "id")`,
  `CREATE TABLE "hub"."echeance" (
        "id" uuid NOT NULL,
        "regle" text NOT NULL,
        "sujet_id" uuid NOT NULL,
        "depart" timestamptz NOT NULL,
        "date_limite" date NOT NULL,
        "etat" text NOT NULL,
        "close_le" timestamptz,
        CONSTRAINT "echeance_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "echeance_due" ON "hub"."echeance" ("date_limite") WHERE etat = 'OUVERTE'`,
  `CREATE UNIQUE INDEX "echeance_sujet" ON "hub"."echeance" ("sujet_id", "regle")`,
  `CREATE TABLE "hub"."idempotence" (
        "institution" text NOT NULL,
        "acte" text NOT NULL,
        "cle" text NOT NULL,
        "empreinte" text NOT NULL,
        "reponse" jsonb NOT NULL,
        "le" timestamptz NOT NULL,
        CONSTRAINT "idempotence_pk" PRIMARY KEY ("institution", "acte", "cle")
      )`,
  `CREATE TABLE "hub"."evenement" (
        "id" uuid NOT NULL,
        "type" text NOT NULL,
        "sujet_id" uuid NOT NULL,
        "le" timestamptz NOT NULL,
        CONSTRAINT "evenement_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "evenement_sujet" ON "hub"."evenement" ("sujet_id")`,
  `CREATE TABLE "hub"."livraison" (
        "id" uuid NOT NULL,
        "evenement_id" uuid NOT NULL,
        "destinataire" text NOT NULL,
        "priorite" smallint NOT NULL,
        "etat" text NOT NULL,
        "tentatives" integer NOT NULL DEFAULT '0',
        "prochaine_le" timestamptz NOT NULL,
        "remise_le" timestamptz,
        "canal" text,
        "dernier_echec" text,
        CONSTRAINT "livraison_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "livraison_morte" ON "hub"."livraison" ("id") WHERE etat = 'MORTE'`,
  `CREATE INDEX "livraison_due" ON "hub"."livraison" ("prochaine_le") WHERE etat = 'EN_ATTENTE'`,
  `CREATE INDEX "livraison_boite" ON "hub"."livraison" ("destinataire", "id")`,
  `CREATE UNIQUE INDEX "livraison_effet" ON "hub"."livraison" ("evenement_id", "destinataire")`,
  `CREATE TABLE "hub"."partenaire" (
        "id" text NOT NULL,
        "nom" text NOT NULL,
        "role" text NOT NULL,
        "territoire" text,
        "webhook_url" text,
        "webhook_secret" text,
        CONSTRAINT "partenaire_pk" PRIMARY KEY ("id")
      )`,
];

/** What every act writes: partners, idempotency, deadlines, audit, outbox. */
export class Platform1700000000001 implements MigrationInterface {
  name = 'Platform1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA "hub" CASCADE');
  }
}
