import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { EVERY_SCOPE, isRoleName, isScope, type RoleName, type Scope } from './scopes.js';

const TOKEN = /^shs_([a-z0-9]{1,32})_([A-Za-z0-9_-]{43})$/;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** One of a key's secrets: while a key is being rotated it has two. Only its SHA-256 is kept: it is 256 random bits. */
export const KeySecret = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of a secret, in hex'),
  createdAt: z.iso.datetime({ offset: true }),
  /** When it ends to be good because another took its place. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export type KeySecret = z.infer<typeof KeySecret>;

/** An API key as it lies in the key file. */
export const ApiKey = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{1,32}$/, 'must be 1 to 32 small letters and digits'),
  /** Whose it is, for people: "tills of store 355". */
  name: z.string().min(1).max(100),
  scopes: z
    .array(z.string().refine(isScope, 'is no scope'))
    .default([])
    .transform((scopes) => scopes as (Scope | typeof EVERY_SCOPE)[]),
  roles: z
    .array(z.string().refine(isRoleName, 'is no role'))
    .default([])
    .transform((roles) => roles as RoleName[]),
  /** The locations that it is bound to; left out: all. */
  locations: z.array(z.string().min(1).max(64)).min(1).optional(),
  createdAt: z.iso.datetime({ offset: true }),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  revokedAt: z.iso.datetime({ offset: true }).optional(),
  secrets: z.array(KeySecret).min(1).max(10),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** The whole key file. */
export const ApiKeyFile = z.strictObject({
  keys: z
    .array(ApiKey)
    .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'each id may stand once'),
});
export type ApiKeyFile = z.infer<typeof ApiKeyFile>;

/** A new id of a key: 10 characters that are easily told apart. */
export const newKeyId = (): string =>
  [...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** A new secret: the token that its owner sends, and what is kept of it. */
export function newSecret(keyId: string, now: Date): { token: string; secret: KeySecret } {
  const text = randomBytes(32).toString('base64url');
  return {
    token: `shs_${keyId}_${text}`,
    secret: { sha256: digestOf(text).toString('hex'), createdAt: now.toISOString() },
  };
}

/** Whether it looks like one of our keys at all. */
export const looksLikeKey = (token: string): boolean => token.startsWith('shs_');

/** The parts of a token; undefined when it is none of ours. */
export function partsOf(token: string): { id: string; digest: Buffer } | undefined {
  const match = TOKEN.exec(token);
  return match === null ? undefined : { id: match[1]!, digest: digestOf(match[2]!) };
}

/** Compares in constant time. */
export const sameDigest = (one: Buffer, other: Buffer): boolean => timingSafeEqual(one, other);

const digestOf = (secret: string): Buffer => hash('sha256', secret, 'buffer');
