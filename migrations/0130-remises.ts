import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first hand-over of each delivery is a record of the audit, whoever settles it (the worker that pushes, the
 * institution that pulls): written by the database, in the same statement, so that none can be settled without it.
 */
const REMISES = [
  `CREATE FUNCTION hub.inscrire_remise() RETURNS trigger LANGUAGE plpgsql
     SECURITY DEFINER SET search_path = pg_catalog AS $$
   BEGIN
     INSERT INTO hub.audit (id, acte, institution, acteur, objet_types, objet_ids, le)
     SELECT gen_random_uuid(), CASE NEW.canal WHEN 'BOITE' THEN 'remettreParReleve' ELSE 'remettreParWebhook' END,
       'hub', NEW.destinataire, ARRAY['Notification', 'Evenement', 'Sujet'], ARRAY[NEW.id, e.id, e.sujet_id],
       NEW.remise_le
     FROM hub.evenement e WHERE e.id = NEW.evenement_id;
     RETURN NULL;
   END $$`,
  'REVOKE ALL ON FUNCTION hub.inscrire_remise() FROM PUBLIC',
  `CREATE TRIGGER "remise_inscrite" AFTER UPDATE OF "remise_le" ON "hub"."livraison" FOR EACH ROW
     WHEN (OLD.remise_le IS NULL AND NEW.remise_le IS NOT NULL) EXECUTE FUNCTION hub.inscrire_remise()`,
];

/** Which authority holds a child's file: what decides whether its DPO may have the proof of it. For the hub, not its callers. */
const COLLECTIVITE = [
  `CREATE FUNCTION hub.collectivites_des_enfants(enfants uuid[]) RETURNS text[] LANGUAGE sql STABLE
     SECURITY DEFINER SET search_path = pg_catalog AS $$
     SELECT coalesce(array_agg(DISTINCT collectivite), '{}') FROM crip.enfant
     WHERE id = ANY(enfants) AND hub.en_service()
   $$`,
  'REVOKE ALL ON FUNCTION hub.collectivites_des_enfants FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION hub.collectivites_des_enfants TO hub_app',
];

export class Remises1700000000130 implements MigrationInterface {
  name = 'Remises1700000000130';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...REMISES, ...COLLECTIVITE]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION hub.collectivites_des_enfants(uuid[])');
    await runner.query('DROP TRIGGER "remise_inscrite" ON "hub"."livraison"');
    await runner.query('DROP FUNCTION hub.inscrire_remise()');
  }
}
