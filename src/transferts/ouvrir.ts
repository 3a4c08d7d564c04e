import type { Trousseau } from '../audit/cles';
import { inscrireActe } from '../audit/inscrire';
import { livraisons } from '../act';
import type { Clock } from '../platform/clock';
import { outgoingPolicy, type Config } from '../platform/config';
import type { Database } from '../platform/database';
import { nominalDelay } from '../platform/delivery-schedule';
import { outgoing } from '../platform/http-client';
import { errorCode, type Logger } from '../platform/logger';
import type { Depot } from '../platform/pieces/depot';
import { exigerRaccordement, lireRaccordees } from '../platform/raccordement';
import { TransfertSortantRow } from '../platform/transferts/transfert.entity';
import type { Registres } from '../registres';
import type { Transferable } from '../transferable';
import { ouvrirClesEchange } from './cles';
import { clientHubs } from './client';
import { conducteur, type Conduite } from './conduire';
import { COLONNES, type TransfertPris } from './pas-ici';

export interface OuvrirTransfertsDeps {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  /** The real time: other hubs compare it with theirs. */
  readonly heure: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
  readonly random: () => number;
  readonly registres: Registres;
  readonly transferables: readonly Transferable[];
  readonly trousseau: Trousseau;
  readonly depot: Depot | undefined;
  readonly committed: () => void;
}

/** What the worker does of the transfers to other hubs. */
export interface Transferts {
  /** Takes what is due, each as far as it goes. @returns how many were taken */
  conduire(signal?: AbortSignal): Promise<number>;
  /** Says which ones wait for too long, once each. @returns how many */
  alerter(): Promise<number>;
  /** Erases what other hubs prepared here and never confirmed; asked for it again, they send it again. @returns how many */
  oublier(): Promise<number>;
  close(): Promise<void>;
}

const LOT = 10;
/** A worker killed with a transfer in hand: taken again then. Longer than one message may take. */
const BAIL_MS = 60_000;
const ATTENTE_MAX_MS = 15 * 60_000;
const PREPARE_MS = 30 * 86_400_000;

const PRENDRE = `
  UPDATE hub.transfert_sortant SET prochaine_le = $2, tentatives = tentatives + 1 WHERE id IN (
    SELECT id FROM hub.transfert_sortant WHERE prochaine_le <= $1 ORDER BY prochaine_le LIMIT ${String(LOT)}
    FOR UPDATE SKIP LOCKED)
  RETURNING ${COLONNES}`;
const TENIR = 'UPDATE hub.transfert_sortant SET prochaine_le = $3 WHERE id = $1 AND tentatives = $2';
const AJOURNER = `
  UPDATE hub.transfert_sortant SET prochaine_le = $3, dernier_echec = $4 WHERE id = $1 AND tentatives = $2`;
const EN_RETARD = `
  UPDATE hub.transfert_sortant SET alerte_le = $1 WHERE id IN (
    SELECT id FROM hub.transfert_sortant
    WHERE prochaine_le IS NOT NULL AND alerte_le IS NULL AND etat IN ('PREPARATION', 'CONFIRMATION') AND ouvert_le < $2
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
  RETURNING id, type, sujet_id "sujetId", de, dernier_echec "dernierEchec"`;

const OUBLIER = `
  DELETE FROM hub.transfert_entrant WHERE objet_id IN (
    SELECT objet_id FROM hub.transfert_entrant WHERE etat = 'PREPARE' AND recu_le < $1 LIMIT 100
    FOR UPDATE SKIP LOCKED)
  RETURNING objet_id`;

type EnRetard = Pick<TransfertSortantRow, 'id' | 'type' | 'sujetId' | 'de' | 'dernierEchec'>;

/** Undefined: this hub has no keys to exchange with others. */
export function ouvrirTransferts(deps: OuvrirTransfertsDeps): Transferts | undefined {
  const { config, database, clock, heure, logger, newId, random, transferables, trousseau, committed } = deps;
  const cles = ouvrirClesEchange(config);
  if (!cles) return undefined;
  const ici = trousseau.origine;
  const client = clientHubs({ outgoing: outgoing(outgoingPolicy(config)), cles, ici, heure });
  const bail = () => new Date(clock.now().getTime() + BAIL_MS);
  const tenir = async ({ id, tentatives }: TransfertPris): Promise<void> => {
    await database.query(TENIR, [id, tentatives, bail()]);
  };
  const conduire = conducteur({ ...deps, client, ici, tenir });

  const tenter = async (pris: TransfertPris): Promise<void> => {
    let conduite: Conduite;
    try {
      conduite = await conduire(pris);
    } catch (error) {
      conduite = { echec: errorCode(error) ?? 'ERREUR' };
      logger.error('transfer not taken further', { tentative: pris.tentatives, error });
    }
    if (conduite === 'FINI') {
      committed();
      return;
    }
    const { echec } = conduite;
    const attente = Math.min(nominalDelay(Math.min(pris.tentatives, 10)), ATTENTE_MAX_MS) * (0.9 + 0.2 * random());
    const prochaine = new Date(clock.now().getTime() + attente);
    logger.info('transfer waits', { tentative: pris.tentatives, echec, dureeMs: Math.round(attente) });
    await database.query(AJOURNER, [pris.id, pris.tentatives, prochaine, echec]);
  };

  return {
    conduire: async (signal) => {
      let pris = 0;
      while (signal?.aborted !== true) {
        const lot = await database.transaction(async (tx) =>
          tx.ouvrir(TransfertSortantRow, await tx.query<TransfertPris>(PRENDRE, [clock.now(), bail()])),
        );
        await Promise.all(lot.map(tenter));
        pris += lot.length;
        if (lot.length < LOT) break;
      }
      return pris;
    },
    alerter: async () => {
      const now = clock.now();
      const limite = new Date(now.getTime() - config.TRANSFERT_ALERTE_MINUTES * 60_000);
      const retards = await database.transaction(async (tx) => {
        const lus = await tx.query<EnRetard>(EN_RETARD, [now, limite]);
        if (lus.length === 0) return lus;
        const evenements = lus.flatMap(({ type, sujetId, de }) => {
          const genre = transferables.find((une) => une.type === type);
          return genre ? [{ type: genre.evenements.enAttente, sujetId, portee: { collectivite: de } }] : [];
        });
        const joignables = await exigerRaccordement(tx, evenements, {}, lireRaccordees);
        const acte = { acte: 'alerterTransfert', institution: 'hub', acteur: 'hub', le: now };
        await tx.insert([
          ...evenements.flatMap((evenement) => livraisons(evenement, joignables, { newId, now })),
          ...lus.map(({ id }) => inscrireActe({ ...acte, id: newId(), objets: [{ type: 'Transfert', id }] })),
        ]);
        return lus;
      });
      for (const { dernierEchec } of retards)
        logger.warn('transfer waits for too long', { echec: dernierEchec ?? undefined });
      if (retards.length > 0) committed();
      return retards.length;
    },
    oublier: async () => {
      const limite = new Date(clock.now().getTime() - PREPARE_MS);
      return (await database.query(OUBLIER, [limite])).length;
    },
    close: () => client.close(),
  };
}
