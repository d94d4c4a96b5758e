import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { ProblemData } from '../problems/problem-exception.js';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
/** `Host` headers remembered as good; bounded, since ports vary. */
const REMEMBERED = 256;

/**
 * Keeps the pages of others out, which can reach loopback and every network that their reader is on.
 *
 * A request must name one of our hosts, with any port; otherwise it may come from a page whose domain was rebound to
 * this address. Ours are the loopback names and `allowedHosts` (`shop.example`, `*.shop.example`, or `*` for any). A
 * server that listens beyond loopback answers to bare IP addresses too: probes and scrapers use them, and no page can be
 * rebound to one.
 *
 * A request that may change something must not come from a page of another origin, unless it is one of `origins`.
 */
export class HostGuard {
  private readonly exact: ReadonlySet<string>;
  private readonly suffixes: readonly string[];
  private readonly any: boolean;
  private readonly known = new Set<string>();
  private addresses = false;

  constructor(
    allowedHosts: readonly string[],
    private readonly origins: readonly string[] = [],
  ) {
    const allowed = allowedHosts.map((host) => host.trim().toLowerCase());
    this.any = allowed.includes('*');
    this.exact = new Set([...LOOPBACK, ...allowed]);
    this.suffixes = allowed.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
  }

  /** The addresses that the server listens on, once it does. */
  listensOn(addresses: readonly string[]): void {
    this.addresses = addresses.some((address) => !LOOPBACK.includes(address));
  }

  /** Why the request is turned away; undefined when it is welcome. */
  refuse({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): ProblemData | undefined {
    const { host } = headers;
    if (host === undefined || !this.allows(host)) return HOST_NOT_ALLOWED;
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return undefined;
    const { origin } = headers;
    if (origin !== undefined && this.origins.includes(origin)) return undefined;
    const site = headers['sec-fetch-site'];
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && hostOf(origin) !== host.toLowerCase());
    return foreign ? CROSS_ORIGIN_REFUSED : undefined;
  }

  private allows(header: string): boolean {
    if (this.any || this.known.has(header)) return true;
    const name = nameOf(header);
    if (name === undefined || !this.isOurs(name)) return false;
    if (this.known.size < REMEMBERED) this.known.add(header);
    return true;
  }

  private isOurs(name: string): boolean {
    return (
      this.exact.has(name) ||
      (this.addresses && isIP(name) !== 0) ||
      this.suffixes.some((suffix) => name.endsWith(suffix) && name.length > suffix.length)
    );
  }
}

/** The name in a `Host` header, without its port; IPv6 without its brackets. */
function nameOf(header: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/\s@]+?)\.?)(?::\d{1,5})?$/.exec(header.toLowerCase());
  return match?.[1] ?? match?.[2];
}

/** Host and port of an origin. TLS may end before us, so its scheme says nothing; `null` has no host. */
const hostOf = (origin: string): string | undefined => /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase())?.[1];

const HOST_NOT_ALLOWED: ProblemData = {
  status: 403,
  code: 'host_not_allowed',
  detail: 'This host name is not one of ours. Use localhost, or add the name to ALLOWED_HOSTS.',
};

const CROSS_ORIGIN_REFUSED: ProblemData = {
  status: 403,
  code: 'cross_origin_refused',
  detail:
    'A page of another origin may not change anything here. Call the API from your own server, or add the origin to ' +
    'CORS_ORIGINS.',
};
