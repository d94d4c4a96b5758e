import type {
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

/** The data of what decisions say, by name. */
export interface ReturnsEventData {
  readonly return_authorized: EventData<typeof ReturnAuthorized>;
  readonly return_received: EventData<typeof ReturnReceived>;
  readonly refund_requested: EventData<typeof RefundRequested>;
  readonly refund_issued: EventData<typeof RefundIssued>;
  readonly store_credit_issued: EventData<typeof StoreCreditIssued>;
  readonly exchange_requested: EventData<typeof ExchangeRequested>;
  readonly return_cancelled: EventData<typeof ReturnCancelled>;
  readonly return_completed: EventData<typeof ReturnCompleted>;
  readonly over_returned: EventData<typeof OverReturned>;
  readonly receive_requested: EventData<typeof ReceiveRequested>;
  readonly transfer_requested: EventData<typeof TransferRequested>;
}

/** What a decision says to the outside: facts of returns, and what is asked of the stock ledger. */
export type ReturnsEvent = {
  [Name in keyof ReturnsEventData]: { readonly name: Name; readonly data: ReturnsEventData[Name] };
}[keyof ReturnsEventData];
