import type { Registre } from '../auth/register';
import type { Logger } from '../platform/logger';
import { CODES_FERMETURE, type Session } from './socket';

/** How often the register is asked whether it still grants those who stay connected. */
const CONTROLE_MS = 2_000;

/** Closes the sockets of those whose access was revoked after they came in: one statement for all of them. */
export function watchSessions({
  registre,
  logger,
}: {
  readonly registre: Pick<Registre, 'revoir'>;
  readonly logger: Logger;
}) {
  const open = new Set<Session>();

  const check = async () => {
    const known = [...open].flatMap((session) => {
      const actor = session.actor();
      return actor === undefined ? [] : [{ session, actor }];
    });
    if (known.length === 0) return;
    try {
      const granted = await registre.revoir(known.map(({ actor }) => actor));
      for (const [i, { session }] of known.entries())
        if (granted[i] !== true) session.close(...CODES_FERMETURE.revoque);
    } catch (error) {
      // Nobody is thrown out because the register cannot be read: the next check will tell.
      logger.warn('registre illisible', { error });
    }
  };
  const timer = setInterval(() => void check(), CONTROLE_MS).unref();

  return {
    /** @returns how to forget it. */
    add: (session: Session) => {
      open.add(session);
      return () => {
        open.delete(session);
      };
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
