import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An information that an aid answers is open until it is closed or signalled: nothing of that child is destroyed before. */
export class EliminationDUneAide1700000000210 implements MigrationInterface {
  name = 'EliminationDUneAide1700000000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      empechee(['REORIENTEE', 'NON_QUALIFIEE', 'JOINTE', 'CLASSEE_SANS_SUITE', 'PARQUET_CLASSEMENT', 'JE_SAISI']),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      empechee([
        ...['REORIENTEE', 'NON_QUALIFIEE', 'JOINTE', 'CLASSEE_SANS_SUITE', 'AIDE_ADMINISTRATIVE'],
        ...['PARQUET_CLASSEMENT', 'JE_SAISI'],
      ]),
    );
  }
}

/** Replaced, not dropped: who may call it stays as it was granted. */
function empechee(closes: readonly string[]): string {
  return `
  CREATE OR REPLACE FUNCTION crip.elimination_empechee(enfant uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT CASE
      WHEN NOT hub.en_acte() THEN 'ECHEANCE'
      WHEN EXISTS (SELECT 1 FROM crip.information_preoccupante WHERE enfant_id = enfant
        AND etat NOT IN (${closes.map((etat) => `'${etat}'`).join(', ')})) THEN 'INFORMATION'
      WHEN EXISTS (SELECT 1 FROM ase.mesure WHERE enfant_id = enfant AND etat = 'EN_COURS') THEN 'MESURE'
      WHEN EXISTS (SELECT 1 FROM hub.echeance WHERE etat IN ('OUVERTE', 'SUSPENDUE')
        AND sujet_id IN (SELECT crip.sujets_de(enfant))) THEN 'ECHEANCE'
    END
  $$`;
}
