import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The other hubs that the operator knows, and what passes from one to another (decision 0030). */
export class TransfertsEntreHubs1700000000275 implements MigrationInterface {
  name = 'TransfertsEntreHubs1700000000275';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(HUBS);
    await runner.query(TRANSFERTS);
    await runner.query(DROITS);
    await runner.query(GEL);
    await runner.query(`ALTER POLICY application ON crip.transfert WITH CHECK (${arrivee})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER POLICY application ON crip.transfert WITH CHECK (${depart})`);
    await runner.query('DROP TRIGGER transferts_entre_hubs_elimines ON crip.enfant');
    await runner.query('DROP FUNCTION crip.eliminer_transferts_entre_hubs, crip.en_transit');
    await runner.query('ALTER TABLE crip.information_preoccupante DROP transit_id');
    await runner.query(
      'DROP TABLE hub.message_hub, hub.transfert_entrant, hub.transfert_sortant, hub.collectivite_distante, hub.cle_hub, hub.hub_distant',
    );
  }
}

/** By the name of its journal, which its receipts bear. */
const HUBS = `
  CREATE TABLE hub.hub_distant (
    id text NOT NULL CONSTRAINT hub_distant_pk PRIMARY KEY,
    objet_id uuid NOT NULL,
    url text NOT NULL,
    preuve jsonb NOT NULL,
    enregistre_le timestamptz NOT NULL,
    revoque_le timestamptz,
    motif text
  );
  CREATE TABLE hub.cle_hub (
    id uuid NOT NULL CONSTRAINT cle_hub_pk PRIMARY KEY,
    hub text NOT NULL,
    kid text NOT NULL,
    emploi text NOT NULL,
    jwk jsonb NOT NULL,
    creee_le timestamptz NOT NULL,
    retiree_le timestamptz
  );
  CREATE UNIQUE INDEX cle_hub_kid ON hub.cle_hub (kid);
  CREATE INDEX cle_hub_de ON hub.cle_hub (hub);
  CREATE TABLE hub.collectivite_distante (
    collectivite text NOT NULL CONSTRAINT collectivite_distante_pk PRIMARY KEY,
    hub text NOT NULL
  )`;

const TRANSFERTS = `
  CREATE TABLE hub.transfert_sortant (
    id uuid NOT NULL CONSTRAINT transfert_sortant_pk PRIMARY KEY,
    type text NOT NULL,
    sujet_id uuid NOT NULL,
    enfant_id uuid NOT NULL,
    hub text NOT NULL,
    de text NOT NULL,
    vers text NOT NULL,
    reference_depart text NOT NULL,
    empreinte text NOT NULL,
    etat text NOT NULL,
    contenu bytea CONSTRAINT contenu_scelle CHECK (get_byte(contenu, 0) = 1),
    motif bytea CONSTRAINT motif_scelle CHECK (get_byte(motif, 0) = 1),
    ouvert_le timestamptz NOT NULL,
    confirme_le timestamptz,
    fini_le timestamptz,
    tentatives integer NOT NULL,
    prochaine_le timestamptz,
    dernier_echec text,
    alerte_le timestamptz,
    refus jsonb,
    reference_arrivee text,
    recu jsonb
  );
  CREATE INDEX transfert_sortant_du ON hub.transfert_sortant (prochaine_le) WHERE prochaine_le IS NOT NULL;
  CREATE INDEX transfert_sortant_sujet ON hub.transfert_sortant (sujet_id, id);
  CREATE INDEX transfert_sortant_enfant ON hub.transfert_sortant (enfant_id);
  CREATE TABLE hub.transfert_entrant (
    hub text NOT NULL,
    id uuid NOT NULL,
    objet_id uuid NOT NULL,
    type text NOT NULL,
    de text NOT NULL,
    vers text NOT NULL,
    empreinte text NOT NULL,
    etat text NOT NULL,
    contenu bytea CONSTRAINT contenu_scelle CHECK (get_byte(contenu, 0) = 1),
    recu_le timestamptz NOT NULL,
    fini_le timestamptz,
    refus jsonb,
    CONSTRAINT transfert_entrant_pk PRIMARY KEY (objet_id)
  );
  CREATE UNIQUE INDEX transfert_entrant_id ON hub.transfert_entrant (hub, id);
  CREATE INDEX transfert_entrant_prepare ON hub.transfert_entrant (recu_le) WHERE etat = 'PREPARE';
  CREATE TABLE hub.message_hub (
    hub text NOT NULL,
    jti uuid NOT NULL,
    le timestamptz NOT NULL,
    CONSTRAINT message_hub_pk PRIMARY KEY (hub, jti)
  );
  CREATE INDEX message_hub_le ON hub.message_hub (le)`;

const COLLECTIVITE = '(SELECT hub.par_collectivite())';
const ACTE = '(SELECT hub.en_acte())';
const SERVICE = '(SELECT hub.en_service())';
const EXPLOITANT = `${ACTE} AND (SELECT hub.par_role()) = 'exploitant'`;
const CRIP = `(SELECT hub.par_role()) = 'crip'`;

const POLITIQUES = {
  // Which hub a collectivité is on, and by which keys it is spoken to: no person.
  'hub.hub_distant': [`(SELECT hub.par_institution()) IS NOT NULL OR ${SERVICE}`, `${SERVICE} OR ${EXPLOITANT}`],
  'hub.cle_hub': [`${EXPLOITANT} OR ${SERVICE}`, `${SERVICE} OR ${EXPLOITANT}`],
  'hub.collectivite_distante': [
    `(SELECT hub.par_institution()) IS NOT NULL OR ${SERVICE}`,
    `${SERVICE} OR ${EXPLOITANT}`,
  ],
  'hub.transfert_sortant': [`de = ${COLLECTIVITE} OR ${SERVICE}`, `(de = ${COLLECTIVITE} AND ${ACTE}) OR ${SERVICE}`],
  // Sealed and shown to nobody: only the act that opens the file reads it.
  'hub.transfert_entrant': [
    `(vers = ${COLLECTIVITE} AND ${ACTE}) OR ${SERVICE}`,
    `(vers = ${COLLECTIVITE} AND ${ACTE}) OR ${SERVICE}`,
  ],
  'hub.message_hub': [`${ACTE} OR ${SERVICE}`, `${ACTE} OR ${SERVICE}`],
} as const;

const DROITS = [
  ...Object.entries(POLITIQUES).map(
    ([table, [lire, ecrire]]) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON ${table} TO hub_app USING (${lire}) WITH CHECK (${ecrire})`,
  ),
  'GRANT DELETE ON hub.message_hub, hub.collectivite_distante, hub.transfert_entrant TO hub_app',
].join(';');

/** An information in transit: nothing of it changes until it is there, or back. */
const GEL = `
  ALTER TABLE crip.information_preoccupante ADD transit_id uuid;
  CREATE INDEX information_transit ON crip.information_preoccupante (transit_id) WHERE transit_id IS NOT NULL;
  -- A school that was asked something about it, and does not read it, is told only that it may not answer now.
  CREATE FUNCTION crip.en_transit(information uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (SELECT 1 FROM crip.information_preoccupante
                   WHERE id = information AND transit_id IS NOT NULL AND hub.en_acte())
  $$;
  REVOKE ALL ON FUNCTION crip.en_transit FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.en_transit TO hub_app;
  -- The destruction of a file takes along what says where it went.
  CREATE FUNCTION crip.eliminer_transferts_entre_hubs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
  BEGIN
    DELETE FROM hub.transfert_sortant WHERE enfant_id = OLD.id;
    RETURN OLD;
  END $$;
  REVOKE ALL ON FUNCTION crip.eliminer_transferts_entre_hubs FROM PUBLIC;
  CREATE TRIGGER transferts_entre_hubs_elimines AFTER DELETE ON crip.enfant
    FOR EACH ROW EXECUTE FUNCTION crip.eliminer_transferts_entre_hubs()`;

const depart = `de = ${COLLECTIVITE} AND ${ACTE}`;
/** The hub of arrival writes, for its own collectivité, where the file came from. */
const arrivee = `(de = ${COLLECTIVITE} OR vers = ${COLLECTIVITE} AND ${CRIP}) AND ${ACTE}`;
