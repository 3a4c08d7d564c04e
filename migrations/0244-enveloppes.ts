import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages of partners, as they arrived, sealed under a key of the partner until they are done (decision 0020). */
export class Enveloppes1700000000244 implements MigrationInterface {
  name = 'Enveloppes1700000000244';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(DROITS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hub.enveloppe');
  }
}

const TABLE = `
  CREATE TABLE hub.enveloppe (
    id uuid NOT NULL CONSTRAINT enveloppe_pk PRIMARY KEY,
    voie text NOT NULL,
    institution text NOT NULL,
    objet_id uuid NOT NULL,
    cle text,
    empreinte text NOT NULL,
    etat text NOT NULL,
    recue_le timestamptz NOT NULL,
    essais integer NOT NULL,
    contenu bytea CONSTRAINT contenu_scelle CHECK (get_byte(contenu, 0) = 1),
    erreurs jsonb,
    reponse bytea CONSTRAINT reponse_scelle CHECK (get_byte(reponse, 0) = 1)
  );
  CREATE UNIQUE INDEX enveloppe_cle ON hub.enveloppe (institution, voie, cle) WHERE cle IS NOT NULL;
  CREATE UNIQUE INDEX enveloppe_ecartee ON hub.enveloppe (institution, voie, empreinte) WHERE etat = 'ECARTEE';
  CREATE INDEX enveloppe_reprise ON hub.enveloppe (id) WHERE etat = 'A_REPRENDRE'`;

const POUR = '(SELECT hub.par_institution())';
const SERVICE = '(SELECT hub.en_service())';

const DROITS = `
  ALTER TABLE hub.enveloppe ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.enveloppe FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.enveloppe TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.enveloppe TO hub_app
    USING (institution = ${POUR} OR ${SERVICE}) WITH CHECK (institution = ${POUR} OR ${SERVICE});
  GRANT DELETE ON hub.enveloppe TO hub_app`;
