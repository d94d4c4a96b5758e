import {
  CommitRequested,
  CountRequested,
  type EventContract,
  FulfillmentAccepted,
  FulfillmentCancelled,
  FulfillmentExpired,
  FulfillmentOpened,
  FulfillmentPacked,
  FulfillmentPicked,
  FulfillmentPickedUp,
  FulfillmentPickupReminderDue,
  FulfillmentReadyForPickup,
  FulfillmentRejected,
  FulfillmentShipped,
  FulfillRequested,
  OrderAllocated,
  OrderLinesCancelled,
  OrderPlaced,
  OrderRefundDue,
  OrderStatusChanged,
  ReceiveRequested,
  ReleaseRequested,
  ReserveRequested,
  StageRequested,
  TaskRaised,
} from '#contracts';
import { type EventMeta, type OutboxRow, outboxRow } from '#messaging';
import type { OrderFacts, StockRequests, OrderFact, StockRequest } from '../domain/order/facts.js';

const FACTS = {
  'order-placed': OrderPlaced,
  'order-allocated': OrderAllocated,
  'order-status-changed': OrderStatusChanged,
  'order-lines-cancelled': OrderLinesCancelled,
  'refund-due': OrderRefundDue,
  'fulfillment-opened': FulfillmentOpened,
  'fulfillment-accepted': FulfillmentAccepted,
  'fulfillment-rejected': FulfillmentRejected,
  'fulfillment-picked': FulfillmentPicked,
  'fulfillment-packed': FulfillmentPacked,
  'fulfillment-ready-for-pickup': FulfillmentReadyForPickup,
  'fulfillment-pickup-reminder-due': FulfillmentPickupReminderDue,
  'fulfillment-picked-up': FulfillmentPickedUp,
  'fulfillment-shipped': FulfillmentShipped,
  'fulfillment-cancelled': FulfillmentCancelled,
  'fulfillment-expired': FulfillmentExpired,
  'task-raised': TaskRaised,
} as const satisfies Record<keyof OrderFacts, unknown>;

const REQUESTS = {
  reserve: ReserveRequested,
  commit: CommitRequested,
  fulfill: FulfillRequested,
  release: ReleaseRequested,
  stage: StageRequested,
  count: CountRequested,
  receive: ReceiveRequested,
} as const satisfies Record<keyof StockRequests, unknown>;

/** What led to the events: told in each of them, so that one sale can be followed through every service. */
export interface Cause {
  readonly correlationId?: string | undefined;
  /** Id of the event that was received. */
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
}

/** The facts and requests of a decision, on their way to the relay. */
export function outboxRows(
  decision: { readonly facts: readonly OrderFact[]; readonly requests: readonly StockRequest[] },
  now: number,
  cause: Cause,
): OutboxRow[] {
  const meta = { occurredAt: new Date(now), ...defined(cause) };
  return [
    ...decision.facts.map(({ fact, data }) => outboxRow(FACTS[fact] as EventContract, data, meta)),
    ...decision.requests.map(({ request, data }) =>
      outboxRow(REQUESTS[request] as EventContract, data, meta),
    ),
  ];
}

const defined = ({
  correlationId,
  causationId,
  traceparent,
}: Cause): Pick<EventMeta, 'correlationId' | 'causationId' | 'traceparent'> => ({
  ...(correlationId === undefined ? {} : { correlationId }),
  ...(causationId === undefined ? {} : { causationId }),
  ...(traceparent === undefined ? {} : { traceparent }),
});
