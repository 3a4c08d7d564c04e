import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked is told when what it asked reached the one it asked, and nothing else of that inbox. */
export class RemisesAuDestinataire1700000000252 implements MigrationInterface {
  name = 'RemisesAuDestinataire1700000000252';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FONCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION hub.premieres_remises');
  }
}

const FONCTION = `
  CREATE FUNCTION hub.premieres_remises(sujets uuid[], evenement text, genre text)
    RETURNS TABLE (sujet uuid, le timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT v.sujet_id, min(l.remise_le) FROM hub.evenement v JOIN hub.livraison l ON l.evenement_id = v.id
    WHERE v.sujet_id = ANY(sujets) AND v.type = evenement AND starts_with(l.destinataire, genre)
      AND l.remise_le IS NOT NULL
    GROUP BY v.sujet_id
  $$;
  REVOKE ALL ON FUNCTION hub.premieres_remises FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION hub.premieres_remises TO hub_app`;
