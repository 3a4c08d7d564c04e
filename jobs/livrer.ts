import { z } from 'zod';
import type { Receipt } from '../connectors/connector';
import { EVENEMENTS } from '../src/domain/events';
import { ajourner, laisserEnBoite, noterEchec, rappeler } from '../src/platform/deliveries';
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
  run: async (
    { database, livraisons, clock, logger, connectors, places, random },
    { livraisonId, tentative },
    signal,
  ) => {
    const livraison = await livraisons.aFaire({ id: livraisonId, tentative });
    if (livraison === undefined) return;
    const { destinataire, type, sujetId, le, webhookUrl, webhookSecret } = livraison;
    if (webhookUrl === null) {
      await laisserEnBoite(database, livraisonId);
      return;
    }
    const place = places.take(destinataire);
    if ('waitMs' in place) {
      await ajourner(database, livraisonId, new Date(clock.now().getTime() + place.waitMs));
      return;
    }
    const evenement = { id: livraisonId, type, le, sujet: { type: EVENEMENTS[type].sujet, id: sujetId } };
    let receipt: Receipt | undefined;
    try {
      receipt = await connectors.webhook.deliver(evenement, { url: webhookUrl, secret: webhookSecret }, signal);
    } finally {
      if (place.free(receipt?.remis === true)) await rappeler(database, destinataire, clock.now());
    }
    const now = clock.now();
    const trace = { livraisonId, destinataire, tentative: tentative + 1 };
    if (receipt.remis) {
      await livraisons.remise(livraisonId, now);
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
