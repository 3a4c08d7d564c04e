import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file that was destroyed keeps its proof: the decision to destroy says which authority held it. */
export class PreuveDesDossiersDetruits1700000000131 implements MigrationInterface {
  name = 'PreuveDesDossiersDetruits1700000000131';

  async up(runner: QueryRunner): Promise<void> {
    // plpgsql: its body is read when it is called. The table of those decisions comes with a later migration.
    await runner.query(`
      CREATE OR REPLACE FUNCTION hub.collectivites_des_enfants(enfants uuid[]) RETURNS text[] LANGUAGE plpgsql STABLE
        SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        RETURN (SELECT coalesce(array_agg(DISTINCT collectivite), '{}') FROM (
          SELECT collectivite FROM crip.enfant WHERE id = ANY(enfants)
          UNION SELECT collectivite FROM crip.elimination WHERE enfant_id = ANY(enfants) AND etat = 'EXECUTEE'
        ) detenteurs WHERE hub.en_service());
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION hub.collectivites_des_enfants(enfants uuid[]) RETURNS text[] LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = pg_catalog AS $$
        SELECT coalesce(array_agg(DISTINCT collectivite), '{}') FROM crip.enfant
        WHERE id = ANY(enfants) AND hub.en_service()
      $$`);
  }
}
