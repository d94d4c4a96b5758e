import type {
  CommitRequested,
  CountRequested,
  EventData,
  FulfillmentOpened,
  FulfillRequested,
  OrderAllocated,
  OrderLinesCancelled,
  OrderPlaced,
  OrderRefundDue,
  OrderStatusChanged,
  ReceiveRequested,
  ReleaseRequested,
  ReserveRequested,
  SourcingDecision,
  StageRequested,
  TaskRaised,
} from '#contracts';
import type { OrderState } from './order.js';
import type { Refusal } from './refusal.js';

type FulfillmentData = EventData<typeof FulfillmentOpened>;

/** Everything that can be told of an order, by the name of the fact. */
export interface OrderFacts {
  'order-placed': EventData<typeof OrderPlaced>;
  'order-allocated': EventData<typeof OrderAllocated>;
  'order-status-changed': EventData<typeof OrderStatusChanged>;
  'order-lines-cancelled': EventData<typeof OrderLinesCancelled>;
  'refund-due': EventData<typeof OrderRefundDue>;
  'fulfillment-opened': FulfillmentData;
  'fulfillment-accepted': FulfillmentData;
  'fulfillment-rejected': FulfillmentData;
  'fulfillment-picked': FulfillmentData;
  'fulfillment-packed': FulfillmentData;
  'fulfillment-ready-for-pickup': FulfillmentData;
  'fulfillment-pickup-reminder-due': FulfillmentData;
  'fulfillment-picked-up': FulfillmentData;
  'fulfillment-shipped': FulfillmentData;
  'fulfillment-cancelled': FulfillmentData;
  'fulfillment-expired': FulfillmentData;
  'task-raised': EventData<typeof TaskRaised>;
}
export type FulfillmentFact = Extract<keyof OrderFacts, `fulfillment-${string}`>;
export type OrderFact = { [F in keyof OrderFacts]: { fact: F; data: OrderFacts[F] } }[keyof OrderFacts];

/** Everything that an order may ask of the stock ledger. */
export interface StockRequests {
  reserve: EventData<typeof ReserveRequested>;
  commit: EventData<typeof CommitRequested>;
  fulfill: EventData<typeof FulfillRequested>;
  release: EventData<typeof ReleaseRequested>;
  stage: EventData<typeof StageRequested>;
  count: EventData<typeof CountRequested>;
  receive: EventData<typeof ReceiveRequested>;
}
export type StockRequest = {
  [R in keyof StockRequests]: { request: R; data: StockRequests[R] };
}[keyof StockRequests];

/** What is written into the order's timeline. */
export interface Note {
  readonly what: string;
  readonly detail: string;
  readonly fulfillmentId: string | null;
  readonly locationId: string | null;
}

/** What a command came to. A refusal may still have changed something: a wrong pickup code is counted. */
export interface Decision {
  readonly order: OrderState;
  /** False: the order is as it was, and there is nothing to write. */
  readonly changed: boolean;
  readonly facts: readonly OrderFact[];
  /** In the order in which they are to be served. */
  readonly requests: readonly StockRequest[];
  readonly notes: readonly Note[];
  readonly sourcing: readonly SourcingDecision[];
  readonly refusal: Refusal | null;
}
