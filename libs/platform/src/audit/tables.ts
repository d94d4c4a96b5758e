import { quoted } from '#persistence';

/** The SQL of the table that keeps who changed what, for a service's migration. */
export function auditTablesSql(schema: string): { up: string[]; down: string[] } {
  const s = quoted(schema);
  return {
    up: [
      // By week, so that old entries go by dropping a partition.
      `CREATE TABLE ${s}.audit_entry (
        entry_id uuid NOT NULL,
        happened_on date NOT NULL,
        at timestamptz NOT NULL,
        caller_id text COLLATE "C" NOT NULL,
        method text NOT NULL,
        route text NOT NULL,
        targets jsonb NOT NULL,
        target_ids text[] NOT NULL,
        status integer NOT NULL,
        code text,
        correlation_id text,
        requests integer NOT NULL CHECK (requests > 0),
        PRIMARY KEY (entry_id, happened_on)
      ) PARTITION BY RANGE (happened_on)`,
      `CREATE TABLE ${s}.audit_entry_default PARTITION OF ${s}.audit_entry DEFAULT`,
      `CREATE INDEX audit_entry_by_caller ON ${s}.audit_entry (caller_id, entry_id)`,
      `CREATE INDEX audit_entry_by_target ON ${s}.audit_entry USING gin (target_ids)`,
    ],
    down: [`DROP TABLE ${s}.audit_entry`],
  };
}
