/** Gives its place back; once is enough. */
export type Leave = () => void;

interface Waiting {
  readonly enter: () => void;
}

/** So many at once, the others in the order in which they came. */
export interface Slots {
  /** Rejects with the reason of the signal when it is aborted first. */
  take(signal: AbortSignal): Promise<Leave>;
  /** Nobody inside, nobody waiting. */
  readonly isIdle: boolean;
}

export function slots(size: number): Slots {
  let taken = 0;
  const waiting = new Set<Waiting>();
  const leave = (): Leave => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const [next] = waiting;
      if (next) next.enter();
      else taken -= 1;
    };
  };
  return {
    take: (signal) => {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      if (taken < size) {
        taken += 1;
        return Promise.resolve(leave());
      }
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          waiting.delete(next);
          reject(signal.reason as Error);
        };
        const next: Waiting = {
          enter: () => {
            waiting.delete(next);
            signal.removeEventListener('abort', giveUp);
            resolve(leave());
          },
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.add(next);
      });
    },
    get isIdle() {
      return taken === 0;
    },
  };
}

/** So many for everyone, of which so many for each: one caller's crowd leaves room for the others. */
export function sharedSlots(size: number, each: number) {
  const everyone = slots(size);
  const own = new Map<string, Slots>();
  return async (who: string, signal: AbortSignal): Promise<Leave> => {
    const mine = own.get(who) ?? slots(each);
    own.set(who, mine);
    const leaveMine = await mine.take(signal);
    const leave = (): void => {
      leaveMine();
      if (mine.isIdle && own.get(who) === mine) own.delete(who);
    };
    try {
      const leaveEveryone = await everyone.take(signal);
      return () => {
        leaveEveryone();
        leave();
      };
    } catch (error) {
      leave();
      throw error;
    }
  };
}
