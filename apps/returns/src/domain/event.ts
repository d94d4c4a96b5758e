import type {
  EventContract,
  EventData,
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

interface Emitted<Name extends string, C extends EventContract> {
  readonly name: Name;
  readonly data: EventData<C>;
}

/** What a decision says to the outside: facts of returns, and what is asked of the stock ledger. */
export type ReturnsEvent =
  | Emitted<'return_authorized', typeof ReturnAuthorized>
  | Emitted<'return_received', typeof ReturnReceived>
  | Emitted<'refund_requested', typeof RefundRequested>
  | Emitted<'refund_issued', typeof RefundIssued>
  | Emitted<'store_credit_issued', typeof StoreCreditIssued>
  | Emitted<'exchange_requested', typeof ExchangeRequested>
  | Emitted<'return_cancelled', typeof ReturnCancelled>
  | Emitted<'return_completed', typeof ReturnCompleted>
  | Emitted<'over_returned', typeof OverReturned>
  | Emitted<'receive_requested', typeof ReceiveRequested>
  | Emitted<'transfer_requested', typeof TransferRequested>;
