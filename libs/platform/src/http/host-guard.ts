import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Refusal } from '../problems/refusal.js';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
/** Hosts seen and found good, by the header's very text; bounded, since ports vary. */
const REMEMBERED = 256;

/**
 * Keeps web pages of others out, which can reach loopback and any private network that their reader is on.
 *
 * A request must name a host of ours in `Host` (any port), or it may come from a page whose domain was rebound to this
 * address. Ours are loopback and `allowedHosts` (`shop.example`, `*.shop.example`, `*` for any). A server that does not
 * listen on loopback also answers to bare IP addresses: probes and scrapers use them, and a rebound page cannot.
 *
 * A request that changes something must not come from another origin.
 */
export class HostGuard {
  private readonly exact: ReadonlySet<string>;
  private readonly suffixes: readonly string[];
  private readonly any: boolean;
  private readonly anyAddress: boolean;
  private readonly known = new Set<string>();

  constructor(options: { listenHost: string; allowedHosts: readonly string[] }) {
    const allowed = options.allowedHosts.map((host) => host.trim().toLowerCase()).filter((host) => host !== '');
    this.any = allowed.includes('*');
    this.anyAddress = !LOOPBACK.includes(options.listenHost);
    this.exact = new Set([...LOOPBACK, ...allowed]);
    this.suffixes = allowed.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
  }

  /** Why the request is turned away; undefined when it is welcome. */
  refuse(request: FastifyRequest): Refusal | undefined {
    const { headers, method } = request.raw;
    const { host } = headers;
    if (!this.allows(host)) return HOST_NOT_ALLOWED;
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return undefined;
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    if (origin === undefined && site === undefined) return undefined;
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && hostOf(origin) !== host?.toLowerCase());
    return foreign ? CROSS_ORIGIN_REFUSED : undefined;
  }

  private allows(header: string | undefined): boolean {
    if (header === undefined) return false;
    if (this.any || this.known.has(header)) return true;
    const name = nameOf(header);
    if (name === undefined || !this.isOurs(name)) return false;
    if (this.known.size < REMEMBERED) this.known.add(header);
    return true;
  }

  private isOurs(name: string): boolean {
    return (
      this.exact.has(name) ||
      (this.anyAddress && isIP(name) !== 0) ||
      this.suffixes.some((suffix) => name.endsWith(suffix) && name.length > suffix.length)
    );
  }
}

/** `Host` without its port, in lower case; IPv6 without its brackets. */
function nameOf(header: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/\s]+?)\.?)(?::\d{1,5})?$/.exec(header.toLowerCase());
  return match?.[1] ?? match?.[2];
}

/** Host and port of an origin; TLS may end before us, so the scheme says nothing. `null` is nobody's. */
function hostOf(origin: string): string | undefined {
  return /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase())?.[1];
}

const HOST_NOT_ALLOWED: Refusal = {
  status: 421,
  code: 'host_not_allowed',
  detail: 'This service does not answer to that Host. Call it as localhost, or have the host added to ALLOWED_HOSTS.',
};

const CROSS_ORIGIN_REFUSED: Refusal = {
  status: 403,
  code: 'cross_origin_refused',
  detail: 'A web page of another origin may not change anything here. Call the service from your own server.',
};
