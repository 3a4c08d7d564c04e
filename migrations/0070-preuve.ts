import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRANSACTION = `"transaction_id" bigint NOT NULL DEFAULT hub.transaction_courante()`;

/** One row per act from now on; those of before named one object each. */
const AUDIT = [
  `CREATE FUNCTION hub.transaction_courante() RETURNS bigint LANGUAGE sql STABLE
     RETURN pg_current_xact_id()::text::bigint`,
  'DROP INDEX "hub"."audit_objet"',
  `ALTER TABLE "hub"."audit"
        ADD "objet_types" text array,
        ADD "objet_ids" uuid array,
        ADD "reference" text,
        ADD "kid" text,
        ADD "signature" text,
        ADD ${TRANSACTION}`,
  'UPDATE "hub"."audit" SET "objet_types" = ARRAY["objet_type"], "objet_ids" = ARRAY["objet_id"]',
  `ALTER TABLE "hub"."audit"
        ALTER COLUMN "objet_types" SET NOT NULL,
        ALTER COLUMN "objet_ids" SET NOT NULL,
        DROP COLUMN "objet_type",
        DROP COLUMN "objet_id"`,
  `CREATE INDEX "audit_objet" ON "hub"."audit" USING gin ("objet_ids") WITH (fastupdate = off)`,
  `CREATE INDEX "audit_reference" ON "hub"."audit" ("reference") WHERE reference IS NOT NULL`,
  'ALTER TABLE "hub"."idempotence" ADD "recu" jsonb',
  `CREATE INDEX "audit_transaction" ON "hub"."audit" ("transaction_id", "id")`,
];

const ACCES = [
  `CREATE TABLE "hub"."acces" (
        "id" uuid NOT NULL,
        "operation" text NOT NULL,
        "institution" text NOT NULL,
        "acteur" text NOT NULL,
        "finalite" text,
        "enfant_id" uuid,
        "objet_types" text array NOT NULL,
        "objet_ids" uuid array NOT NULL,
        "le" timestamptz NOT NULL,
        ${TRANSACTION},
        CONSTRAINT "acces_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "acces_enfant" ON "hub"."acces" ("enfant_id", "id")`,
  `CREATE INDEX "acces_objet" ON "hub"."acces" USING gin ("objet_ids") WITH (fastupdate = off)`,
  `CREATE INDEX "acces_transaction" ON "hub"."acces" ("transaction_id", "id")`,
];

const JOURNAL = [
  `CREATE TABLE "hub"."journal" (
        "position" bigint NOT NULL,
        "nature" text NOT NULL,
        "source_id" uuid NOT NULL,
        "hash" bytea NOT NULL,
        "chaine" bytea NOT NULL,
        CONSTRAINT "journal_pk" PRIMARY KEY ("position")
      )`,
  `CREATE UNIQUE INDEX "journal_source" ON "hub"."journal" ("source_id")`,
  `CREATE TABLE "hub"."journal_noeud" (
        "niveau" smallint NOT NULL,
        "indice" bigint NOT NULL,
        "hash" bytea NOT NULL,
        CONSTRAINT "journal_noeud_pk" PRIMARY KEY ("niveau", "indice")
      )`,
  `CREATE TABLE "hub"."point_de_controle" (
        "taille" bigint NOT NULL,
        "note" text NOT NULL,
        "le" timestamptz NOT NULL,
        CONSTRAINT "point_de_controle_pk" PRIMARY KEY ("taille")
      )`,
  `CREATE TABLE "hub"."journal_etat" (
        "seul" boolean NOT NULL DEFAULT true,
        "horizon" bigint NOT NULL,
        "grappe" text NOT NULL,
        CONSTRAINT "journal_etat_seul" CHECK (seul),
        CONSTRAINT "journal_etat_pk" PRIMARY KEY ("seul")
      )`,
  `INSERT INTO "hub"."journal_etat" ("horizon", "grappe") VALUES (0, '')`,
];

const AJOUT_SEUL = ['audit', 'acces', 'journal', 'journal_noeud', 'point_de_controle'];

/** Whoever may write may only add: nobody is left out, the owner of the tables included. */
const FERMER = [
  `CREATE FUNCTION "hub"."refuser_modification"() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       RAISE EXCEPTION 'hub.% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
     END $$`,
  ...AJOUT_SEUL.flatMap((table) => [
    `CREATE TRIGGER "ajout_seul" BEFORE UPDATE OR DELETE ON "hub"."${table}"
       FOR EACH ROW EXECUTE FUNCTION "hub"."refuser_modification"()`,
    `CREATE TRIGGER "ajout_seul_vidage" BEFORE TRUNCATE ON "hub"."${table}"
       FOR EACH STATEMENT EXECUTE FUNCTION "hub"."refuser_modification"()`,
  ]),
  `CREATE TRIGGER "toujours_la" BEFORE DELETE OR TRUNCATE ON "hub"."journal_etat"
     FOR EACH STATEMENT EXECUTE FUNCTION "hub"."refuser_modification"()`,
];

/** The audit is append-only; accesses are audited; one journal puts both in order. */
export class Preuve1700000000070 implements MigrationInterface {
  name = 'Preuve1700000000070';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...AUDIT, ...ACCES, ...JOURNAL, ...FERMER]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE "hub"."acces", "hub"."journal", "hub"."journal_noeud", "hub"."point_de_controle", "hub"."journal_etat"',
    );
    await runner.query('DROP FUNCTION "hub"."refuser_modification"() CASCADE');
    await runner.query('ALTER TABLE "hub"."idempotence" DROP COLUMN "recu"');
    for (const name of ['objet', 'reference', 'transaction']) await runner.query(`DROP INDEX "hub"."audit_${name}"`);
    await runner.query('DELETE FROM "hub"."audit" WHERE "objet_ids" = \'{}\'');
    await runner.query('ALTER TABLE "hub"."audit" ADD "objet_type" text, ADD "objet_id" uuid');
    // What named several objects keeps the first: the row was one per object.
    await runner.query('UPDATE "hub"."audit" SET "objet_type" = "objet_types"[1], "objet_id" = "objet_ids"[1]');
    await runner.query(`ALTER TABLE "hub"."audit"
        ALTER COLUMN "objet_type" SET NOT NULL,
        ALTER COLUMN "objet_id" SET NOT NULL,
        DROP COLUMN "objet_types",
        DROP COLUMN "objet_ids",
        DROP COLUMN "reference",
        DROP COLUMN "kid",
        DROP COLUMN "signature",
        DROP COLUMN "transaction_id"`);
    await runner.query('DROP FUNCTION hub.transaction_courante()');
    await runner.query('CREATE INDEX "audit_objet" ON "hub"."audit" ("objet_id", "id")');
  }
}
