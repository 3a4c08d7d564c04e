import { createHash, type KeyObject, type X509Certificate } from 'node:crypto';
import { decode, verify, TokenExpiredError, NotBeforeError, JsonWebTokenError, type VerifyOptions } from 'jsonwebtoken';
import { HubError } from '../domain/errors';
import {
  CLOCK_TOLERANCE_SECONDS,
  readClaims,
  exigerNiveau,
  readCnf,
  readProof,
  SANS_CORRESPONDANCE,
  type ClaimNames,
  type Cnf,
} from './claims';
import { certificateThumbprint } from './client-certificate';
import { ALGORITHMES, publicKey, thumbprint, type Algorithme, type Jwks } from './jwks';
import type { Jeton } from './register';

/** What a caller shows of itself, over HTTP or when it opens a socket. */
export interface Presentation {
  /** The `Authorization` value: `Bearer` and the token or, when it is bound to a key, `DPoP` and the token. */
  readonly authorization: unknown;
  /** The `DPoP` header (RFC 9449). */
  readonly dpop?: unknown;
  readonly method: string;
  /** Path of the request, without its query. */
  readonly path: string;
  readonly certificate?: X509Certificate | undefined;
}

/** Turns what is shown into its bearer, or throws `UNAUTHENTICATED` saying which check failed and nothing of the token. */
export type Verifier = (presentation: Presentation) => Promise<Jeton>;

export interface VerifierOptions {
  readonly jwks: Jwks;
  readonly issuer: string;
  readonly audience: string;
  /** Which claims of an outside issuer say what ours say. */
  readonly claimNames?: ClaimNames;
  /** The levels of assurance (`acr`) that are enough; undefined: none is asked. */
  readonly acr?: readonly string[] | undefined;
  /** The hub's address as its partners write it: a DPoP proof is made for one URL. */
  readonly publicUrl: () => string;
  /** Keeps that a proof was used; false when it already was. */
  readonly firstUse: (proof: string, until: Date) => Promise<boolean>;
}

/** A DPoP proof is made for one request and sent at once. */
export const PROOF_MAX_AGE_SECONDS = 60;

const TOKEN_TYPES = ['at+jwt', 'application/at+jwt'];
const PROOF_TYPES = ['dpop+jwt'];
const MAX_TOKEN_LENGTH = 8_192;
const CACHE_ENTRIES = 1_000;
// Bounds how long a token survives the withdrawal of the key that signed it.
const CACHE_MS = 60_000;

interface Known {
  readonly jeton: Omit<Jeton, 'liaison'>;
  readonly cnf: Cnf;
}

export function createVerifier(options: VerifierOptions): Verifier {
  const { jwks, issuer, audience, claimNames = SANS_CORRESPONDANCE, acr } = options;
  const seen = new Map<string, { known: Known; until: number }>();

  const check = async (token: string): Promise<Known> => {
    const refuse = refusal("Jeton d'accès refusé");
    const { kid, algorithm } = readHeader(token, TOKEN_TYPES, refuse);
    if (typeof kid !== 'string' || kid === '') throw refuse('il ne nomme pas sa clé de signature (kid)');
    const key = await jwks.key(kid, algorithm);
    if (key === undefined) throw refuse('sa clé de signature est inconnue de son émetteur');
    const payload = verifyJws(token, key, algorithm, { issuer, audience }, refuse);
    if (acr !== undefined) exigerNiveau(payload, acr);
    return { jeton: readClaims(payload, claimNames, refuse), cnf: readCnf(payload, refuse) };
  };

  const remembered = async (token: string): Promise<Known> => {
    const kept = seen.get(token);
    if (kept !== undefined && Date.now() < kept.until) return kept.known;
    seen.delete(token);
    const known = await check(token);
    const until = Math.min(Date.now() + CACHE_MS, (known.jeton.expiresAt + CLOCK_TOLERANCE_SECONDS) * 1000);
    if (seen.size >= CACHE_ENTRIES) seen.delete(seen.keys().next().value ?? '');
    seen.set(token, { known, until });
    return known;
  };

  return async (presentation) => {
    const { scheme, token } = readAuthorization(presentation.authorization);
    if (token.length > MAX_TOKEN_LENGTH) throw refusal("Jeton d'accès refusé")('il est trop long');
    const { jeton, cnf } = await remembered(token);
    const liaison = await checkBinding({ ...presentation, scheme, token }, cnf, options);
    return { ...jeton, liaison };
  };
}

/** Whoever stole a token bound to a key holds half of what is needed (RFC 8705, RFC 9449). */
async function checkBinding(
  shown: Presentation & { readonly scheme: 'bearer' | 'dpop'; readonly token: string },
  { jkt, x5t }: Cnf,
  options: VerifierOptions,
): Promise<Jeton['liaison']> {
  const refuse = refusal("Jeton d'accès refusé");
  if ((shown.scheme === 'dpop') !== (jkt !== undefined))
    throw refuse(
      jkt === undefined
        ? "il n'est lié à aucune clé DPoP : envoyez-le par « Authorization: Bearer »"
        : 'il est lié à une clé DPoP : envoyez-le par « Authorization: DPoP », avec sa preuve',
    );
  if (x5t !== undefined) {
    const { certificate } = shown;
    if (certificate === undefined || certificateThumbprint(certificate) !== x5t)
      throw refuse("il est lié à un certificat TLS qui n'est pas celui de cette connexion");
  }
  if (jkt !== undefined) await checkProof(shown, jkt, options);
  return jkt !== undefined ? 'DPOP' : x5t !== undefined ? 'MTLS' : null;
}

async function checkProof(
  { dpop, token, method, path }: Presentation & { readonly token: string },
  jkt: string,
  { publicUrl, firstUse }: VerifierOptions,
): Promise<void> {
  const refuse = refusal('Preuve DPoP refusée');
  if (typeof dpop !== 'string' || dpop === '') throw refuse("l'en-tête DPoP est absent");
  if (dpop.length > MAX_TOKEN_LENGTH) throw refuse('elle est trop longue');
  const { jwk, algorithm } = readHeader(dpop, PROOF_TYPES, refuse);
  const own = typeof jwk === 'object' && jwk !== null ? publicKey(jwk as Record<string, unknown>) : undefined;
  if (own?.algorithm !== algorithm) throw refuse("la clé publique (jwk) qu'elle doit contenir n'est pas utilisable");
  if (thumbprint(own.key) !== jkt) throw refuse("elle n'est pas signée par la clé à laquelle le jeton est lié");
  const proof = readProof(verifyJws(dpop, own.key, algorithm, {}, refuse), refuse);
  const age = Date.now() / 1000 - proof.iat;
  if (age > PROOF_MAX_AGE_SECONDS || age < -CLOCK_TOLERANCE_SECONDS) throw refuse("elle n'est pas récente (iat)");
  if (proof.htm !== method) throw refuse('elle est faite pour une autre méthode (htm)');
  if (proof.htu !== new URL(path, publicUrl()).href) throw refuse('elle est faite pour une autre adresse (htu)');
  if (proof.ath !== sha256(token)) throw refuse('elle est faite pour un autre jeton (ath)');
  const until = new Date((proof.iat + PROOF_MAX_AGE_SECONDS + CLOCK_TOLERANCE_SECONDS) * 1000);
  if (!(await firstUse(sha256(`${jkt} ${proof.jti}`), until))) throw refuse('elle a déjà servi (jti)');
}

type Refuse = (reason: string) => HubError;

function refusal(what: string): Refuse {
  return (reason) => new HubError('UNAUTHENTICATED', `${what} : ${reason}.`);
}

function readAuthorization(value: unknown): { scheme: 'bearer' | 'dpop'; token: string } {
  const [, scheme, token] = typeof value === 'string' ? (/^(Bearer|DPoP) +([^\s]+) *$/i.exec(value) ?? []) : [];
  if (scheme === undefined || token === undefined)
    throw new HubError('UNAUTHENTICATED', "Jeton d'accès absent : envoyez « Authorization: Bearer … ».");
  return { scheme: scheme.toLowerCase() as 'bearer' | 'dpop', token };
}

/** The only place where a signature is verified: of access tokens, and of the proofs that go with them. */
function verifyJws(
  jws: string,
  key: KeyObject,
  algorithm: Algorithme,
  options: VerifyOptions,
  refuse: Refuse,
): unknown {
  try {
    return verify(jws, key, { ...options, algorithms: [algorithm], clockTolerance: CLOCK_TOLERANCE_SECONDS });
  } catch (error) {
    throw refuse(reasonOf(error));
  }
}

function readHeader(jws: string, types: readonly string[], refuse: Refuse) {
  let header: Record<string, unknown> | undefined;
  try {
    header = decode(jws, { complete: true })?.header as Record<string, unknown> | undefined;
  } catch {
    header = undefined;
  }
  if (header === undefined) throw refuse("ce n'est pas un jeton JWT");
  const { alg, typ, kid, jwk } = header;
  if (alg === 'none' || alg === undefined) throw refuse("il n'est pas signé");
  if (!(ALGORITHMES as readonly unknown[]).includes(alg))
    throw refuse(`son algorithme de signature n'est pas admis (${ALGORITHMES.join(' ou ')} attendu)`);
  if (typeof typ !== 'string' || !types.includes(typ.toLowerCase()))
    throw refuse(`son type n'est pas celui qui est attendu ici (« ${types[0] ?? ''} »)`);
  if ('crit' in header) throw refuse("il exige une extension que le hub n'applique pas");
  return { kid, jwk, algorithm: alg as Algorithme };
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
