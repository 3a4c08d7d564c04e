import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The juge des enfants reads what the procureur who seized him held about the child (CPC 1187): the signalement, the
 * information it comes from, its evaluation.
 */
export class JugeSaisi1700000000230 implements MigrationInterface {
  name = 'JugeSaisi1700000000230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE crip.signalement ADD tj_saisi text');
    await runner.query(`
      UPDATE crip.signalement s SET tj_saisi = r.tj FROM (
        SELECT DISTINCT ON (enfant_id, parquet) enfant_id, parquet, tj FROM justice.requete
        ORDER BY enfant_id, parquet, id DESC
      ) r WHERE r.enfant_id = s.enfant_id AND r.parquet = s.tribunal`);
    await runner.query('CREATE INDEX signalement_juge ON crip.signalement (tj_saisi, id) WHERE tj_saisi IS NOT NULL');
    await runner.query(`CREATE POLICY juge ON crip.signalement FOR SELECT TO hub_app USING (${SAISI})`);
    for (const [table, information] of LUES)
      await runner.query(
        `CREATE POLICY juge ON ${table} FOR SELECT TO hub_app USING (${TRIBUNAL} IS NOT NULL
          AND EXISTS (SELECT 1 FROM crip.signalement s WHERE s.information_id = ${information} AND s.${SAISI}))`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of LUES) await runner.query(`DROP POLICY juge ON ${table}`);
    await runner.query('DROP POLICY juge ON crip.signalement');
    await runner.query('ALTER TABLE crip.signalement DROP COLUMN tj_saisi');
  }
}

const TRIBUNAL = '(SELECT hub.par_tribunal())';
const SAISI = `tj_saisi = ${TRIBUNAL}`;

const LUES = [
  ['crip.information_preoccupante', 'information_preoccupante.id'],
  ['crip.evaluation', 'evaluation.information_id'],
] as const;
