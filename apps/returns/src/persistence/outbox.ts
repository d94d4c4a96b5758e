import {
  type EventContract,
  ExchangeRequested,
  OverReturned,
  ReceiveRequested,
  RefundIssued,
  RefundRequested,
  ReturnAuthorized,
  ReturnCancelled,
  ReturnCompleted,
  ReturnReceived,
  StoreCreditIssued,
  TransferRequested,
} from '#contracts';
import { appendToOutbox, outboxRow } from '#messaging';
import type { QueryRunner } from 'typeorm';
import type { ReturnsEvent } from '../domain/event.js';
import { SCHEMA } from './schema.js';

const CONTRACTS: Readonly<Record<ReturnsEvent['name'], EventContract>> = {
  return_authorized: ReturnAuthorized,
  return_received: ReturnReceived,
  refund_requested: RefundRequested,
  refund_issued: RefundIssued,
  store_credit_issued: StoreCreditIssued,
  exchange_requested: ExchangeRequested,
  return_cancelled: ReturnCancelled,
  return_completed: ReturnCompleted,
  over_returned: OverReturned,
  receive_requested: ReceiveRequested,
  transfer_requested: TransferRequested,
};

/** Puts what a decision says into the transaction's outbox, in its order. */
export async function tell(
  tx: QueryRunner,
  events: readonly ReturnsEvent[],
  now: Date,
  causationId?: string,
): Promise<void> {
  await appendToOutbox(
    tx,
    SCHEMA,
    events.map(({ name, data }) =>
      outboxRow(CONTRACTS[name], data, {
        occurredAt: now,
        ...(causationId === undefined ? {} : { causationId }),
      }),
    ),
  );
}
