import type { LookupAddress } from 'node:dns';
import { isPrivateNetwork, outgoing, RefusedTargetError, type OutgoingPolicy } from '../../src/platform/http-client';

/** Answers this, whatever the name; nothing when there is nothing. */
const answering = (...addresses: string[]) =>
  ((_name: string, _options: object, callback: (error: Error | null, found: LookupAddress[]) => void) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    callback(found.length > 0 ? null : new Error('ENOTFOUND'), found);
  }) as never;

const policy = (changes: Partial<OutgoingPolicy> = {}): OutgoingPolicy => ({
  ...{ trial: false, hosts: [], networks: [] },
  ...changes,
});

/** What a registration is answered: its address, or the reason of the refusal. */
async function admission(url: string, changes: Partial<OutgoingPolicy> = {}, ...addresses: string[]): Promise<string> {
  const { admit } = outgoing(policy(changes), answering(...addresses));
  return admit(url).catch((error: unknown) => {
    expect(error).toBeInstanceOf(RefusedTargetError);
    expect((error as Error).message).toMatch(/^Adresse refusée : .+\.$/);
    return (error as RefusedTargetError).reason;
  });
}

describe('an address is refused when it is registered as when it is called', () => {
  test.each([
    ['127.0.0.1', 'https://127.0.0.1/'],
    ['[::1]', 'https://[::1]/'],
    ['[::ffff:7f00:1]', 'https://[::ffff:7f00:1]/'],
    ['[::ffff:127.0.0.1]', 'https://[::ffff:127.0.0.1]/'],
    ['0x7f.1', 'https://0x7f.1/'],
    ['2130706433', 'https://2130706433/'],
    ['0177.0.0.1', 'https://0177.0.0.1/'],
    ['127.1', 'https://127.1/'],
    ['0.0.0.0', 'https://0.0.0.0/'],
    ['169.254.169.254', 'https://169.254.169.254/latest/meta-data'],
    ['a private network', 'https://10.1.2.3/'],
    ['another', 'https://172.31.0.1/'],
    ['a third', 'https://192.168.1.1/'],
    ['the network of a carrier', 'https://100.64.0.1/'],
    ['[::ffff:10.0.0.1]', 'https://[::ffff:10.0.0.1]/'],
    ['[64:ff9b::7f00:1]', 'https://[64:ff9b::7f00:1]/'],
    ['[2002:7f00:1::]', 'https://[2002:7f00:1::]/'],
    ['a multicast group', 'https://224.0.0.1/'],
    ['[fe80::1]', 'https://[fe80::1]/'],
    ['[fd00::1]', 'https://[fd00::1]/'],
    ['[::]', 'https://[::]/'],
    ['full-width digits', 'https://１２７.０.０.１/'],
  ])('%s', async (_, url) => {
    expect(await admission(url)).toBe('ADDRESS');
    expect(() => outgoing(policy()).check(url)).toThrow(expect.objectContaining({ code: 'CIBLE_REFUSEE' }));
  });

  test.each([
    ['file:', 'file:///etc/passwd', 'FORM'],
    ['ftp:', 'ftp://example.org/', 'FORM'],
    ['gopher:', 'gopher://127.0.0.1:6379/_FLUSHALL', 'FORM'],
    ['data:', 'data:text/plain,a', 'FORM'],
    ['javascript:', 'javascript:alert(1)', 'FORM'],
    ['a password', 'https://user:password@example.org/', 'FORM'],
    ['a user that looks like a host', 'https://example.org@127.0.0.1/', 'FORM'],
    ['nonsense', 'not a url', 'FORM'],
    ['no TLS in production', 'http://example.org/', 'TLS'],
  ])('%s', async (_, url, reason) => {
    expect(await admission(url, {}, '93.184.216.34')).toBe(reason);
  });

  test.each([
    ['a name that answers loopback', ['127.0.0.1']],
    ['a name that answers a metadata service', ['169.254.169.254']],
    ['a name of which one address is private', ['93.184.216.34', '10.0.0.1']],
    ['a name that answers loopback in IPv6', ['::1']],
  ])('%s', async (_, addresses) => {
    expect(await admission('https://partenaire.example/', {}, ...addresses)).toBe('ADDRESS');
  });

  test('a name that nobody knows', async () => {
    expect(await admission('https://partenaire.example/')).toBe('UNKNOWN');
  });
});

describe('an address is admitted', () => {
  test.each([
    ['a public name', 'https://partenaire.example/hub', {}, ['93.184.216.34', '2a01:cb00::1']],
    ['a public address', 'https://185.24.184.1/hub', {}, []],
    ['loopback in trials', 'http://127.0.0.1:4999/hub', { trial: true }, []],
    ['a listed name', 'https://partenaire.example/hub', { hosts: ['partenaire.example'] }, ['93.184.216.34']],
    ['a name under a listed one', 'https://a.b.justice.example/', { hosts: ['*.justice.example'] }, ['93.184.216.34']],
    ['an opened private network', 'https://10.20.3.4/', { networks: ['10.20.0.0/16'] }, []],
    [
      'a name inside it',
      'https://hub.rie.example/',
      { networks: ['10.20.0.0/16'], hosts: ['*.rie.example'] },
      ['10.20.3.4'],
    ],
    ['a listed address', 'https://185.24.184.1/', { hosts: ['185.24.184.1'] }, []],
    ['loopback in trials, whatever the list', 'http://127.0.0.1/', { trial: true, hosts: ['a.example'] }, []],
  ])('%s', async (_, url, changes, addresses) => {
    expect(await admission(url, changes, ...addresses)).toBe(url);
  });

  test.each([
    ['a name out of the list', 'https://autre.example/', { hosts: ['partenaire.example'] }, 'HOST'],
    ['a name that ends like a listed one', 'https://fauxjustice.example/', { hosts: ['*.justice.example'] }, 'HOST'],
    ['the name above a listed one', 'https://justice.example/', { hosts: ['*.justice.example'] }, 'HOST'],
    ['an address out of the list', 'https://185.24.184.1/', { hosts: ['partenaire.example'] }, 'HOST'],
    ['beside an opened network', 'https://10.21.0.1/', { networks: ['10.20.0.0/16'] }, 'ADDRESS'],
    ['private in trials', 'http://10.0.0.1/', { trial: true }, 'ADDRESS'],
    ['a metadata service in trials', 'http://169.254.169.254/', { trial: true }, 'ADDRESS'],
  ])('but not %s', async (_, url, changes, reason) => {
    expect(await admission(url, changes, '93.184.216.34')).toBe(reason);
  });
});

test.each([
  ['10.20.0.0/16', true],
  ['192.168.1.0/24', true],
  ['fd12::/48', true],
  ['10.0.0.0/7', false],
  ['172.16.0.0/11', false],
  ['127.0.0.0/8', false],
  ['169.254.0.0/16', false],
  ['fe80::/10', false],
  ['8.8.8.0/24', false],
  ['0.0.0.0/0', false],
  ['10.0.0.1', false],
  ['10.0.0.0/33', false],
  ['10.0.0.0/8/8', false],
  ['rie', false],
])('%s may be opened: %s', (network, expected) => {
  expect(isPrivateNetwork(network)).toBe(expected);
});
