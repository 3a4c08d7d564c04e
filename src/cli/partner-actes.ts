import { v7 } from 'uuid';
import { actRunner, type Act } from '../act';
import { signataire } from '../audit/cles';
import type { Recu } from '../audit/recu';
import { lireTrousseau, trousseauDemo } from '../audit/trousseau';
import type { Actor } from '../auth/actor';
import { HABILITATIONS } from '../auth/habilitations';
import { RefusError } from '../domain/errors';
import { systemClock } from '../platform/clock';
import { outgoingPolicy } from '../platform/config';
import type { Database } from '../platform/database';
import { outgoing, RefusedTargetError, type AdmittedUrl } from '../platform/http-client';
import { CANAUX, notify } from '../platform/notifications';
import { lireRaccordees } from '../platform/raccordement';
import { registres } from '../subgraphs/registry';
import { ErreurUsage } from './command';
import { configuration } from './ouvrir-base';

/** Whoever holds the database and the keys of the proof: the audit names it so. */
const EXPLOITANT: Actor = {
  ...{ sub: 'exploitant', clientId: 'hub', institution: 'hub', role: 'exploitant', territoire: null },
  ...{ scopes: HABILITATIONS.exploitant.scopes, expiresAt: Infinity, liaison: null },
};

/** Runs an act on the hub's own database as the API would: rules, transaction, audit, receipt, outbox. */
export async function accomplir<I extends object, R>(
  database: Database,
  act: Act<I, R>,
  input: I,
): Promise<Recu | null> {
  const { PREUVE_CLES, HUB_DATA_DIR, NODE_ENV } = configuration();
  const trousseau = PREUVE_CLES === undefined ? trousseauDemo(HUB_DATA_DIR) : lireTrousseau(PREUVE_CLES);
  let waking = Promise.resolve();
  const run = actRunner({
    ...{ database, clock: systemClock, newId: v7, registres: registres(), raccordees: lireRaccordees },
    signataire: signataire(trousseau, 'recus', systemClock.now()),
    production: NODE_ENV === 'production',
    refusInscriptible: () => Promise.resolve(true),
    committed: () => {
      waking = notify(database, CANAUX.relais);
    },
  });
  try {
    const { recu } = await run(act, EXPLOITANT, input);
    await waking;
    return recu;
  } catch (error) {
    if (!(error instanceof RefusError)) throw error;
    throw new ErreurUsage(error.refus.map(({ message }) => message).join('\n'));
  }
}

/** @throws ErreurUsage */
export async function admettre(url: string): Promise<AdmittedUrl> {
  try {
    return await outgoing(outgoingPolicy(configuration())).admit(url);
  } catch (error) {
    if (error instanceof RefusedTargetError) throw new ErreurUsage(error.message);
    throw error;
  }
}
