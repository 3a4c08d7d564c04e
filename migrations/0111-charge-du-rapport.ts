import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ASE owes the report on a child entrusted to it, and is warned of those that others owe on the measures it follows. */
export class ChargeDuRapport1700000000111 implements MigrationInterface {
  name = 'ChargeDuRapport1700000000111';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE hub.echeance e SET avertie = 'ase-' || m.collectivite,
        acteur = CASE WHEN m.nature = 'PLACEMENT_ASE' THEN 'ase-' || m.collectivite END
      FROM ase.mesure m
      WHERE m.id = e.sujet_id AND e.regle IN ('J8', 'J8_MOINS_2_ANS', 'J8_ASE_MOINS_3_ANS', 'J18')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE hub.echeance SET acteur = NULL, avertie = NULL
      WHERE sujet_type = 'Mesure' AND regle IN ('J8', 'J8_MOINS_2_ANS', 'J8_ASE_MOINS_3_ANS', 'J18')`);
  }
}
