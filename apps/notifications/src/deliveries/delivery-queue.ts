import type { Channel, DeliveryStatus } from '#contracts';
import { DeliveryFinished } from '#contracts';
import { outboxInsert, outboxParameters, outboxRow } from '#messaging';
import { inTransaction } from '#persistence';
import type { DataSource, QueryRunner } from 'typeorm';
import { SCHEMA } from '../persistence/schema.js';

/** A delivery that this replica has to itself for a while. */
export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly occurredAt: Date;
  readonly template: string;
  readonly channel: Channel;
  readonly customerId: string | null;
  readonly locationId: string | null;
  readonly webhookId: string | null;
  readonly data: unknown;
  /** This one included. */
  readonly attempts: number;
  /** Of the event that it tells of, as is its trace context. */
  readonly correlationId: string | null;
  readonly traceparent: string | null;
  /** Which claim this is: who comes back after his time is up finds another. */
  readonly claims: number;
}

/** What a try comes to. */
export type Settlement =
  | { readonly status: 'sent' }
  | { readonly status: 'suppressed' | 'failed'; readonly error: string }
  /** Tried in vain: again after the pause. */
  | { readonly status: 'again'; readonly afterMs: number; readonly error: string }
  /** Not tried: quiet hours, or the service stops. */
  | { readonly status: 'later'; readonly at: Date };

/** Takes due deliveries and writes down what became of them. Any number of replicas may do so at once. */
export class DeliveryQueue {
  constructor(
    private readonly dataSource: DataSource,
    private readonly leaseMs: number,
  ) {}

  /**
   * Takes up to `limit` due deliveries of a channel, the longest due first. To be claimed is to be due again when the lease
   * ends: whoever dies with a delivery in hand leaves it to the others. What it failed of before is forgotten, so that one in hand
   * can be told from one that waits for its next try.
   */
  async claim(channel: 'email' | 'sms', limit: number): Promise<ClaimedDelivery[]> {
    return this.take(
      `SELECT delivery_id FROM notifications.delivery
       WHERE status = 'pending' AND channel = $2 AND next_attempt_at <= clock_timestamp()
       ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
      [channel],
    );
  }

  /** Takes due deliveries to endpoints, a few of each, so that one that is slow or dead does not hold up the others. */
  async claimForWebhooks(limit: number, ofEach: number, busy: readonly string[]): Promise<ClaimedDelivery[]> {
    return this.take(
      `SELECT due.delivery_id FROM notifications.webhook w CROSS JOIN LATERAL (
         SELECT delivery_id, next_attempt_at FROM notifications.delivery d
         WHERE d.webhook_id = w.webhook_id AND status = 'pending' AND next_attempt_at <= clock_timestamp()
         ORDER BY next_attempt_at LIMIT ${ofEach} FOR UPDATE SKIP LOCKED) due
       WHERE w.status = 'enabled' AND w.webhook_id <> ALL ($2::uuid[])
       ORDER BY due.next_attempt_at LIMIT ${limit}`,
      [[...busy]],
    );
  }

  /**
   * Writes down what became of a delivery, and tells it (`notifications.delivery-finished.v1`) when it is finished. False
   * when it is no longer this claim's: its lease ran out and somebody else has it.
   */
  async settle(delivery: ClaimedDelivery, settlement: Settlement, now: Date): Promise<boolean> {
    return inTransaction(this.dataSource, (tx) => settleClaim(tx, delivery, settlement, now));
  }

  private async take(candidates: string, parameters: unknown[]): Promise<ClaimedDelivery[]> {
    const [rows] = (await this.dataSource.query(
      `WITH due AS MATERIALIZED (${candidates})
       UPDATE notifications.delivery d SET attempts = attempts + 1, claims = claims + 1, last_error = NULL,
         next_attempt_at = clock_timestamp() + make_interval(secs => $1::float8 / 1000)
       FROM due WHERE d.delivery_id = due.delivery_id
       RETURNING d.delivery_id AS "deliveryId", event_id AS "eventId", event_type AS "eventType",
         occurred_at AS "occurredAt", template, channel, customer_id AS "customerId", location_id AS "locationId",
         webhook_id AS "webhookId", data, attempts, claims, correlation_id AS "correlationId", traceparent`,
      [this.leaseMs, ...parameters],
    )) as [ClaimedDelivery[], number];
    return rows;
  }
}

async function settleClaim(
  tx: QueryRunner,
  delivery: ClaimedDelivery,
  settlement: Settlement,
  now: Date,
): Promise<boolean> {
  const next = nextOf(settlement, now);
  const finished = next.status !== 'pending';
  const event = finishedRow(delivery, next.status, now);
  // What was sent was sent, even if it was to be suppressed meanwhile.
  const update = `UPDATE notifications.delivery SET status = $3, attempts = attempts - $4,
       last_error = CASE WHEN $3 = 'sent' THEN NULL ELSE coalesce($5, last_error) END, next_attempt_at = $6, sent_at = $7
     WHERE delivery_id = $1 AND claims = $2 AND (status = 'pending' OR ($3 = 'sent' AND status = 'suppressed'))
     RETURNING delivery_id`;
  const parameters = [
    delivery.deliveryId,
    delivery.claims,
    next.status,
    settlement.status === 'later' ? 1 : 0,
    next.error,
    next.at,
    next.status === 'sent' ? now : null,
  ];
  if (!finished) {
    const [, updated] = (await tx.query(update, parameters)) as [unknown, number];
    return updated > 0;
  }
  const rows = (await tx.query(
    `WITH done AS (${update}) ${outboxInsert(SCHEMA, 8)} WHERE EXISTS (SELECT FROM done) RETURNING id`,
    [...parameters, ...outboxParameters([event])],
  )) as unknown[];
  return rows.length > 0;
}

function nextOf(
  settlement: Settlement,
  now: Date,
): { status: DeliveryStatus; at: Date | null; error: string | null } {
  switch (settlement.status) {
    case 'sent':
      return { status: 'sent', at: null, error: null };
    case 'again':
      return { status: 'pending', at: new Date(now.getTime() + settlement.afterMs), error: settlement.error };
    case 'later':
      return { status: 'pending', at: settlement.at, error: null };
    default:
      return { status: settlement.status, at: null, error: settlement.error };
  }
}

/** The event that says what became of a delivery. */
export function finishedRow(
  delivery: Pick<ClaimedDelivery, 'deliveryId' | 'customerId' | 'channel' | 'template' | 'eventId'>,
  status: DeliveryStatus,
  now: Date,
) {
  const { deliveryId, customerId, channel, template, eventId } = delivery;
  return outboxRow(
    DeliveryFinished,
    { deliveryId, customerId, channel, template, status, eventId },
    { occurredAt: now, causationId: eventId },
  );
}
