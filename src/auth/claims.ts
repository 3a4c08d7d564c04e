import { z } from 'zod';
import { HubError } from '../domain/errors';
import { ROLES } from './actor';
import type { Jeton } from './register';

/** What the hub wants to know of a bearer, by its own claim names. */
export const CLAIMS = ['institution', 'role', 'territoire', 'scope', 'client_id', 'jti'] as const;
export type Claim = (typeof CLAIMS)[number];
/** The claim of the issuer that says each of them; null, for role, territory and scopes: the register does. */
export type ClaimNames = Readonly<Record<Claim, string | null>>;

export const SANS_CORRESPONDANCE = Object.fromEntries(CLAIMS.map((claim) => [claim, claim])) as Record<Claim, string>;

/** Between the hub's clock and its issuer's (FAPI 2.0 allows 10). */
export const CLOCK_TOLERANCE_SECONDS = 5;

/** Reads `institution=siret,client_id=azp,role=-`, whose form the configuration has checked. */
export function claimNames(text: string | undefined): ClaimNames {
  const pairs = (text ?? '').split(',').map((pair) => pair.trim().split('=') as [string, string?]);
  const given = pairs.map(([claim, name = '']) => [claim, name === '-' ? null : name] as const);
  return { ...SANS_CORRESPONDANCE, ...Object.fromEntries(given.filter(([claim]) => claim !== '')) };
}

type Refuse = (reason: string) => HubError;

const scopes = z
  .string()
  .max(2_000)
  .transform((text) => text.split(' ').filter((one) => one !== ''));

const claims = z.object({
  sub: z.string().min(1).max(255),
  exp: z.number().int(),
  iat: z.number().int(),
  jti: z.string().min(1).max(255),
  client_id: z.string().min(1).max(255),
  institution: z.string().regex(/^[\w.-]{1,64}$/),
  role: z.enum(ROLES).optional(),
  territoire: z
    .string()
    .regex(/^[\w-]{1,32}$/)
    .nullish(),
  scope: scopes.default([]),
});

export function readClaims(payload: unknown, names: ClaimNames, refuse: Refuse): Omit<Jeton, 'liaison'> {
  const given = payload as Record<string, unknown>;
  const values = CLAIMS.map((claim) => [claim, names[claim] === null ? undefined : given[names[claim]]] as const);
  const { sub, exp, iat } = given;
  const { data, error } = claims.safeParse({ sub, exp, iat, ...Object.fromEntries(values) });
  const wrong = (error?.issues ?? []).map(({ path }) => String(path[0] ?? 'contenu'));
  if (data !== undefined && data.role === undefined && names.role !== null) wrong.push('role');
  if (data === undefined || wrong.length > 0)
    throw refuse(`revendication absente ou invalide : ${[...new Set(wrong)].join(', ')}`);
  if (data.iat > Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS)
    throw refuse('sa date de création (iat) est dans le futur');
  return {
    sub: data.sub,
    clientId: data.client_id,
    institution: data.institution,
    expiresAt: data.exp,
    ...(data.role === undefined ? {} : { role: data.role }),
    ...(names.territoire === null ? {} : { territoire: data.territoire ?? null }),
    ...(names.scope === null ? {} : { scopes: data.scope }),
  };
}

/** How the person was authenticated, in the words of its issuer: one of those asked, exactly (OpenID Connect, `acr`). */
export function exigerNiveau(payload: unknown, admis: readonly string[]): void {
  const { acr } = payload as { readonly acr?: unknown };
  if (typeof acr !== 'string' || !admis.includes(acr)) throw new NiveauInsuffisant(admis);
}

/** Its client is told what would do (RFC 9470 § 3). */
export class NiveauInsuffisant extends HubError {
  constructor(readonly admis: readonly string[]) {
    super('NIVEAU_INSUFFISANT');
  }
}

/** The key that the bearer must hold besides the token (RFC 7800). */
export interface Cnf {
  readonly jkt?: string | undefined;
  readonly x5t?: string | undefined;
}

const confirmation = z.object({ jkt: z.string().optional(), 'x5t#S256': z.string().optional() });

export function readCnf(payload: unknown, refuse: Refuse): Cnf {
  const { cnf } = payload as { readonly cnf?: unknown };
  if (cnf === undefined) return {};
  const { jkt, 'x5t#S256': x5t } = confirmation.safeParse(cnf).data ?? {};
  if (jkt === undefined && x5t === undefined)
    throw refuse('il est lié à une clé que le hub ne sait pas vérifier (cnf)');
  return { jkt, x5t };
}

const proof = z.object({
  jti: z.string().min(1).max(255),
  htm: z.string(),
  htu: z.string().refine((value) => URL.canParse(value)),
  ath: z.string(),
  iat: z.number(),
});

export function readProof(payload: unknown, refuse: Refuse): z.infer<typeof proof> {
  const { data } = proof.safeParse(payload);
  if (data === undefined) throw refuse('elle doit dire jti, htm, htu, ath et iat');
  const url = new URL(data.htu);
  // RFC 9449 § 4.3: compared without query or fragment.
  url.search = '';
  url.hash = '';
  return { ...data, htu: url.href };
}
