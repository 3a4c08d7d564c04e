import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A protection follows a file to the competent collectivité, which the one of origin writes there once and never reads;
 * each of them then has its own clock to review its own.
 */
export class ProtectionTransferee1700000000220 implements MigrationInterface {
  name = 'ProtectionTransferee1700000000220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(A_PORTER);
    await runner.query(`ALTER POLICY application ON crip.protection USING (${ICI}) WITH CHECK (${ICI} OR ${PORTEE})`);
    await runner.query('DROP INDEX "hub"."echeance_en_cours"');
    await runner.query(enCours('"sujet_id", "regle", "debiteur", "collectivite"'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "hub"."echeance_en_cours"');
    await runner.query(enCours('"sujet_id", "regle", "debiteur"'));
    await runner.query(`ALTER POLICY application ON crip.protection USING (${ICI}) WITH CHECK (${ICI})`);
    await runner.query('DROP FUNCTION crip.protections_a_porter');
  }
}

const enCours = (colonnes: string) =>
  `CREATE UNIQUE INDEX "echeance_en_cours" ON "hub"."echeance" (${colonnes}) WHERE etat IN ('OUVERTE', 'SUSPENDUE')`;

const ICI = `(SELECT hub.par_role()) IN ('crip', 'ase') AND collectivite = (SELECT hub.par_collectivite())`;
const PORTEE = 'enfant_id IN (SELECT crip.protections_a_porter(ARRAY[enfant_id], collectivite))';

const A_PORTER = `
  -- Those of these children that the caller protects, whom that collectivité has just come to know, and does not protect.
  CREATE FUNCTION crip.protections_a_porter(enfants uuid[], vers text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT p.enfant_id FROM crip.protection p
    WHERE hub.en_acte() AND hub.par_role() = 'crip' AND p.collectivite = hub.par_collectivite()
      AND p.enfant_id = ANY(enfants) AND p.levee_le IS NULL
      AND EXISTS (SELECT 1 FROM crip.relation r WHERE r.enfant_id = p.enfant_id AND r.institution = 'crip-' || vers)
      AND NOT EXISTS (SELECT 1 FROM crip.protection la
                      WHERE la.enfant_id = p.enfant_id AND la.collectivite = vers AND la.levee_le IS NULL)
  $$;
  REVOKE ALL ON FUNCTION crip.protections_a_porter FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION crip.protections_a_porter TO hub_app`;
