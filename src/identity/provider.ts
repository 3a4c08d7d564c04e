import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type Provider from 'oidc-provider' with { 'resolution-mode': 'import' };
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider' with { 'resolution-mode': 'import' };
import { CLOCK_TOLERANCE_SECONDS } from '../auth/claims';
import { SCOPES } from '../auth/habilitations';
import { ALGORITHMES } from '../auth/jwks';
import type { Role } from '../auth/actor';
import type { Database } from '../platform/database';
import type { Logger } from '../platform/logger';
import { oidcAdapter } from './adapter';
import type { IssuerKeySet } from './issuer-keys';

export interface ProviderOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly tokenSeconds: number;
  readonly database: Pick<Database, 'query'>;
  readonly logger: Logger;
  readonly certificate: (request: IncomingMessage) => X509Certificate | undefined;
}

/** The one thing that tokens are for; `resource` may be left out. */
const RESSOURCE = 'urn:passerelle-enfance';
/** FAPI 2.0: an assertion is made for one request. */
const ASSERTION_MAX_SECONDS = 60;
const ASSERTION_ALGORITHMES = ['ES256', 'PS256', 'EdDSA', 'Ed25519'] as const;

/** The authorization server of the partners' machines: client credentials, proven by a signed assertion, and nothing else. */
export async function createProvider(options: ProviderOptions, keys: IssuerKeySet): Promise<Provider> {
  const { Provider, errors } = await loadOidcProvider();
  const { issuer, audience, tokenSeconds, database, logger, certificate } = options;
  const disabled = { enabled: false };
  const configuration: Configuration = {
    adapter: oidcAdapter(database, errors),
    jwks: {
      keys: keys.published.map(({ kid, privateKey }) => ({
        ...privateKey.export({ format: 'jwk' }),
        ...{ kid, alg: 'ES256', use: 'sig' },
      })),
    },
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: {
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'ES256',
    },
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    enabledJWA: {
      clientAuthSigningAlgValues: [...ASSERTION_ALGORITHMES],
      dPoPSigningAlgValues: [...ALGORITHMES],
      idTokenSigningAlgValues: ['ES256'],
      requestObjectSigningAlgValues: ['ES256'],
    },
    extraClientMetadata: { properties: ['porteur'] },
    extraTokenClaims: ({ oidc }) => ({ ...(oidc.client as unknown as { porteur: object }).porteur }),
    features: {
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        getCertificate: ({ req }: KoaContextWithOIDC) => certificate(req),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESSOURCE,
        getResourceServerInfo: ({ oidc }, resource) => {
          if (resource !== RESSOURCE) throw new errors.InvalidTarget();
          // Left alone, a scope that nobody has is passed over in silence, and its client believes it has it.
          // RFC 6749 § 3.3: no default here, and a token without any would be refused everywhere without saying why.
          if (oidc.requestParamScopes.size === 0)
            throw new errors.InvalidScope('scope is missing: name the scopes that the token is for', '');
          const unknown = [...oidc.requestParamScopes].find((scope) => !(SCOPES as readonly string[]).includes(scope));
          if (unknown !== undefined) throw new errors.InvalidScope('requested scope is not allowed', unknown);
          return {
            ...{ audience, scope: SCOPES.join(' '), accessTokenFormat: 'jwt', accessTokenTTL: tokenSeconds },
            jwt: { sign: { alg: 'ES256', kid: keys.signing.kid } },
          };
        },
      },
      ...{ claimsParameter: disabled, devInteractions: disabled, introspection: disabled, revocation: disabled },
      ...{ pushedAuthorizationRequests: disabled, rpInitiatedLogout: disabled, userinfo: disabled },
    },
    responseTypes: [],
    scopes: [...SCOPES],
    ttl: { ClientCredentials: tokenSeconds },
    assertJwtClientAuthClaimsAndHeader: (_, claims, header) => {
      const refuse = (reason: string) => new errors.InvalidClientAuth(reason);
      const now = Date.now() / 1000;
      const exp = Number(claims['exp']);
      if (claims['aud'] !== issuer) throw refuse('aud must be the issuer, alone');
      if (exp - now > ASSERTION_MAX_SECONDS + CLOCK_TOLERANCE_SECONDS) throw refuse('exp is too far');
      if (typeof claims['iat'] === 'number' && claims['iat'] < now - ASSERTION_MAX_SECONDS - CLOCK_TOLERANCE_SECONDS)
        throw refuse('iat is too old');
      if (claims['sub'] !== claims['iss']) throw refuse('sub must be the client');
      if ('crit' in header) throw refuse('crit is not understood');
    },
  };
  const provider = new Provider(issuer, configuration);
  // Its URLs are those of the issuer, whatever the proxies on the way: `routes.ts` writes what this trusts.
  provider.proxy = true;
  provider.use(publishWhatIsServed);
  provider.on('server_error', (_, error) => {
    logger.error('oidc.erreur-interne', { error });
  });
  provider.on('grant.error', ({ oidc }, error) => {
    logger.warn('oidc.refus', { codeErreur: error.name, institution: institutionOf(oidc.client) });
  });
  return provider;
}

export type Porteur = { readonly institution: string; readonly role: Role; readonly territoire: string | null };

function institutionOf(client: unknown): string | undefined {
  return (client as { porteur?: Porteur } | undefined)?.porteur?.institution;
}

/** The discovery document says nothing of the flows that are not there. */
async function publishWhatIsServed(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const { body } = ctx as { body: unknown };
  if (!ctx.path.startsWith('/.well-known/') || typeof body !== 'object' || body === null) return;
  const absent = ['authorization_endpoint', 'claims_supported', 'response_modes_supported'];
  const served = Object.entries(body).filter(([name]) => !absent.includes(name));
  ctx.body = { ...Object.fromEntries(served), scopes_supported: [...SCOPES] };
}

/** An ES module, loaded by the first request that needs it. On Node 20 it says at once that it wants 22: the tests run on both. */
async function loadOidcProvider() {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!String(said[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...said);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
