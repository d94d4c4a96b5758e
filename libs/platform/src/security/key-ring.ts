import { type ApiKey, newKeyId, newSecret, partsOf, sameDigest } from './api-key.js';
import type { Caller } from './caller.js';
import { unauthenticated } from './problems.js';
import { type Scope, scopesOf } from './scopes.js';

interface HeldKey {
  readonly caller: Caller;
  readonly revokedAt: number;
  readonly expiresAt: number;
  readonly secrets: readonly { readonly digest: Buffer; readonly expiresAt: number }[];
}

/** Compared with what was sent under an id that nobody has, so that it takes as long as under one that somebody has. */
const NOBODY = Buffer.alloc(32);

/** The API keys that are good, in memory: to check one takes a hash and a comparison, and asks no database. */
export class KeyRing {
  private keys: ReadonlyMap<string, HeldKey> = new Map();
  private readonly temporary = new Map<string, HeldKey>();

  /** How many keys of the file may still be used. */
  get size(): number {
    return this.keys.size;
  }

  /** Takes these keys for all that there are. */
  replace(keys: readonly ApiKey[]): void {
    this.keys = new Map(keys.map((key) => [key.id, held(key)]));
  }

  /** A key that lives in this process alone, until it is taken back: for what the process asks of itself. */
  lend(name: string, scopes: Iterable<Scope>): { token: string; takeBack: () => void } {
    const id = newKeyId();
    const { token, secret } = newSecret(id, new Date());
    const caller: Caller = { id: `key:${name}`, kind: 'key', scopes: new Set(scopes), locations: undefined };
    const digest = Buffer.from(secret.sha256, 'hex');
    const secrets = [{ digest, expiresAt: Infinity }];
    this.temporary.set(id, { caller, revokedAt: Infinity, expiresAt: Infinity, secrets });
    return { token, takeBack: () => void this.temporary.delete(id) };
  }

  /** Who sends this token. Refused: 401 `unauthenticated`. */
  callerOf(token: string, now: number): Caller {
    const parts = partsOf(token);
    if (parts === undefined) throw unauthenticated(UNKNOWN);
    const key = this.keys.get(parts.id) ?? this.temporary.get(parts.id);
    if (key === undefined) {
      sameDigest(parts.digest, NOBODY);
      throw unauthenticated(UNKNOWN);
    }
    const secret = key.secrets.find(({ digest }) => sameDigest(digest, parts.digest));
    if (secret === undefined) throw unauthenticated(UNKNOWN);
    // From here on the caller has shown that the key is theirs, and may be told what is wrong with it.
    if (key.revokedAt <= now) throw unauthenticated('This API key was revoked. Ask for a new one.');
    if (key.expiresAt <= now) throw unauthenticated('This API key has expired. Ask for a new one.');
    if (secret.expiresAt <= now) {
      throw unauthenticated('This API key was rotated, and this secret of it has expired. Use the new one.');
    }
    return key.caller;
  }
}

const UNKNOWN = 'This API key is not known here. Check that all of it was sent, as it was shown.';

const momentOf = (at: string | undefined): number => (at === undefined ? Infinity : Date.parse(at));

function held(key: ApiKey): HeldKey {
  return {
    caller: {
      id: `key:${key.id}`,
      kind: 'key',
      scopes: scopesOf(key.scopes, key.roles),
      locations: key.locations === undefined ? undefined : new Set(key.locations),
    },
    revokedAt: momentOf(key.revokedAt),
    expiresAt: momentOf(key.expiresAt),
    secrets: key.secrets.map(({ sha256, expiresAt }) => ({
      digest: Buffer.from(sha256, 'hex'),
      expiresAt: momentOf(expiresAt),
    })),
  };
}
