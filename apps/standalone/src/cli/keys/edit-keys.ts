import { type ApiKey, newKeyId, newSecret, type RoleName, type Scope } from '#platform';
import { CliError } from '../errors.js';

/** What a new key is to be. */
export interface KeyWish {
  readonly name: string;
  readonly roles: readonly RoleName[];
  readonly scopes: readonly (Scope | '*')[];
  /** Undefined: all. */
  readonly locations: readonly string[] | undefined;
  readonly expiresAt: Date | undefined;
}

/** Keys after a change, and the secret that came with it: the only place where it ever stands whole. */
export interface WithSecret {
  readonly keys: readonly ApiKey[];
  readonly key: ApiKey;
  readonly token: string;
}

export function createKey(keys: readonly ApiKey[], wish: KeyWish, now: Date): WithSecret {
  const id = newKeyId();
  const { token, secret } = newSecret(id, now);
  const key: ApiKey = {
    id,
    name: wish.name,
    roles: [...wish.roles],
    scopes: [...wish.scopes],
    ...(wish.locations === undefined ? {} : { locations: [...wish.locations] }),
    createdAt: now.toISOString(),
    ...(wish.expiresAt === undefined ? {} : { expiresAt: wish.expiresAt.toISOString() }),
    secrets: [secret],
  };
  return { keys: [...keys, key], key, token };
}

/** Gives the key another secret; those it has end after `overlapMs`, and are forgotten once they have ended. */
export function rotateKey(keys: readonly ApiKey[], id: string, overlapMs: number, now: Date): WithSecret {
  const before = keyOf(keys, id);
  if (before.revokedAt !== undefined)
    throw new CliError(`Key ${id} was revoked. Make a new one with keys create.`);
  const end = new Date(now.getTime() + overlapMs);
  const { token, secret } = newSecret(id, now);
  const old = before.secrets
    .filter(({ expiresAt }) => expiresAt === undefined || new Date(expiresAt) > now)
    .map((each) =>
      each.expiresAt === undefined || new Date(each.expiresAt) > end ? endingAt(each, end) : each,
    );
  const key: ApiKey = { ...before, secrets: [secret, ...(overlapMs === 0 ? [] : old)].slice(0, 10) };
  return { keys: keys.map((each) => (each.id === id ? key : each)), key, token };
}

/** Ends the key at once, whichever secret is sent. It stays in the file, so that the audit trail's ids keep a name. */
export function revokeKey(keys: readonly ApiKey[], id: string, now: Date): { keys: ApiKey[]; key: ApiKey } {
  const before = keyOf(keys, id);
  const key: ApiKey = { ...before, revokedAt: before.revokedAt ?? now.toISOString() };
  return { keys: keys.map((each) => (each.id === id ? key : each)), key };
}

/** What a key is good for at the moment, in a word or two. */
export function stateOf(key: ApiKey, now: Date): string {
  if (key.revokedAt !== undefined) return `revoked ${day(key.revokedAt)}`;
  if (key.expiresAt !== undefined && new Date(key.expiresAt) <= now) return `expired ${day(key.expiresAt)}`;
  const ending = key.secrets
    .map(({ expiresAt }) => expiresAt)
    .filter((at): at is string => at !== undefined && new Date(at) > now)
    .sort()
    .at(-1);
  if (ending !== undefined) return `rotated; old secret until ${ending.slice(0, 16)}Z`;
  return key.expiresAt === undefined ? 'good' : `good until ${day(key.expiresAt)}`;
}

function keyOf(keys: readonly ApiKey[], id: string): ApiKey {
  const key = keys.find((each) => each.id === id);
  if (key === undefined)
    throw new CliError(`There is no key ${JSON.stringify(id)}. keys list shows their ids.`);
  return key;
}

const endingAt = (secret: ApiKey['secrets'][number], end: Date) => ({
  ...secret,
  expiresAt: end.toISOString(),
});

const day = (at: string): string => at.slice(0, 10);
