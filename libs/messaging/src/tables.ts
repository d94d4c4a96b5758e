import { quoted } from '#persistence';

/**
 * The SQL of the tables that a service keeps for its messages, for the service's own first migration:
 * `outbox`, `inbox` (partitioned by week, see `InboxPruner`) and `dead_letter`.
 */
export function messagingTablesSql(schema: string): { up: string[]; down: string[] } {
  const s = quoted(schema);
  return {
    up: [
      // Rows live for milliseconds: vacuum by count, not by share of the table, or the relay walks dead rows.
      `CREATE TABLE ${s}.outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        topic text NOT NULL,
        key text NOT NULL,
        event_id uuid NOT NULL,
        type text NOT NULL,
        subject text NOT NULL,
        occurred_at timestamptz NOT NULL,
        correlation_id text,
        causation_id text,
        traceparent text,
        data text NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
              autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 200000,
              autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000)`,

      // The partition key must be part of the identity, so it is the event's own day, not the day it arrived:
      // a message that is delivered again tomorrow still meets its first row.
      `CREATE TABLE ${s}.inbox (
        consumer_group text NOT NULL,
        message_id text NOT NULL,
        occurred_on date NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer_group, message_id, occurred_on)
      ) PARTITION BY RANGE (occurred_on)`,
      `CREATE TABLE ${s}.inbox_default PARTITION OF ${s}.inbox DEFAULT`,

      `CREATE TABLE ${s}.dead_letter (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer_group text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        "offset" bigint NOT NULL,
        produced_at timestamptz NOT NULL,
        message_key text,
        headers json NOT NULL,
        value bytea NOT NULL,
        reason_code text NOT NULL,
        reason_detail text NOT NULL,
        attempts integer NOT NULL CHECK (attempts >= 0),
        status text NOT NULL CHECK (status IN ('dead', 'parked', 'replaying', 'replayed', 'discarded')),
        claimed_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- One letter per delivery position; the broker's time tells a topic that was created anew apart.
        CONSTRAINT dead_letter_position UNIQUE (consumer_group, topic, partition, "offset", produced_at)
      )`,
      `CREATE INDEX dead_letter_by_group ON ${s}.dead_letter (consumer_group, id)`,
      `CREATE INDEX dead_letter_unresolved ON ${s}.dead_letter (consumer_group, topic, message_key, id)
        WHERE status IN ('dead', 'parked', 'replaying')`,
    ],
    down: [`DROP TABLE ${s}.dead_letter`, `DROP TABLE ${s}.inbox`, `DROP TABLE ${s}.outbox`],
  };
}
