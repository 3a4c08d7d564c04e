import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "crip"."information_preoccupante" ADD "regime_retour" text NOT NULL DEFAULT 'PROFESSIONNEL'`,
  `UPDATE "crip"."information_preoccupante" SET regime_retour = 'SERVICE_119' WHERE emetteur_institution = 'SNATED'`,
  `UPDATE "crip"."information_preoccupante" SET regime_retour = 'AUCUN' WHERE emetteur_institution LIKE 'tj%'`,
  `ALTER TABLE "crip"."information_preoccupante" ALTER COLUMN "regime_retour" DROP DEFAULT`,
  `ALTER TABLE "crip"."information_preoccupante" ADD "canal" text NOT NULL DEFAULT 'HUB'`,
  `ALTER TABLE "crip"."information_preoccupante" ALTER COLUMN "canal" DROP DEFAULT`,
  `ALTER TABLE "crip"."retour" ADD "canal" text`,
  `UPDATE "crip"."retour" SET canal = 'HUB' WHERE envoye_le IS NOT NULL`,
];

const DOWN = [
  `ALTER TABLE "crip"."retour" DROP "canal"`,
  `ALTER TABLE "crip"."information_preoccupante" DROP "canal", DROP "regime_retour"`,
];

/** To whom a feedback is owed and from when; how an information reaches the CRIP, and how a feedback leaves it. */
export class Retours1700000000023 implements MigrationInterface {
  name = 'Retours1700000000023';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
