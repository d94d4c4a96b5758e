import { HostGuard } from './host-guard.js';

const get = (host: string | undefined) => ({ method: 'GET', headers: { host } });
const post = (headers: Record<string, string>) => ({
  method: 'POST',
  headers: { host: 'localhost:3000', ...headers },
});

/** Codes of the refusals, undefined for who is welcome. */
const answers = (guard: HostGuard, hosts: readonly (string | undefined)[]) =>
  hosts.map((host) => guard.refuse(get(host))?.code);

describe('The host guard', () => {
  it('welcomes the names of this machine, with any port and in any case', () => {
    const hosts = [
      'localhost',
      'localhost:3000',
      'LOCALHOST:3000',
      '127.0.0.1:80',
      '[::1]:3000',
      'localhost.',
    ];
    expect(answers(new HostGuard([]), hosts)).toEqual(hosts.map(() => undefined));
  });

  it('turns away a domain that was rebound to this machine, and what is no host at all', () => {
    const hosts = [
      ...['evil.example', 'localhost.evil.example', 'evil.example:3000', 'user@localhost', 'localhost:x'],
      ...['', ' ', '[::1', 'localhost:3000/x', undefined],
    ];
    expect(answers(new HostGuard([]), hosts)).toEqual(hosts.map(() => 'host_not_allowed'));
  });

  it('welcomes the names that it is given, and with a star those below them alone', () => {
    const guard = new HostGuard([' Shop.Example ', '*.stores.example']);
    const ours = ['shop.example', 'shop.example:8443', 'north.stores.example', 'a.b.stores.example'];
    expect(answers(guard, ours)).toEqual(ours.map(() => undefined));
    const others = ['www.shop.example', 'stores.example', '.stores.example', 'evilstores.example'];
    expect(answers(guard, others)).toEqual(others.map(() => 'host_not_allowed'));
    expect(answers(new HostGuard(['*']), others)).toEqual(others.map(() => undefined));
  });

  it('answers to bare addresses only where it listens beyond this machine', () => {
    const guard = new HostGuard([]);
    guard.listensOn(['127.0.0.1', '::1']);
    expect(answers(guard, ['10.0.0.7:3000', '[fd00::7]:3000'])).toEqual([
      'host_not_allowed',
      'host_not_allowed',
    ]);
    guard.listensOn(['0.0.0.0']);
    expect(answers(guard, ['10.0.0.7:3000', '[fd00::7]:3000', 'evil.example'])).toEqual([
      undefined,
      undefined,
      'host_not_allowed',
    ]);
  });

  it('lets no page of another origin change anything, and anybody else', () => {
    const guard = new HostGuard([]);
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'http://localhost:8080' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' },
    ];
    expect(foreign.map((headers) => guard.refuse(post(headers as Record<string, string>))?.code)).toEqual(
      foreign.map(() => 'cross_origin_refused'),
    );
    const welcome = [
      {},
      { origin: 'http://localhost:3000' },
      { origin: 'https://LOCALHOST:3000', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
    ];
    expect(welcome.map((headers) => guard.refuse(post(headers as Record<string, string>)))).toEqual(
      welcome.map(() => undefined),
    );
    expect(guard.refuse({ ...post({ origin: 'https://evil.example' }), method: 'GET' })).toBeUndefined();
  });
});
