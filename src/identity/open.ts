import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimNames } from '../auth/claims';
import { clientCertificate } from '../auth/client-certificate';
import { readJwks, remoteJwks, type Jwks } from '../auth/jwks';
import { openRegistre } from '../auth/register';
import { createVerifier } from '../auth/verify';
import type { Config } from '../platform/config';
import type { Database } from '../platform/database';
import type { Logger } from '../platform/logger';
import type { Quotas } from '../platform/quotas';
import { premierUsage } from '../platform/oidc-rows';
import { readIssuerKeys, keepIssuerKeys, type IssuerKeys } from './issuer-keys';
import { oidcRoutes } from './routes';

export interface IdentityDeps {
  readonly config: Config;
  readonly database: Pick<Database, 'query'>;
  readonly logger: Logger;
  /** Whether this process gives tokens. The others only verify them. */
  readonly serves: boolean;
  readonly quotas: Pick<Quotas, 'client'>;
  /** Where the hub listens, for want of a `PUBLIC_URL`. */
  readonly url: () => string;
}

/** Who may speak to the hub: its own authorization server or, when `AUTH_JWKS` names its keys, that of somebody else. */
export function openIdentity({ config, database, logger, serves, quotas, url }: IdentityDeps) {
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS, TRUSTED_PROXIES } = config;
  const outside = AUTH_JWKS !== undefined;
  const issuerKeys = lazyIssuerKeys(config);
  const certificate = clientCertificate({
    header: config.CLIENT_CERT_HEADER,
    proxies: TRUSTED_PROXIES?.split(',').map((one) => one.trim()) ?? [],
  });
  const server = { issuer, audience, database, logger, certificate, tokenSeconds: config.AUTH_TOKEN_SECONDS };
  return {
    certificate,
    verifier: createVerifier({
      ...{ issuer, audience },
      jwks: outside ? remoteJwks(AUTH_JWKS) : ownJwks(issuerKeys),
      claimNames: claimNames(config.AUTH_CLAIMS),
      acr: config.AUTH_ACR,
      publicUrl: () => config.PUBLIC_URL ?? url(),
      firstUse: (proof, until) => premierUsage(database, 'DPoP', proof, until),
    }),
    registre: openRegistre({ database, clientsConnus: !outside }),
    routes: outside || !serves ? [] : oidcRoutes({ ...server, quotas }, issuerKeys),
    tls: tlsOf(config),
  };
}

/** Our own key set, without going through our own door. */
function ownJwks(keys: IssuerKeys): Jwks {
  const read = () => Promise.resolve({ keys: keys.current().published.map(({ publicJwk }) => publicJwk) });
  return readJwks(read, { maxAgeMs: 5_000, unknownKidPauseMs: 1_000 });
}

/** Nothing is read, or made in the folder of a trial, before the first token. */
export function lazyIssuerKeys(config: Config): IssuerKeys {
  let keys: IssuerKeys | undefined;
  return {
    current: () => {
      keys ??= readIssuerKeys(issuerKeysPath(config));
      return keys.current();
    },
  };
}

function issuerKeysPath({ AUTH_SIGNING_KEYS_FILE, HUB_DATA_DIR }: Config): string {
  return AUTH_SIGNING_KEYS_FILE ?? keepIssuerKeys(join(HUB_DATA_DIR, 'issuer-keys.json'));
}

function tlsOf({ TLS_CERT_FILE, TLS_KEY_FILE }: Config) {
  if (TLS_CERT_FILE === undefined || TLS_KEY_FILE === undefined) return undefined;
  return { cert: readFileSync(TLS_CERT_FILE, 'utf8'), key: readFileSync(TLS_KEY_FILE, 'utf8') };
}
