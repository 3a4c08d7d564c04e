import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What waits is little, what is over grows for years: lists of one state walked through the second to find the first.
 * Measured by `npm run bench -- growth`.
 */
export class ListesDUnEtat1700000000240 implements MigrationInterface {
  name = 'ListesDUnEtat1700000000240';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX livraison_boite_attente ON hub.livraison (destinataire, id) WHERE etat = 'EN_ATTENTE'`,
    );
    await runner.query(
      `CREATE INDEX echeance_ouverte_collectivite ON hub.echeance (collectivite, limite_le, id) WHERE etat = 'OUVERTE'`,
    );
    await runner.query(
      `CREATE INDEX echeance_ouverte_territoire ON hub.echeance (territoire, limite_le, id)
       WHERE territoire IS NOT NULL AND etat = 'OUVERTE'`,
    );
    await runner.query('CREATE INDEX information_etat ON crip.information_preoccupante (collectivite, etat, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX crip.information_etat');
    await runner.query(
      'DROP INDEX hub.echeance_ouverte_territoire, hub.echeance_ouverte_collectivite, hub.livraison_boite_attente',
    );
  }
}
