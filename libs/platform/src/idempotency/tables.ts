import { quoted } from '#persistence';

/** The SQL of the table that keeps answers under their idempotency keys, for a service's migration. */
export function idempotencyTablesSql(schema: string): { up: string[]; down: string[] } {
  const s = quoted(schema);
  return {
    up: [
      // By week, so that old answers go by dropping a partition. The same key in two weeks is prevented by the
      // advisory lock that every reader of it takes first.
      `CREATE TABLE ${s}.idempotency (
        scope text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        request_hash text NOT NULL,
        status integer NOT NULL,
        body text NOT NULL,
        created_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
        PRIMARY KEY (scope, key, created_on)
      ) PARTITION BY RANGE (created_on)`,
      `CREATE TABLE ${s}.idempotency_default PARTITION OF ${s}.idempotency DEFAULT`,
    ],
    down: [`DROP TABLE ${s}.idempotency`],
  };
}
