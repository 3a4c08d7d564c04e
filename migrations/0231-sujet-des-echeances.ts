import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who reads the subject of a deadline is asked by a function, planned the first time that a row needs it. Written in the
 * policy itself, the policies of fourteen tables entered every statement on `hub.echeance`: an act that opens two deadlines
 * carried 1,800 subplans, none of them ever run, whose start alone took 10 ms of the 12 of its writing.
 */
export class SujetDesEcheances1700000000231 implements MigrationInterface {
  name = 'SujetDesEcheances1700000000231';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION hub.sujet_lisible(genre text, sujet uuid) RETURNS boolean
        LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog AS $$
      BEGIN
        ${PARENTS.map(([genre, ...tables]) => `IF genre = '${genre}' THEN RETURN ${tables.map(existe).join(' OR ')}; END IF;`).join('\n        ')}
        RETURN false;
      END $$;
      REVOKE ALL ON FUNCTION hub.sujet_lisible FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION hub.sujet_lisible TO hub_app`);
    await runner.query(`
      ALTER POLICY application ON hub.echeance
        USING (${SIENNE} OR hub.sujet_lisible(sujet_type, sujet_id))
        WITH CHECK (${ACTE} OR ${SERVICE})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const cas = PARENTS.map(([genre, ...tables]) => `WHEN '${genre}' THEN ${tables.map(existeIci).join(' OR ')}`);
    const avant = `${SIENNE} OR CASE sujet_type ${cas.join(' ')} ELSE false END`;
    await runner.query(`ALTER POLICY application ON hub.echeance USING (${avant}) WITH CHECK (${avant})`);
    await runner.query('DROP FUNCTION hub.sujet_lisible');
  }
}

const ACTE = '(SELECT hub.en_acte())';
const SERVICE = '(SELECT hub.en_service())';
const SIENNE = `acteur = (SELECT hub.par_institution()) OR avertie = (SELECT hub.par_institution())
  OR collectivite = (SELECT hub.par_collectivite()) OR 'tj' || territoire = (SELECT hub.par_tribunal())
  OR ${ACTE} OR ${SERVICE}`;

const PARENTS = [
  ['InformationPreoccupante', 'crip.information_preoccupante'],
  ['Demande', 'crip.demande'],
  ['Signalement', 'crip.signalement'],
  ['MesureUrgente', 'justice.mesure_urgente'],
  ['RequeteJuge', 'justice.requete'],
  ['DecisionJuge', 'justice.decision'],
  ['Mesure', 'ase.mesure', 'ase.renouvellement', 'ase.rapport', 'ase.changement_lieu'],
  ['NotificationPartie', 'justice.notification_partie'],
  ['SaisineDefenseur', 'defenseur.saisine'],
] as const;

const existe = (table: string) => `EXISTS (SELECT 1 FROM ${table} parent WHERE parent.id = sujet)`;
const existeIci = (table: string) => `EXISTS (SELECT 1 FROM ${table} parent WHERE parent.id = sujet_id)`;
