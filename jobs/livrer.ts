import { z } from 'zod';
import type { Receipt } from '../connectors/connector';
import { EVENEMENTS } from '../src/domain/events';
import { ajourner, laisserEnBoite, noterEchec, rappeler, type LivraisonAFaire } from '../src/platform/deliveries';
import { nextDelay } from '../src/platform/delivery-schedule';
import { FILE_LIVRAISONS, JOB_LIVRER, type LivrerPayload } from '../src/platform/relay';
import { suivre } from '../src/platform/traces';
import { declarerPanne, leverPanne } from '../src/subgraphs/administration';
import { defineJob, type JobContext } from './job';

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
  run: async (context, { livraisonId, tentative }, signal) => {
    const debut = Date.now();
    const livraison = await context.livraisons.aFaire({ id: livraisonId, tentative });
    if (livraison === undefined) return;
    const { trace: cause, destinataire, type, le } = livraison;
    const attributs = {
      ...{ 'hub.job': JOB_LIVRER, 'hub.livraison': livraisonId, 'hub.evenement': type },
      ...{ 'hub.destinataire': destinataire, 'hub.tentative': tentative + 1 },
      'hub.attente_ms': context.clock.now().getTime() - le.getTime(),
    };
    await suivre(JOB_LIVRER, { genre: 'CONSUMER', cause, debut, attributs }, async (trace) => {
      trace.ajouter({ 'hub.issue': await tenter(context, livraison, signal) });
    });
  },
});

/** @returns what became of the attempt, in one word */
async function tenter(context: JobContext, livraison: LivraisonAFaire, signal: AbortSignal): Promise<string> {
  const { database, livraisons, clock, logger, places, random } = context;
  const { id, tentative, destinataire } = livraison;
  if (livraison.webhookUrl === null) {
    await laisserEnBoite(database, id);
    return 'boite';
  }
  const place = places.take(destinataire);
  if ('waitMs' in place) {
    await ajourner(database, id, new Date(clock.now().getTime() + place.waitMs));
    return 'ajournee';
  }
  let receipt: Receipt | undefined;
  let broken = false;
  try {
    receipt = await remettre(context, livraison, livraison.webhookUrl, signal);
  } finally {
    const freed = place.free(receipt?.remis === true);
    broken = freed.broken;
    if (freed.called) await rappeler(database, destinataire, clock.now());
  }
  const now = clock.now();
  const dite = { livraisonId: id, destinataire, tentative: tentative + 1 };
  if (receipt.remis) {
    await livraisons.remise(id, now);
    if (livraison.enPanne) await finirLaPanne(context, destinataire);
    logger.debug('delivered', { ...dite, statut: receipt.statut });
    return 'remise';
  }
  const { echec } = receipt;
  const delay = receipt.definitif ? undefined : nextDelay(tentative + 1, random(), receipt.retryAfterMs);
  const prochaineLe = delay === undefined ? undefined : new Date(now.getTime() + delay);
  await noterEchec(database, { id, tentative, echec, prochaineLe });
  if (broken && !livraison.enPanne) await commencerLaPanne(context, destinataire, echec);
  if (prochaineLe === undefined) logger.error('delivery is dead', { ...dite, echec });
  else logger.info('delivery failed', { ...dite, echec, dureeMs: delay });
  return prochaineLe === undefined ? 'morte' : 'a-reprendre';
}

function remettre({ connectors }: JobContext, livraison: LivraisonAFaire, url: string, signal: AbortSignal) {
  const { id, type, le, sujetId, destinataire, webhookSecret: secret } = livraison;
  const evenement = { id, type, le, sujet: { type: EVENEMENTS[type].sujet, id: sujetId } };
  const { webhook } = connectors;
  return suivre(webhook.name, { genre: 'CLIENT', attributs: { 'hub.destinataire': destinataire } }, async (trace) => {
    const receipt = await webhook.deliver(evenement, { url, secret }, signal);
    if (receipt.remis) trace.ajouter({ 'http.response.status_code': receipt.statut });
    else trace.echouer(receipt.echec);
    return receipt;
  });
}

/** Its institution is told once, whichever worker saw it first. */
async function commencerLaPanne(context: JobContext, destinataire: string, echec: string): Promise<void> {
  const { database, clock, newId, logger } = context;
  if (!(await declarerPanne(database, { institution: destinataire, echec, now: clock.now(), newId }))) return;
  logger.warn('partner does not answer', { destinataire, echec });
}

async function finirLaPanne(context: JobContext, destinataire: string): Promise<void> {
  const { database, clock, newId, logger } = context;
  if (!(await leverPanne(database, { institution: destinataire, now: clock.now(), newId }))) return;
  logger.warn('partner answers again', { destinataire });
}
