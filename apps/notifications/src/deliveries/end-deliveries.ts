import type { Channel } from '#contracts';
import { appendToOutbox } from '#messaging';
import type { QueryRunner } from 'typeorm';
import { SCHEMA } from '../persistence/schema.js';
import { finishedRow } from './delivery-queue.js';

/** Why deliveries end without having been tried again. */
export interface Ending {
  readonly status: 'suppressed' | 'failed';
  readonly reason: 'overtaken' | 'customer_erased' | 'webhook_removed' | 'webhook_disabled';
}

/** Which of the deliveries that have not been sent: a condition whose parameters begin with $3. */
export interface Selection {
  readonly where: string;
  readonly parameters: readonly unknown[];
}

/**
 * Ends deliveries that have not been sent, in the caller's transaction, and tells it
 * (`notifications.delivery-finished.v1`). One that is on its way at this very moment may arrive all the same.
 */
export async function endDeliveries(
  tx: QueryRunner,
  { status, reason }: Ending,
  { where, parameters }: Selection,
  now: Date,
): Promise<void> {
  const [rows] = (await tx.query(
    `UPDATE notifications.delivery SET status = $1, next_attempt_at = NULL, last_error = $2
     -- In one order everywhere, so that two who end the same ones wait for each other.
     WHERE delivery_id IN (SELECT delivery_id FROM notifications.delivery WHERE status = 'pending' AND ${where}
                           ORDER BY delivery_id FOR UPDATE)
     RETURNING delivery_id AS "deliveryId", customer_id AS "customerId", channel, template, event_id AS "eventId"`,
    [status, reason, ...parameters],
  )) as [
    {
      deliveryId: string;
      customerId: string | null;
      channel: Channel;
      template: string;
      eventId: string;
    }[],
    number,
  ];
  await appendToOutbox(
    tx,
    SCHEMA,
    rows.map((row) => finishedRow(row, status, now)),
  );
}
