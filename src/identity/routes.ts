import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider' with { 'resolution-mode': 'import' };
import { HubError } from '../domain/errors';
import type { Quotas } from '../platform/quotas';
import { createProvider, type ProviderOptions } from './provider';
import type { IssuerKeys, IssuerKeySet } from './issuer-keys';

const PREFIXE = '/oidc';
/** Everything else that `oidc-provider` could serve is for people, who come by another issuer. */
const SERVIS = ['/token', '/jwks', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];

/** In points of a client's minute: a signature to verify, three statements, a signature to make. */
const PRIX = 10;

export interface RoutesOptions extends ProviderOptions {
  readonly quotas: Pick<Quotas, 'client'>;
}

type Served = Provider['callback'] extends () => infer Callback ? Callback : never;

/** `/oidc/*`, and the address at which RFC 8414 looks for it. Nothing is built before the first request. */
export function oidcRoutes(options: RoutesOptions, issuerKeys: IssuerKeys) {
  let built: { keys: IssuerKeySet; served: Promise<Served> } | undefined;
  const { host, protocol, pathname } = new URL(options.issuer);

  const serving = () => {
    const keys = issuerKeys.current();
    if (built?.keys !== keys) {
      const served = createProvider(options, keys).then((provider) => provider.callback());
      built = { keys, served };
      served.catch(() => {
        built = undefined;
      });
    }
    return built.served;
  };

  const serve = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    if (!SERVIS.includes(path.split('?', 1)[0] ?? '')) throw new HubError('ROUTE_INCONNUE');
    if (request.method === 'POST') {
      const wait = await options.quotas.client(`oidc ${request.socket.remoteAddress ?? ''}`, PRIX);
      if (wait !== undefined) throw new HubError('QUOTA_DEPASSE', undefined, wait);
    }
    const served = await serving();
    // What `oidc-provider` writes of its own address, and what a DPoP proof must name: the issuer's, not the caller's.
    request.headers['x-forwarded-host'] = host;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    Object.assign(request, { originalUrl: `${pathname.replace(/\/$/, '')}${path}` });
    request.url = path;
    await served(request, response);
  };

  return [
    {
      path: `${PREFIXE}/*`,
      handle: (request: IncomingMessage, response: ServerResponse) =>
        serve((request.url ?? '').slice(PREFIXE.length), request, response),
    },
    {
      path: `/.well-known/oauth-authorization-server${PREFIXE}`,
      methods: ['GET', 'HEAD'],
      handle: (request: IncomingMessage, response: ServerResponse) =>
        serve('/.well-known/oauth-authorization-server', request, response),
    },
  ];
}
