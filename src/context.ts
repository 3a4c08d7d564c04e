import type { Actor } from './auth/actor';
import type { Accompli, Act } from './act';
import type { Lectures } from './audit/lectures';
import type { Preuve } from './audit/preuve';
import type { Finalite } from './domain/access-finalites';
import type { Lecture } from './platform/lecture';
import type { Outgoing } from './platform/http-client';
import type { LiveEvent } from './platform/live-events';

/** What every resolver receives: the caller, the one way to act, and the one way to read. */
export interface HubContext {
  readonly actor: Actor;
  /** The caller's own header, handed to the subgraphs that live elsewhere. */
  readonly authorization: string | undefined;
  /** What the operation reads for; the door states it once the operation is known (`acces/finalite.ts`). */
  finalite: Finalite | undefined;
  readonly act: <I extends object, R>(act: Act<I, R>, input: I) => Promise<Accompli<R>>;
  readonly lecture: Lecture;
  /** Lets in the address of a partner's webhook. @throws RefusedTargetError */
  readonly admettre: Outgoing['admit'];
  readonly now: () => Date;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly preuve: Preuve;
  /** What the operation opens: written before it is answered. */
  readonly lectures: Lectures;
  /** Events of the caller's institution, as they happen. */
  readonly live: () => AsyncIterableIterator<LiveEvent>;
}
