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
/** Private networks: the only ones that a configuration may open, as that of a ministry. */
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

const reserved = blockList([...RESERVED_V4, ...RESERVED_V6]);
const privateNetworks = blockList(PRIVATE);
const routedV6 = blockList(['2000::/3']);
const loopback = blockList(['127.0.0.0/8', '::1/128']);

/** Where the hub may send requests that a partner, not its operator, has asked for. */
export interface OutgoingPolicy {
  /** Outside production a partner may run on this machine, without TLS. */
  readonly trial: boolean;
  /** `api.partner.example`, `*.justice.example`, or an address; empty: any public one. */
  readonly hosts: readonly string[];
  /** Private networks, in CIDR notation, that hold partners. */
  readonly networks: readonly string[];
}

const REASONS = {
  FORM: "une adresse http(s) est attendue, sans nom d'utilisateur ni mot de passe",
  TLS: 'en production, elle commence par https://',
  HOST: "son nom n'est pas dans la liste des adresses admises (WEBHOOK_HOSTS)",
  ADDRESS: "elle désigne une machine ou un réseau où le hub n'envoie rien",
  UNKNOWN: 'son nom ne désigne aucune machine',
} as const;

export class RefusedTargetError extends Error {
  readonly code = 'CIBLE_REFUSEE';

  constructor(readonly reason: keyof typeof REASONS) {
    super(`Adresse refusée : ${REASONS[reason]}.`);
  }
}

export interface Outgoing {
  /** @throws RefusedTargetError before anything is sent or looked up. */
  readonly check: (text: string) => URL;
  /**
   * The look-up of the connection itself: the address that was checked is the one that is called, so a name cannot
   * answer twice differently. One address that may not be called refuses them all.
   */
  readonly lookup: LookupFunction;
  /** What a partner registers: checked, and looked up once. @throws RefusedTargetError */
  readonly admit: (text: string) => Promise<AdmittedUrl>;
}

declare const admitted: unique symbol;
/** The address of a partner, that `admit` has let in. */
export type AdmittedUrl = string & { readonly [admitted]: true };

export function outgoing(policy: OutgoingPolicy, resolve: typeof dnsLookup = dnsLookup): Outgoing {
  const opened = blockList(policy.networks);
  const allowed = (address: string): boolean => {
    const family = familyOf(address);
    if (loopback.check(address, family)) return policy.trial;
    if (opened.check(address, family)) return true;
    if (family === 'ipv6' && !routedV6.check(address, family)) return false;
    return !reserved.check(address, family);
  };

  const check = (text: string): URL => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
      throw new RefusedTargetError('FORM');
    if (url.protocol === 'http:' && !policy.trial) throw new RefusedTargetError('TLS');
    // A literal address is never looked up; the URL parser has already undone 0x7f.1 and its like.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !allowed(host)) throw new RefusedTargetError('ADDRESS');
    if (!listed(host, policy, opened)) throw new RefusedTargetError('HOST');
    return url;
  };

  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => allowed(address))) {
        callback(new RefusedTargetError('ADDRESS'), '', 0);
        return;
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

  const admit = (text: string): Promise<AdmittedUrl> =>
    new Promise((done, fail) => {
      const url = check(text);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const accept = () => {
        done(url.href as AdmittedUrl);
      };
      if (isIP(host) !== 0) accept();
      else
        lookup(host, { all: true }, (error) => {
          if (error) fail(error instanceof RefusedTargetError ? error : new RefusedTargetError('UNKNOWN'));
          else accept();
        });
    });

  return { check, lookup, admit };
}

/** Whether every address of this network is private: what a configuration may open. */
export function isPrivateNetwork(network: string): boolean {
  const [address = '', prefix = '', ...rest] = network.split('/');
  const family = isIP(address);
  if (
    family === 0 ||
    rest.length > 0 ||
    !/^\d{1,3}$/.test(prefix) ||
    !privateNetworks.check(address, familyOf(address))
  )
    return false;
  const widest = PRIVATE.find((one) => blockList([one]).check(address, familyOf(address)))?.split('/')[1] ?? '';
  return Number(prefix) >= Number(widest) && Number(prefix) <= (family === 6 ? 128 : 32);
}

function listed(host: string, { hosts, trial }: OutgoingPolicy, opened: BlockList): boolean {
  if (hosts.length === 0) return true;
  if (isIP(host) !== 0) {
    if (hosts.includes(host) || opened.check(host, familyOf(host))) return true;
    return trial && loopback.check(host, familyOf(host));
  }
  return hosts.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) : host === one));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function blockList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), familyOf(network));
  }
  return list;
}
