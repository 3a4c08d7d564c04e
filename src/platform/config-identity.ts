import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';

const http = /^https?:$/;
const text = () => z.string().trim().min(1);
const file = () =>
  text()
    .refine((path) => existsSync(path), { error: 'must be the path of a file that exists' })
    .optional();
/** The register says what a token does not, except who speaks. */
const CLAIM = /^((institution|client_id|jti)=[\w.:/-]{1,200}|(role|territoire|scope)=(-|[\w.:/-]{2,200}))$/;
/** `eidas2`, or an URI like those of ProConnect. */
const ACR = /^[\w.:/-]{1,200}$/;
const SECONDS = { error: 'must be a number of seconds, 60 to 3600' };

/** Who signs the tokens, and how the hub is reached. */
export const identityVariables = {
  PUBLIC_URL: text()
    .refine((value) => URL.canParse(value) && http.test(new URL(value).protocol) && new URL(value).pathname === '/', {
      error: 'must be the http(s) URL of the hub as its partners write it, without a path',
    })
    .optional(),
  AUTH_ISSUER: text().optional(),
  AUTH_AUDIENCE: text().default('passerelle-enfance'),
  AUTH_JWKS: text()
    .refine((value) => http.test(value.slice(0, value.indexOf(':') + 1)) || existsSync(value), {
      error: 'must be the http(s) URL of a JWKS, or the path of a file that exists',
    })
    .optional(),
  AUTH_CLAIMS: text()
    .refine((value) => value.split(',').every((pair) => CLAIM.test(pair.trim())), {
      error: 'must be pairs like institution=siret,client_id=azp,role=- (a dash: the register says it)',
    })
    .optional(),
  AUTH_ACR: text()
    .transform((value) => value.split(',').map((one) => one.trim()))
    .refine((values) => values.every((one) => ACR.test(one)), {
      error: 'must be levels of assurance, comma-separated: eidas2,eidas3',
    })
    .optional(),
  AUTH_SIGNING_KEYS_FILE: file(),
  AUTH_TOKEN_SECONDS: z.coerce.number(SECONDS).int(SECONDS).min(60, SECONDS).max(3_600, SECONDS).default(600),
  TLS_CERT_FILE: file(),
  TLS_KEY_FILE: file(),
  CLIENT_CERT_HEADER: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]{1,64}$/, { error: 'must be the name of an HTTP header' })
    .optional(),
  TRUSTED_PROXIES: text()
    .refine((value) => value.split(',').every(isAddress), {
      error: 'must be IP addresses or ranges, comma-separated: 10.0.0.7,10.1.0.0/16',
    })
    .optional(),
};

function isAddress(one: string): boolean {
  const [address = '', prefix = '0', ...rest] = one.trim().split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32);
}

type Identity = z.infer<z.ZodObject<typeof identityVariables>>;

/** What only makes sense together, and what production wants. Each message completes the sentence « VARIABLE … ». */
export function refuseIdentity(
  env: Identity & { readonly NODE_ENV: string },
  refuse: (name: string, message: string) => void,
): void {
  if ((env.TLS_CERT_FILE === undefined) !== (env.TLS_KEY_FILE === undefined))
    refuse(env.TLS_CERT_FILE === undefined ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE', 'is required with the other one');
  if (env.CLIENT_CERT_HEADER !== undefined && env.TRUSTED_PROXIES === undefined)
    refuse('TRUSTED_PROXIES', 'is required with CLIENT_CERT_HEADER: anyone else could write that header');
  if (env.AUTH_CLAIMS !== undefined && env.AUTH_JWKS === undefined)
    refuse('AUTH_CLAIMS', 'describes the tokens of another issuer: it goes with AUTH_JWKS');
  if (env.AUTH_ACR !== undefined && env.AUTH_JWKS === undefined)
    refuse('AUTH_ACR', 'is asked of the tokens of another issuer: it goes with AUTH_JWKS');
  if (env.AUTH_JWKS !== undefined || env.NODE_ENV !== 'production') return;
  if (env.AUTH_SIGNING_KEYS_FILE === undefined)
    refuse('AUTH_SIGNING_KEYS_FILE', 'is required when NODE_ENV=production, unless AUTH_JWKS names another issuer');
  if (env.PUBLIC_URL === undefined)
    refuse('PUBLIC_URL', 'is required when NODE_ENV=production, unless AUTH_JWKS names another issuer');
}

interface Ecoute extends Pick<Identity, 'PUBLIC_URL' | 'AUTH_ISSUER' | 'TLS_CERT_FILE'> {
  readonly HOST: string;
  readonly PORT: number;
}

/** The address that partners write when nothing else is said, and the server of the hub that signs tokens there. */
export function issuerOf({ AUTH_ISSUER, PUBLIC_URL, ...ecoute }: Ecoute): string {
  return AUTH_ISSUER ?? new URL('/oidc', PUBLIC_URL ?? adresseDEcoute(ecoute)).href;
}

/** Where a hub listens, as one writes it; a port that the system will pick is not known yet. */
export function adresseDEcoute({ HOST, PORT, TLS_CERT_FILE }: Omit<Ecoute, 'PUBLIC_URL' | 'AUTH_ISSUER'>): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  const scheme = TLS_CERT_FILE === undefined ? 'http' : 'https';
  return `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${String(PORT === 0 ? 4000 : PORT)}`;
}
