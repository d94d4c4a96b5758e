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
      ...idempotencyAnswersSql(schema).up,
    ],
    down: [...idempotencyAnswersSql(schema).down, `DROP TABLE ${s}.idempotency`],
  };
}

/**
 * The SQL of the function that locks keys and then reads the answers under them, in one round trip. Whoever waited for
 * a lock must see what the one before it wrote: a function that is VOLATILE takes a fresh snapshot for each of its
 * statements, as two statements of a READ COMMITTED transaction would. For the migration of a service that has the
 * table without it.
 */
export function idempotencyAnswersSql(schema: string): { up: string[]; down: string[] } {
  const s = quoted(schema);
  return {
    up: [
      `CREATE OR REPLACE FUNCTION ${s}.idempotency_answers(scopes text[], keys text[], since date)
       RETURNS TABLE (scope text, key text, request_hash text, status integer, body text)
       LANGUAGE plpgsql VOLATILE AS $$
       BEGIN
         PERFORM pg_advisory_xact_lock(l.number) FROM (
           SELECT DISTINCT hashtextextended(k.scope || E'\\x1f' || k.key, 7) AS number
           FROM unnest(scopes, keys) AS k (scope, key) ORDER BY number) AS l;
         RETURN QUERY
           SELECT i.scope, i.key, i.request_hash, i.status, i.body
           FROM unnest(scopes, keys) AS k (scope, key)
           JOIN ${s}.idempotency i ON i.scope = k.scope AND i.key = k.key
           WHERE i.created_on >= since;
       END $$`,
    ],
    down: [`DROP FUNCTION IF EXISTS ${s}.idempotency_answers(text[], text[], date)`],
  };
}
