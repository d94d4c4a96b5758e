import { v7 as uuidv7 } from 'uuid';
import type { QueryRunner } from 'typeorm';
import type { z } from 'zod';
import type { EventContract } from '#contracts';
import { quoted, sqlArray } from '#persistence';
import { traceparentNow, workContext } from '#platform';

/** What an event carries besides its data. */
export interface EventMeta {
  /** When the fact took place. */
  readonly occurredAt: Date;
  /** UUID, version 7; made here when left out. Give it when the work around it may be tried again. */
  readonly id?: string;
  /** The CloudEvents subject: what the event is about. The message's key when left out. */
  readonly subject?: string;
  /** Left out: that of the work at hand. */
  readonly correlationId?: string;
  /** Id of the command or event that led to this one. */
  readonly causationId?: string;
  /** W3C trace context; left out: that of the work at hand. */
  readonly traceparent?: string;
}

/** One row of the outbox: an event that is part of the transaction, on its way to the relay. */
export interface OutboxRow {
  readonly topic: string;
  readonly key: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly occurredAt: Date;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  /** JSON text. */
  readonly data: string;
}

/** The outbox row of one event. The data is taken as it is: handlers build it from types that the contract gives. */
export function outboxRow<S extends z.ZodType>(
  contract: EventContract<S>,
  data: z.infer<S>,
  meta: EventMeta,
): OutboxRow {
  const key = contract.key(data);
  return {
    topic: contract.topic,
    key,
    eventId: meta.id ?? uuidv7(),
    type: contract.type,
    subject: meta.subject ?? key,
    occurredAt: meta.occurredAt,
    correlationId: meta.correlationId ?? workContext()?.correlationId ?? null,
    causationId: meta.causationId ?? null,
    traceparent: meta.traceparent ?? traceparentNow() ?? null,
    data: JSON.stringify(data),
  };
}

/** How many parameters `outboxInsert` takes, beginning with `firstParameter`. */
export const OUTBOX_PARAMETERS = 10;

/**
 * `INSERT INTO <schema>.outbox ... SELECT * FROM unnest(...)`, usable as a statement or inside a data-modifying
 * CTE. Its ten parameters are those of `outboxParameters`. Ids are given in row order, so run it after the locks
 * of the aggregates that the events are about: then id order is commit order per key.
 */
export function outboxInsert(schema: string, firstParameter: number): string {
  const types = ['text', 'text', 'uuid', 'text', 'text', 'timestamptz', 'text', 'text', 'text', 'text'];
  const arrays = types.map((type, i) => `$${firstParameter + i}::${type}[]`).join(', ');
  return (
    `INSERT INTO ${quoted(schema)}.outbox (topic, key, event_id, type, subject, occurred_at,` +
    ` correlation_id, causation_id, traceparent, data) SELECT * FROM unnest(${arrays})`
  );
}

/** The parameters of `outboxInsert`, one array literal per column. */
export function outboxParameters(rows: readonly OutboxRow[]): unknown[] {
  return [
    sqlArray(rows.map((row) => row.topic)),
    sqlArray(rows.map((row) => row.key)),
    sqlArray(rows.map((row) => row.eventId)),
    sqlArray(rows.map((row) => row.type)),
    sqlArray(rows.map((row) => row.subject)),
    sqlArray(rows.map((row) => row.occurredAt.toISOString())),
    sqlArray(rows.map((row) => row.correlationId)),
    sqlArray(rows.map((row) => row.causationId)),
    sqlArray(rows.map((row) => row.traceparent)),
    sqlArray(rows.map((row) => row.data)),
  ];
}

/** Adds the events to the transaction's outbox. Call the relay's `wake()` once it is committed. */
export async function appendToOutbox(
  tx: QueryRunner,
  schema: string,
  rows: readonly OutboxRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(outboxInsert(schema, 1), outboxParameters(rows));
}
