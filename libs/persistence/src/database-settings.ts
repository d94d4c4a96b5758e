import { z } from 'zod';

/** How to reach PostgreSQL, as a process reads it from its environment. */
export const DatabaseSettings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a PostgreSQL URL: postgres://user:password@host:port/database'),
  /** PEM of the authority that signed the server's certificate: then only TLS to that very server is accepted. */
  DATABASE_CA_FILE: z.string().optional(),
});
export type DatabaseSettings = z.infer<typeof DatabaseSettings>;

/**
 * The URL to connect by. With `DATABASE_CA_FILE` it asks for `sslmode=verify-full` against that authority, whatever
 * the URL said before; without, TLS is as the URL's own `sslmode` and `sslrootcert` have it.
 */
export function databaseUrl({ DATABASE_URL, DATABASE_CA_FILE }: DatabaseSettings): string {
  if (DATABASE_CA_FILE === undefined) return DATABASE_URL;
  const url = new URL(DATABASE_URL);
  url.searchParams.set('sslmode', 'verify-full');
  url.searchParams.set('sslrootcert', DATABASE_CA_FILE);
  return url.href;
}
