import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA special-purpose registries: nothing there is a partner on the Internet. */
const RESERVED_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Inside 2000::/3, which is all that is routed: tunnels that carry another address, and documentation. */
const RESERVED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const reserved = blockList(RESERVED_V4, 'ipv4', blockList(RESERVED_V6, 'ipv6'));
const routedV6 = blockList(['2000::/3'], 'ipv6');
const loopback = blockList(['127.0.0.0/8'], 'ipv4', blockList(['::1/128'], 'ipv6'));

export class RefusedTargetError extends Error {
  readonly code = 'CIBLE_REFUSEE';
}

/** @throws RefusedTargetError before anything is sent, when the address is not one to call. */
export function checkUrl(text: string, loopbackAllowed: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new RefusedTargetError('not an http(s) URL');
  // A literal address is never looked up; the URL parser has already undone 0x7f.1 and its like.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !allowed(host, loopbackAllowed)) throw new RefusedTargetError('not a public address');
  return url;
}

export function allowed(address: string, loopbackAllowed: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (loopback.check(address, family)) return loopbackAllowed;
  if (family === 'ipv6' && !routedV6.check(address, family)) return false;
  return !reserved.check(address, family);
}

/**
 * The look-up of the connection itself: the address that was checked is the one that is called, so a name cannot
 * answer twice differently. One reserved address among several refuses them all.
 */
export function guardedLookup(loopbackAllowed: boolean, resolve: typeof dnsLookup = dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => allowed(address, loopbackAllowed))) {
        callback(new RefusedTargetError('not a public address'), '', 0);
        return;
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function blockList(subnets: readonly string[], family: 'ipv4' | 'ipv6', into = new BlockList()): BlockList {
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    into.addSubnet(network, Number(prefix), family);
  }
  return into;
}
