import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files opened in number, by one person or one machine: found in the accesses afterwards, at no cost to who reads. */
export class LecturesMassives1700000000221 implements MigrationInterface {
  name = 'LecturesMassives1700000000221';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(FONCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION hub.lectures_massives');
    await runner.query('DROP TABLE hub.lecture_massive');
  }
}

const SERVICE = '(SELECT hub.en_service())';

const TABLE = `
  CREATE TABLE hub.lecture_massive (
    id uuid NOT NULL CONSTRAINT lecture_massive_pk PRIMARY KEY,
    institution text NOT NULL,
    acteur text NOT NULL,
    perimetre text NOT NULL,
    heure timestamptz NOT NULL,
    le timestamptz NOT NULL
  );
  CREATE UNIQUE INDEX lecture_massive_une_fois ON hub.lecture_massive (institution, acteur, perimetre, heure);
  CREATE INDEX lecture_massive_le ON hub.lecture_massive (le);
  ALTER TABLE hub.lecture_massive ENABLE ROW LEVEL SECURITY;
  ALTER TABLE hub.lecture_massive FORCE ROW LEVEL SECURITY;
  CREATE POLICY proprietaire ON hub.lecture_massive TO CURRENT_USER USING (true) WITH CHECK (true);
  CREATE POLICY application ON hub.lecture_massive TO hub_app USING (${SERVICE}) WITH CHECK (${SERVICE});
  REVOKE UPDATE ON hub.lecture_massive FROM hub_app`;

/** The worker reads no child: it is told who opened too many of them, and not which. */
const FONCTION = `
  CREATE FUNCTION hub.lectures_massives(depuis uuid, tribunaux text[], ressorts text[], perimetres text[], seuils int[])
    RETURNS TABLE (institution text, acteur text, perimetre text, le timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH ouverts AS (
      SELECT a.institution, a.acteur, a.enfant_id, min(a.le) AS le,
        p.territoire IS NOT NULL AND e.collectivite <> p.territoire AND NOT EXISTS (
          SELECT 1 FROM unnest(tribunaux, ressorts) AS r(tribunal, collectivite)
          WHERE r.tribunal = p.territoire AND r.collectivite = e.collectivite) AS ailleurs
      FROM hub.acces a
      JOIN hub.partenaire p ON p.id = a.institution
      JOIN crip.enfant e ON e.id = a.enfant_id
      WHERE hub.en_service() AND a.id >= depuis
      GROUP BY a.institution, a.acteur, a.enfant_id, p.territoire, e.collectivite
    ), rangs AS (
      SELECT o.institution, o.acteur, s.perimetre, o.le,
        lag(o.le, s.seuil - 1) OVER (PARTITION BY o.institution, o.acteur, s.perimetre ORDER BY o.le) AS debut
      FROM ouverts o, unnest(perimetres, seuils) AS s(perimetre, seuil)
      WHERE o.ailleurs OR s.perimetre <> 'HORS_RESSORT'
    )
    SELECT r.institution, r.acteur, r.perimetre, min(r.le) FROM rangs r
    WHERE r.debut > r.le - interval '1 minute' GROUP BY 1, 2, 3
  $$;
  REVOKE ALL ON FUNCTION hub.lectures_massives FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION hub.lectures_massives TO hub_app`;
