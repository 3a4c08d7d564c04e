import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A delivery goes on with the trace of the act that owes it, in another process and days later (decision 0019). */
export class TraceDesEvenements1700000000241 implements MigrationInterface {
  name = 'TraceDesEvenements1700000000241';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hub.evenement ADD COLUMN trace text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hub.evenement DROP COLUMN trace');
  }
}
