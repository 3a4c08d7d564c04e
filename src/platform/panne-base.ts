import { errorCode } from './logger';

/**
 * PostgreSQL, out of reach or out of means: connection lost (08), no room or no connection left (53), shut down, killed
 * or starting (57P01 to 57P05), its files unreadable (58); and what the network says of it.
 */
const CODES = /^(08\w{3}|53\w{3}|57P0[1-5]|58\w{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/;

/** What `pg` and `pg-pool` throw without a code. */
const PHRASES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** The same request may succeed in a moment; whether the last transaction was committed is not known. */
export function panneDeLaBase(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined) return CODES.test(code);
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth += 1)
    if (PHRASES.test(current.message)) return true;
  return false;
}
