import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attachments of what a département answers to the Défenseur (LO 2011-333 art. 18). */
export class PiecesDUneReponse1700000000250 implements MigrationInterface {
  name = 'PiecesDUneReponse1700000000250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE hub.piece ADD saisine_id uuid,
        ADD CONSTRAINT piece_jointe_une_fois CHECK (num_nonnulls(information_id, saisine_id) <= 1);
      GRANT UPDATE (saisine_id) ON hub.piece TO hub_app;
      CREATE INDEX piece_saisine ON hub.piece (saisine_id, id) WHERE saisine_id IS NOT NULL`);
    await runner.query(`
      CREATE POLICY de_la_reponse ON hub.piece FOR SELECT TO hub_app USING (
        saisine_id IS NOT NULL AND EXISTS (SELECT FROM ase.reponse_saisine r WHERE r.saisine_id = piece.saisine_id))`);
    await runner.query(`
      DROP INDEX hub.piece_seule, hub.piece_enfant;
      CREATE INDEX piece_seule ON hub.piece (deposee_le)
        WHERE information_id IS NULL AND saisine_id IS NULL AND etat <> 'A_DETRUIRE';
      CREATE INDEX piece_enfant ON hub.piece (objet_id) WHERE information_id IS NOT NULL OR saisine_id IS NOT NULL`);
    await runner.query(eliminer('(information_id IS NOT NULL OR saisine_id IS NOT NULL)', ', saisine_id = NULL'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(eliminer('information_id IS NOT NULL', ''));
    await runner.query(`
      DROP POLICY de_la_reponse ON hub.piece;
      DROP INDEX hub.piece_seule, hub.piece_enfant;
      ALTER TABLE hub.piece DROP saisine_id;
      CREATE INDEX piece_seule ON hub.piece (deposee_le) WHERE information_id IS NULL AND etat <> 'A_DETRUIRE';
      CREATE INDEX piece_enfant ON hub.piece (objet_id) WHERE information_id IS NOT NULL`);
  }
}

const eliminer = (jointe: string, detacher: string) => `
  CREATE OR REPLACE FUNCTION crip.eliminer_pieces() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    UPDATE hub.piece SET etat = 'A_DETRUIRE', cle = NULL, intitule = NULL, information_id = NULL${detacher}, objet_id = id
    WHERE ${jointe} AND objet_id = OLD.id;
    RETURN OLD;
  END $$`;
