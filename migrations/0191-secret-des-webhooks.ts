import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The secret that signs a partner's webhooks becomes bytes sealed under that partner's own key. What was in clear is kept
 * as a zero byte and its JSON until `sceller-existant.ts` has sealed it, as in 0150.
 */
export class SecretDesWebhooks1700000000191 implements MigrationInterface {
  name = 'SecretDesWebhooks1700000000191';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE hub.partenaire ALTER webhook_secret TYPE bytea
       USING '\\x00'::bytea || convert_to(to_jsonb(webhook_secret)::text, 'UTF8')`,
    );
    await runner.query(
      `ALTER TABLE hub.partenaire
       ADD CONSTRAINT webhook_secret_scelle CHECK (get_byte(webhook_secret, 0) = 1) NOT VALID`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hub.partenaire DROP CONSTRAINT webhook_secret_scelle');
    // A sealed secret has no way back in SQL: convert_from refuses its first bytes.
    await runner.query(
      `ALTER TABLE hub.partenaire ALTER webhook_secret TYPE text
       USING convert_from(substring(webhook_secret from 2), 'UTF8')::jsonb #>> '{}'`,
    );
  }
}
