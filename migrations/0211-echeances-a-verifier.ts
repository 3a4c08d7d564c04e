import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a row of the law leaves to be checked makes the clocks that it opened unverified: they said it, and were not. */
export class EcheancesAVerifier1700000000211 implements MigrationInterface {
  name = 'EcheancesAVerifier1700000000211';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE hub.echeance SET verifie = false,
        etapes = ARRAY(SELECT regexp_replace(etape, '^Réserve : ', 'À vérifier : ')
                       FROM unnest(etapes) WITH ORDINALITY AS t(etape, rang) ORDER BY rang)
      WHERE verifie AND EXISTS (SELECT 1 FROM unnest(etapes) etape WHERE etape LIKE 'Réserve : %')`);
  }

  async down(): Promise<void> {
    // Which of them were once called verified is not known, and none was.
  }
}
