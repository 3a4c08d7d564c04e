export interface Place {
  readonly free: (healthy: boolean) => {
    /** Others were put aside and may come at once: the recipient answers again. */
    readonly called: boolean;
    /** It failed so many times in a row that whoever looks after it must know. */
    readonly broken: boolean;
  };
}

/** Fairness between partners, in one process: one that hangs must not hold every place while others wait. */
export interface Places {
  /** A place for this recipient, or how long to stand aside. */
  take(destinataire: string): Place | { readonly waitMs: number };
}

/** A partner is in trouble when it failed this many times in a row, or has not answered for this long. */
const FAILURES = 3;
const SLOW_MS = 2_000;
/** Attempts left to a partner in trouble at any time. */
const PLACES_IN_TROUBLE = 2;
/** Those put aside come back one after the other: a crowd of them must not busy the queue either. */
const STEP_MS = 250;
const LONGEST_WAIT_MS = 10 * 60_000;

interface Recipient {
  failures: number;
  aside: number;
  readonly since: Set<{ at: number }>;
}

/** @param now the machine's clock. */
export function createPlaces(now: () => number = Date.now): Places {
  const recipients = new Map<string, Recipient>();

  return {
    take: (destinataire) => {
      const recipient = recipients.get(destinataire) ?? { failures: 0, aside: 0, since: new Set() };
      recipients.set(destinataire, recipient);
      const [oldest] = recipient.since;
      const inTrouble = recipient.failures >= FAILURES || (oldest !== undefined && now() - oldest.at > SLOW_MS);
      if (inTrouble && recipient.since.size >= PLACES_IN_TROUBLE) {
        recipient.aside += 1;
        return { waitMs: Math.min(recipient.aside * STEP_MS, LONGEST_WAIT_MS) };
      }
      const place = { at: now() };
      recipient.since.add(place);
      return {
        free: (healthy) => {
          recipient.since.delete(place);
          const called = healthy && recipient.aside > 0;
          recipient.failures = healthy ? 0 : recipient.failures + 1;
          recipient.aside = healthy ? 0 : Math.max(recipient.aside - 1, 0);
          if (healthy && recipient.since.size === 0) recipients.delete(destinataire);
          return { called, broken: recipient.failures >= FAILURES };
        },
      };
    },
  };
}
