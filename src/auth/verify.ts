import { decode, verify, TokenExpiredError, NotBeforeError, JsonWebTokenError, type JwtPayload } from 'jsonwebtoken';
import { z } from 'zod';
import { HubError } from '../domain/errors';
import { ROLES, type Actor } from './actor';
import { ALGORITHMES, type Algorithme, type Jwks } from './jwks';

/** Turns an access token into its bearer, or throws `UNAUTHENTICATED` saying which check failed and nothing of the token. */
export type Verifier = (token: string | undefined) => Promise<Actor>;

export interface VerifierOptions {
  readonly jwks: Jwks;
  readonly issuer: string;
  readonly audience: string;
}

export const CLOCK_TOLERANCE_SECONDS = 5;

/** RFC 9068 names access tokens `at+jwt`; many issuers still write `JWT`. Tokens of other kinds never pass for one. */
const TYPES = new Set(['at+jwt', 'application/at+jwt', 'jwt']);

const MAX_TOKEN_LENGTH = 8_192;
const CACHE_ENTRIES = 1_000;
// Bounds how long a token survives the withdrawal of the key that signed it.
const CACHE_MS = 60_000;

const claims = z.object({
  sub: z.string().min(1).max(255),
  exp: z.number().int(),
  iat: z.number().optional(),
  institution: z.string().regex(/^[\w.-]{1,64}$/),
  role: z.enum(ROLES),
  territoire: z
    .string()
    .regex(/^[\w-]{1,32}$/)
    .nullish(),
  scope: z.string().max(2_000).default(''),
});

export function createVerifier({ jwks, issuer, audience }: VerifierOptions): Verifier {
  const seen = new Map<string, { actor: Actor; until: number }>();

  const check = async (token: string): Promise<Actor> => {
    const { kid, algorithm } = readHeader(token);
    const key = await jwks.key(kid, algorithm);
    if (key === undefined) throw refuse('sa clé de signature est inconnue de son émetteur');
    let payload: string | JwtPayload;
    try {
      payload = verify(token, key, {
        algorithms: [algorithm],
        issuer,
        audience,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
    } catch (error) {
      throw refuse(reasonOf(error));
    }
    return readActor(payload);
  };

  return async (token) => {
    if (token === undefined || token === '')
      throw new HubError('UNAUTHENTICATED', "Jeton d'accès absent : envoyez « Authorization: Bearer … ».");
    if (token.length > MAX_TOKEN_LENGTH) throw refuse('il est trop long');
    const known = seen.get(token);
    if (known !== undefined && Date.now() < known.until) return known.actor;
    seen.delete(token);
    const actor = await check(token);
    const until = Math.min(Date.now() + CACHE_MS, (actor.expiresAt + CLOCK_TOLERANCE_SECONDS) * 1000);
    if (seen.size >= CACHE_ENTRIES) seen.delete(seen.keys().next().value ?? '');
    seen.set(token, { actor, until });
    return actor;
  };
}

/** The token of an `Authorization: Bearer …` value; undefined when there is none. */
export function bearerToken(authorization: unknown): string | undefined {
  if (typeof authorization !== 'string') return undefined;
  return /^Bearer +([^\s]+) *$/i.exec(authorization)?.[1];
}

function readHeader(token: string): { kid: string; algorithm: Algorithme } {
  let header: Record<string, unknown> | undefined;
  try {
    header = decode(token, { complete: true })?.header as Record<string, unknown> | undefined;
  } catch {
    header = undefined;
  }
  if (header === undefined) throw refuse("ce n'est pas un jeton JWT");
  const { alg, typ, kid } = header;
  if (alg === 'none' || alg === undefined) throw refuse("il n'est pas signé");
  if (!(ALGORITHMES as readonly unknown[]).includes(alg))
    throw refuse(`son algorithme de signature n'est pas admis (${ALGORITHMES.join(' ou ')} attendu)`);
  if (typeof typ !== 'string' || !TYPES.has(typ.toLowerCase()))
    throw refuse("son type n'est pas celui d'un jeton d'accès (« at+jwt » attendu)");
  if ('crit' in header) throw refuse("il exige une extension que le hub n'applique pas");
  if (typeof kid !== 'string' || kid === '') throw refuse('il ne nomme pas sa clé de signature (kid)');
  return { kid, algorithm: alg as Algorithme };
}

function reasonOf(error: unknown): string {
  if (error instanceof TokenExpiredError) return 'il est expiré';
  if (error instanceof NotBeforeError) return "il n'est pas encore valable";
  if (error instanceof JsonWebTokenError) {
    if (error.message.startsWith('jwt issuer invalid')) return 'son émetteur (iss) est inconnu du hub';
    if (error.message.startsWith('jwt audience invalid')) return "il n'est pas destiné au hub (aud)";
    if (error.message === 'invalid signature') return 'sa signature est fausse';
  }
  return "il n'a pas pu être vérifié";
}

function readActor(payload: string | JwtPayload): Actor {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? 'contenu')));
    throw refuse(`revendication absente ou invalide : ${[...names].join(', ')}`);
  }
  const { sub, exp, iat, institution, role, territoire, scope } = parsed.data;
  if (iat !== undefined && iat > Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS)
    throw refuse('sa date de création (iat) est dans le futur');
  const scopes = scope.split(' ').filter((one) => one !== '');
  return { sub, institution, role, territoire: territoire ?? null, scopes, expiresAt: exp };
}

function refuse(reason: string): HubError {
  return new HubError('UNAUTHENTICATED', `Jeton d'accès refusé : ${reason}.`);
}
