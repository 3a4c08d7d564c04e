import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attachments: what is known of them, and the sealed key of each (decision 0022). Their bytes are elsewhere. */
export class Pieces1700000000248 implements MigrationInterface {
  name = 'Pieces1700000000248';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(DROITS);
    await runner.query(FONCTION);
    await runner.query(ELIMINATION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER pieces_eliminees ON crip.enfant');
    await runner.query('DROP FUNCTION crip.eliminer_pieces, crip.collectivite_de_la_piece');
    await runner.query('DROP TABLE hub.piece');
  }
}

const TABLE = `
  CREATE TABLE hub.piece (
    id uuid NOT NULL CONSTRAINT piece_pk PRIMARY KEY,
    institution text NOT NULL,
    objet_id uuid NOT NULL,
    etat text NOT NULL,
    type text NOT NULL,
    taille integer NOT NULL,
    empreinte text NOT NULL,
    cle bytea CONSTRAINT cle_scelle CHECK (get_byte(cle, 0) = 1),
    intitule bytea CONSTRAINT intitule_scelle CHECK (get_byte(intitule, 0) = 1),
    medicale boolean,
    information_id uuid,
    deposee_le timestamptz NOT NULL,
    jointe_le timestamptz,
    prochaine_le timestamptz NOT NULL
  );
  CREATE INDEX piece_a_analyser ON hub.piece (prochaine_le) WHERE etat = 'EN_QUARANTAINE';
  CREATE INDEX piece_a_detruire ON hub.piece (id) WHERE etat = 'A_DETRUIRE';
  CREATE INDEX piece_seule ON hub.piece (deposee_le) WHERE information_id IS NULL AND etat <> 'A_DETRUIRE';
  CREATE INDEX piece_information ON hub.piece (information_id, id) WHERE information_id IS NOT NULL`;

const SIENNE = '(institution = (SELECT hub.par_institution()) OR (SELECT hub.en_service()))';

// Joined, it is read by whoever reads the information itself: the row-level security of that one decides.
const DROITS = `
  ALTER TABLE hub.piece ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.piece FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.piece TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.piece TO hub_app USING (${SIENNE}) WITH CHECK (${SIENNE});
  CREATE POLICY jointe ON hub.piece FOR SELECT TO hub_app USING (
    information_id IS NOT NULL
    AND EXISTS (SELECT FROM crip.information_preoccupante i WHERE i.id = information_id));
  REVOKE UPDATE ON hub.piece FROM hub_app;
  GRANT UPDATE (etat, taille, empreinte, objet_id, cle, intitule, medicale, information_id, jointe_le, prochaine_le)
    ON hub.piece TO hub_app;
  GRANT DELETE ON hub.piece TO hub_app`;

const FONCTION = `
  -- The worker, which reads no information, tells the CRIP that holds the one to which an attachment is joined.
  CREATE FUNCTION crip.collectivite_de_la_piece(piece uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT i.collectivite FROM hub.piece p JOIN crip.information_preoccupante i ON i.id = p.information_id
    WHERE p.id = piece AND hub.en_service()
  $$;
  REVOKE ALL ON FUNCTION crip.collectivite_de_la_piece FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.collectivite_de_la_piece TO hub_app`;

const ELIMINATION = `
  -- The destruction of a file takes its attachments along; their bytes, which no key opens any more, follow.
  CREATE FUNCTION crip.eliminer_pieces() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    UPDATE hub.piece SET etat = 'A_DETRUIRE', cle = NULL, intitule = NULL, information_id = NULL, objet_id = id
    WHERE information_id IS NOT NULL AND objet_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.eliminer_pieces FROM PUBLIC;
  CREATE INDEX piece_enfant ON hub.piece (objet_id) WHERE information_id IS NOT NULL;
  CREATE TRIGGER pieces_eliminees AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_pieces()`;
