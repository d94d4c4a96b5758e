import { z } from 'zod';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** TLS, except on this machine. */
const secureUrl = z
  .url()
  .refine(
    (url) => /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(url),
    'must begin with https:// (http:// is for localhost alone)',
  );

/** Who may call, from where and how often: settings that every process reads from its environment. */
export const AccessSettings = z.object({
  /** A JSON file of hashed, scoped API keys; read again when it changes. */
  API_KEYS_FILE: z.string().optional(),
  /** Whose JWTs are taken for people, as it stands in their `iss`. */
  OIDC_ISSUER: secureUrl.optional(),
  /** What must stand in their `aud`. */
  OIDC_AUDIENCE: z.string().optional(),
  /** Where the issuer's public keys lie; without it the issuer's discovery document says so. */
  OIDC_JWKS_URL: secureUrl.optional(),
  /** The claim that lists a person's roles, with dots for claims within claims: `realm_access.roles`. */
  OIDC_ROLES_CLAIM: z.string().default('roles'),
  /** What the issuer's roles are called here: `Store Staff=associate,HQ=operator`. Roles with our own names need none. */
  OIDC_ROLES: list
    .pipe(z.array(z.string().regex(/^[^=]+=[^=]+$/, 'must be theirs=ours, several parted by commas')))
    .default([]),
  /** The claim that lists the locations that a person is bound to. */
  OIDC_LOCATIONS_CLAIM: z.string().default('locations'),
  /** Requests of one caller to one process; 0 for no limit. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).default(600_000),
  /** How long the audit trail is kept. */
  AUDIT_KEPT_DAYS: z.coerce.number().int().min(1).max(3_650).default(400),
  /** Origins whose pages may call, such as `https://shop.example`. */
  CORS_ORIGINS: list
    .pipe(z.array(z.string().regex(/^https?:\/\/[^/\s*]+$/, 'must be origins such as https://shop.example')))
    .default([]),
  /** Whether `/metrics` asks for a key with `operations:read`. */
  METRICS_ACCESS: z.enum(['key', 'open']).default('key'),
});
export type AccessSettings = z.infer<typeof AccessSettings>;
