import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The CPAM and the CAF that are asked for one address answer each for itself: each has its clock. */
export class UneEcheanceParCaisse1700000000212 implements MigrationInterface {
  name = 'UneEcheanceParCaisse1700000000212';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "hub"."echeance" ADD "debiteur" text NOT NULL DEFAULT ''`);
    await runner.query('DROP INDEX "hub"."echeance_en_cours"');
    await runner.query(
      `CREATE UNIQUE INDEX "echeance_en_cours" ON "hub"."echeance" ("sujet_id", "regle", "debiteur") WHERE etat IN ('OUVERTE', 'SUSPENDUE')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "hub"."echeance_en_cours"');
    // One clock for both, as it was: the earlier one stays.
    await runner.query(`
      UPDATE "hub"."echeance" e SET etat = 'CLOSE', close_le = e.ouverte_le, prochaine_alerte_le = NULL
      WHERE e.etat IN ('OUVERTE', 'SUSPENDUE') AND EXISTS (SELECT 1 FROM "hub"."echeance" a
        WHERE a.sujet_id = e.sujet_id AND a.regle = e.regle AND a.etat IN ('OUVERTE', 'SUSPENDUE')
          AND (a.limite_le, a.id) < (e.limite_le, e.id))`);
    await runner.query(
      `CREATE UNIQUE INDEX "echeance_en_cours" ON "hub"."echeance" ("sujet_id", "regle") WHERE etat IN ('OUVERTE', 'SUSPENDUE')`,
    );
    await runner.query('ALTER TABLE "hub"."echeance" DROP COLUMN "debiteur"');
  }
}
