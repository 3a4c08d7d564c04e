import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "justice"."appel" (
        "id" uuid NOT NULL,
        "decision_id" uuid NOT NULL,
        "notification_id" uuid,
        "declare_le" date NOT NULL,
        "hors_delai" boolean NOT NULL,
        "enregistre_le" timestamptz NOT NULL,
        "empreinte" text NOT NULL,
        CONSTRAINT "appel_pk" PRIMARY KEY ("id")
      )`,
  `CREATE INDEX "appel_decision" ON "justice"."appel" ("decision_id", "id")`,
  `CREATE UNIQUE INDEX "appel_partie" ON "justice"."appel" ("notification_id") WHERE notification_id IS NOT NULL`,
  `CREATE UNIQUE INDEX "appel_ministere_public" ON "justice"."appel" ("decision_id") WHERE notification_id IS NULL`,
  // The subject of an appeal's clock is the notification that starts it: it can now be read by that type.
  `UPDATE "hub"."echeance" SET sujet_type = 'NotificationPartie' WHERE regle = 'J13'`,
];

const DOWN = [
  `UPDATE "hub"."echeance" SET sujet_type = 'DecisionJuge' WHERE regle = 'J13'`,
  `DROP TABLE "justice"."appel"`,
];

/** Appeals against the decisions of the juge des enfants, party by party. */
export class JusticeAppels1700000000041 implements MigrationInterface {
  name = 'JusticeAppels1700000000041';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
