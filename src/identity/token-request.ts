import { randomUUID, type KeyObject } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { z } from 'zod';

export interface TokenRequest {
  /** Address of the token endpoint, and the issuer for whom the assertion is made. */
  readonly endpoint: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly scopes: readonly string[];
}

export interface GivenToken {
  readonly token: string;
  readonly expiresIn: number;
}

/** The server answered that it gives no token; `error` is its code (RFC 6749). */
export class TokenRefused extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
  ) {
    super(`${String(status)} ${error}`);
  }
}

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const TIMEOUT_MS = 10_000;
const given = z.object({ access_token: z.string(), expires_in: z.number() });
const refused = z.object({ error: z.string() });

/** As a partner's software does: client credentials, proven by a signed assertion (RFC 7523). */
export async function requestToken(request: TokenRequest): Promise<GivenToken> {
  const response = await fetch(request.endpoint, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: request.scopes.join(' '),
      client_assertion_type: TYPE,
      client_assertion: clientAssertion(request),
    }),
  });
  const body: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new TokenRefused(response.status, refused.safeParse(body).data?.error ?? 'inconnu');
  const { access_token: token, expires_in: expiresIn } = given.parse(body);
  return { token, expiresIn };
}

export function clientAssertion({
  issuer,
  clientId,
  kid,
  privateKey,
}: Omit<TokenRequest, 'endpoint' | 'scopes'>): string {
  return sign({}, privateKey, {
    algorithm: 'ES256',
    keyid: kid,
    ...{ issuer: clientId, subject: clientId, audience: issuer, jwtid: randomUUID(), expiresIn: 30 },
  });
}
