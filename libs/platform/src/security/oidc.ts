import { hash } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { ProblemException } from '../problems/problem-exception.js';
import type { Caller } from './caller.js';
import { unauthenticated } from './problems.js';
import { isRoleName, isScope, ROLES, type RoleName, scopesOf } from './scopes.js';

export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string | undefined;
  readonly rolesClaim: string;
  /** Our role by the issuer's name for it. */
  readonly roles: ReadonlyMap<string, RoleName>;
  readonly locationsClaim: string;
}

/** Signatures of key pairs alone: nobody who can check one can make one. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
const CLOCK_TOLERANCE_S = 5;
const TIMEOUT_MS = 5_000;
/** A token that was found good is taken at its word for so long: a signing key that is withdrawn counts by then. */
const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly caller: Caller;
  readonly until: number;
}

/** Tells people by the JWT that an OpenID Connect issuer gave them. */
export class OidcPeople {
  private keys: Promise<JWTVerifyGetKey> | undefined;
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly options: OidcOptions) {}

  /**
   * Who sends this token. Refused: 401 `unauthenticated`; 503 `issuer_unavailable` while the issuer's keys cannot be had,
   * which only concerns tokens that were not seen within the last minute.
   */
  callerOf(token: string, now: number): Caller | Promise<Caller> {
    const fingerprint = hash('sha256', token, 'base64url');
    const known = this.remembered.get(fingerprint);
    if (known !== undefined && known.until > now) return known.caller;
    return this.verified(token).then(({ payload }) => {
      const caller = this.callerIn(payload);
      const until = Math.min(now + REMEMBERED_MS, payload.exp! * 1_000);
      if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
      this.remembered.set(fingerprint, { caller, until });
      return caller;
    });
  }

  private async verified(token: string): Promise<{ payload: JWTPayload }> {
    const keys = await this.keysOfIssuer();
    try {
      return await jwtVerify(token, keys, {
        issuer: this.options.issuer,
        audience: this.options.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['exp', 'sub'],
      });
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Asked for with the first token, and again with the next one if that failed. */
  private keysOfIssuer(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.findKeys().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async findKeys(): Promise<JWTVerifyGetKey> {
    const url = this.options.jwksUrl ?? (await this.discoveredJwksUrl());
    return createRemoteJWKSet(new URL(url), { timeoutDuration: TIMEOUT_MS });
  }

  private async discoveredJwksUrl(): Promise<string> {
    const { issuer } = this.options;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    let document: { issuer?: unknown; jwks_uri?: unknown };
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
      document = (await answer.json()) as typeof document;
    } catch {
      throw issuerUnavailable();
    }
    if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') throw issuerUnavailable();
    return document.jwks_uri;
  }

  private callerIn(payload: JWTPayload): Caller {
    const scopes = words(payload['scope'] ?? payload['scp']).filter(isScope);
    const roles = words(claimAt(payload, this.options.rolesClaim))
      .map((name) => this.options.roles.get(name) ?? name)
      .filter(isRoleName);
    return {
      id: `person:${payload.sub}`,
      kind: 'person',
      scopes: scopesOf(scopes, roles),
      locations: this.locationsIn(payload, roles),
    };
  }

  /** Who has a place's role and is given no place has none: a claim that was forgotten opens nothing. */
  private locationsIn(payload: JWTPayload, roles: readonly RoleName[]): ReadonlySet<string> | undefined {
    const claim = claimAt(payload, this.options.locationsClaim);
    if (claim === undefined || claim === null)
      return roles.some((role) => ROLES[role].bound) ? new Set() : undefined;
    const locations = words(claim);
    return locations.includes('*') ? undefined : new Set(locations);
  }
}

/** A claim that is a list, or a text of words parted by spaces. */
function words(claim: unknown): string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((word) => word !== '');
  return Array.isArray(claim) ? claim.filter((word): word is string => typeof word === 'string') : [];
}

/** A claim by its own name (some are URLs, with dots in them), else by its path. */
function claimAt(payload: JWTPayload, name: string): unknown {
  if (name in payload) return payload[name];
  return name
    .split('.')
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined,
      payload,
    );
}

function refusalOf(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return unauthenticated('This token has expired. Sign in again.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return unauthenticated(
      `This token is not meant for here: its claim "${error.claim}" is not what it should be. ` +
        'Ask the issuer for one of the right audience.',
    );
  }
  // Without an answer of the issuer's, a token is neither good nor bad.
  const unanswered = error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError);
  if (unanswered || error.code === errors.JOSEError.code) return issuerUnavailable();
  return unauthenticated('This token is not one that its issuer signed. Sign in again.');
}

const issuerUnavailable = (): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'issuer_unavailable',
    detail:
      'The issuer of tokens cannot be asked for its keys at the moment. Send the same request again shortly.',
    retryAfter: 5,
  });
