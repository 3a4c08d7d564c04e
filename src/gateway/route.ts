import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '../auth/actor';

export interface RouteContext {
  readonly requestId: string;
  /** The bearer of the request. @throws HubError `UNAUTHENTICATED` or `INSTITUTION_INCONNUE` */
  readonly identify: () => Promise<Actor>;
}

/** One more address of the door. What its handler throws becomes a problem document. */
export interface Route {
  /** Exact path, or everything under it when it ends with `/*`. */
  readonly path: string;
  /** Methods it serves; absent: it sorts them out itself. */
  readonly methods?: readonly string[];
  readonly handle: (request: IncomingMessage, response: ServerResponse, context: RouteContext) => Promise<void> | void;
}
