import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The relay reads what is to be pushed, by priority; a line that waits to be pulled (canal BOITE) is not in its way. */
export class LivraisonAPousser1700000000010 implements MigrationInterface {
  name = 'LivraisonAPousser1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "hub"."livraison_due"`);
    await runner.query(
      `CREATE INDEX "livraison_due" ON "hub"."livraison" ("priorite", "prochaine_le") WHERE etat = 'EN_ATTENTE' AND canal IS NULL`,
    );
    await runner.query(
      `ALTER TABLE "hub"."livraison" ADD CONSTRAINT "livraison_priorite" CHECK (priorite BETWEEN 1 AND 10)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."livraison" DROP CONSTRAINT "livraison_priorite"`);
    await runner.query(`DROP INDEX "hub"."livraison_due"`);
    await runner.query(`CREATE INDEX "livraison_due" ON "hub"."livraison" ("prochaine_le") WHERE etat = 'EN_ATTENTE'`);
  }
}
