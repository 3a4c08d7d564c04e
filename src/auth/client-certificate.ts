import { createHash, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

export interface CertificateOptions {
  /** Header in which a trusted proxy hands over the certificate that it was shown. */
  readonly header?: string | undefined;
  /** Addresses (`10.0.0.7`, `10.0.0.0/8`) of those proxies: from anyone else the header is worth nothing. */
  readonly proxies?: readonly string[];
}

export type ClientCertificate = (request: IncomingMessage) => X509Certificate | undefined;

/** The TLS certificate that the caller proved to hold: on this very connection, or to a proxy that is trusted to say so. */
export function clientCertificate({ header, proxies = [] }: CertificateOptions = {}): ClientCertificate {
  const trusted = addresses(proxies);
  return (request) => {
    const { socket } = request;
    if ('getPeerX509Certificate' in socket) return (socket as TLSSocket).getPeerX509Certificate();
    if (header === undefined || !isTrusted(trusted, socket.remoteAddress)) return undefined;
    const value = request.headers[header];
    return typeof value === 'string' ? read(value) : undefined;
  };
}

/** `x5t#S256` of RFC 8705. */
export function certificateThumbprint({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('base64url');
}

export function addresses(list: readonly string[]): BlockList {
  const known = new BlockList();
  for (const one of list) {
    const [address = '', prefix] = one.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) known.addAddress(address, family);
    else known.addSubnet(address, Number(prefix), family);
  }
  return known;
}

function isTrusted(trusted: BlockList, remote: string | undefined): boolean {
  const address = remote?.replace(/^::ffff:(?=\d+\.)/, '') ?? '';
  return isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** RFC 9440 (`:base64:`), or the PEM that nginx escapes (`$ssl_client_escaped_cert`). */
function read(value: string): X509Certificate | undefined {
  try {
    const der = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(value)?.[1];
    return new X509Certificate(der === undefined ? decodeURIComponent(value) : Buffer.from(der, 'base64'));
  } catch {
    return undefined;
  }
}
