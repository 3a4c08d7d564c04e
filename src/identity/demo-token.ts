import { randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { demoClients, type DemoClientName } from '../auth/demo-clients';
import { demoClientId, loadDemoKeys } from '../auth/demo-keys';
import type { Config } from '../platform/config';
import { lazyIssuerKeys } from './open';
import { requestToken, type GivenToken } from './token-request';

/** A token of a demonstration client, asked of a hub that runs as its software would ask for it. */
export function askDemoToken(config: Config, name: DemoClientName, hubUrl: string): Promise<GivenToken> {
  return requestToken({
    endpoint: new URL('/oidc/token', hubUrl).href,
    issuer: config.AUTH_ISSUER,
    clientId: demoClientId(name),
    scopes: demoClients[name].scopes,
    ...loadDemoKeys(config)[name],
  });
}

/** The same token, signed here with the key of the trial: for a hub that does not run yet. */
export function signDemoToken(config: Config, name: DemoClientName): string {
  if (config.NODE_ENV === 'production') throw new Error('The demo clients are refused when NODE_ENV=production.');
  const { institution, role, territoire, scopes } = demoClients[name];
  const { kid, privateKey } = lazyIssuerKeys(config).current().signing;
  const clientId = demoClientId(name);
  return sign({ institution, role, territoire, scope: scopes.join(' '), client_id: clientId }, privateKey, {
    algorithm: 'ES256',
    header: { alg: 'ES256', typ: 'at+jwt', kid },
    ...{ issuer: config.AUTH_ISSUER, audience: config.AUTH_AUDIENCE, subject: clientId },
    ...{ jwtid: randomUUID(), expiresIn: config.AUTH_TOKEN_SECONDS },
  });
}
