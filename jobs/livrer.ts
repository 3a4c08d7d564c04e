import { z } from 'zod';
import { EVENEMENTS } from '../src/domain/events';
import { laisserEnBoite, livraisonAFaire, noterEchec, noterRemise } from '../src/platform/deliveries';
import { nextDelay } from '../src/platform/delivery-schedule';
import { FILE_LIVRAISONS, JOB_LIVRER, type LivrerPayload } from '../src/platform/relay';
import { defineJob } from './job';

/**
 * One attempt of one delivery. The ledger counts attempts and holds the next date: the queue neither waits nor retries,
 * so that nothing is lost with it. Run twice, it sends the same webhook-id twice and counts once.
 */
export const livrer = defineJob<LivrerPayload>({
  name: JOB_LIVRER,
  queue: FILE_LIVRAISONS,
  schema: z.strictObject({ livraisonId: z.uuid(), tentative: z.int().min(0) }),
  attempts: 1,
  timeoutMs: 20_000,
  run: async ({ database, clock, logger, connectors, random }, { livraisonId, tentative }, signal) => {
    const livraison = await livraisonAFaire(database, livraisonId, tentative);
    if (livraison === undefined) return;
    const { destinataire, type, sujetId, le, webhookUrl, webhookSecret } = livraison;
    if (webhookUrl === null) {
      await laisserEnBoite(database, livraisonId);
      return;
    }
    const evenement = { id: livraisonId, type, le, sujet: { type: EVENEMENTS[type].sujet, id: sujetId } };
    const receipt = await connectors.webhook.deliver(evenement, { url: webhookUrl, secret: webhookSecret }, signal);
    const now = clock.now();
    const trace = { livraisonId, destinataire, tentative: tentative + 1 };
    if (receipt.remis) {
      await noterRemise(database, livraisonId, now);
      logger.debug('delivered', { ...trace, statut: receipt.statut });
      return;
    }
    const { echec } = receipt;
    const delay = receipt.definitif ? undefined : nextDelay(tentative + 1, random(), receipt.retryAfterMs);
    const prochaineLe = delay === undefined ? undefined : new Date(now.getTime() + delay);
    await noterEchec(database, { id: livraisonId, tentative, echec, prochaineLe });
    if (prochaineLe === undefined) logger.error('delivery is dead', { ...trace, echec });
    else logger.info('delivery failed', { ...trace, echec, dureeMs: delay });
  },
});
