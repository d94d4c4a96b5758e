import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** Where a request may go: an address that was looked at, and is used for the connection as it is. */
export interface Target {
  readonly address: string;
  readonly family: 4 | 6;
}

/** The endpoint is not one that we send to, or cannot be found. `code` is stable. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';

  constructor(
    readonly code: 'webhook_target_not_allowed' | 'webhook_host_not_found',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Looks the host up and refuses it when any of its addresses is not a public one: loopback, private, link-local (where
 * clouds keep their metadata), unique local, shared, multicast, and forms of IPv6 that wrap an IPv4 address. Whoever may
 * register an endpoint must not make us call our own network.
 */
export async function resolveTarget(host: string, allowPrivate: boolean): Promise<Target> {
  const addresses = await addressesOf(host.replace(/^\[(.*)\]$/, '$1'));
  const [first] = addresses;
  if (first === undefined) {
    throw new TargetRefused('webhook_host_not_found', 'The host of the URL cannot be found.');
  }
  if (!allowPrivate && !addresses.every(({ address }) => isPublic(address))) {
    throw new TargetRefused(
      'webhook_target_not_allowed',
      'The URL leads into a private network. Give one with a public address, or set WEBHOOKS_ALLOW_PRIVATE=true ' +
        'where whoever registers endpoints is trusted.',
    );
  }
  return first;
}

/** Whether the whole internet means the same machine by this address. */
export function isPublic(address: string): boolean {
  // 'unicast' is what is in none of the special ranges; process() unwraps ::ffff:10.0.0.1.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

async function addressesOf(host: string): Promise<Target[]> {
  if (ipaddr.isValid(host)) return [{ address: host, family: ipaddr.parse(host).kind() === 'ipv4' ? 4 : 6 }];
  try {
    const found = await lookup(host, { all: true });
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  } catch {
    return [];
  }
}
