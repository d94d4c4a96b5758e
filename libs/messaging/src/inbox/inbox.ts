import type { QueryRunner } from 'typeorm';
import { prepared, quoted, sqlArray } from '#persistence';

/** An event's identity to a consumer group: its id, and the UTC day on which it occurred. */
export interface InboxEntry {
  readonly messageId: string;
  readonly occurredAt: Date;
}

/**
 * Marks the events as received by the group, inside the transaction of their effect, and tells for each whether
 * it is new. An id that comes twice in one call is new once. A transaction that marks the same event at the same
 * time is waited for.
 */
export async function receive(
  tx: QueryRunner,
  schema: string,
  group: string,
  entries: readonly InboxEntry[],
): Promise<boolean[]> {
  if (entries.length === 0) return [];
  // Sorted, so that two deliveries of the same events wait for each other instead of deadlocking.
  const ids = [...new Map(entries.map((entry) => [entry.messageId, entry])).values()].sort((a, b) =>
    a.messageId < b.messageId ? -1 : 1,
  );
  const rows = await prepared<{ message_id: string }>(
    tx,
    `INSERT INTO ${quoted(schema)}.inbox (consumer_group, message_id, occurred_on)
     SELECT $1, * FROM unnest($2::text[], $3::date[])
     ON CONFLICT DO NOTHING RETURNING message_id`,
    [
      group,
      sqlArray(ids.map((entry) => entry.messageId)),
      sqlArray(ids.map((entry) => entry.occurredAt.toISOString().slice(0, 10))),
    ],
  );
  const fresh = new Set(rows.map((row) => row.message_id));
  return entries.map((entry) => fresh.delete(entry.messageId));
}

/**
 * Takes the marks of `receive` back, inside the same transaction: these events had no effect, and must have one when
 * their dead letters are replayed.
 */
export async function takeBack(
  tx: QueryRunner,
  schema: string,
  group: string,
  entries: readonly InboxEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `DELETE FROM ${quoted(schema)}.inbox i USING unnest($2::text[], $3::date[]) AS k (message_id, occurred_on)
     WHERE i.consumer_group = $1 AND i.message_id = k.message_id AND i.occurred_on = k.occurred_on`,
    [
      group,
      sqlArray(entries.map((entry) => entry.messageId)),
      sqlArray(entries.map((entry) => entry.occurredAt.toISOString().slice(0, 10))),
    ],
  );
}
