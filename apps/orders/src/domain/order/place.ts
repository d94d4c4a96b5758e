import type { Fallback, OrderMethod } from '#contracts';
import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import type { LineState, OrderState } from './order.js';
import type { Circumstances } from './rules.js';

export interface PlaceOrder {
  readonly orderId: string;
  readonly channel: string;
  readonly customerId: string;
  readonly method: OrderMethod;
  readonly pickupLocationId: string | null;
  readonly currency: string | null;
  readonly fallbacks: readonly Fallback[];
  readonly onShortage: 'source_again' | 'cancel';
  /** A hold made at checkout. */
  readonly holdId: string | null;
  /** For an exchange: the return whose goods it replaces; it is held until they are back. */
  readonly returnId: string | null;
  readonly lines: readonly { lineId: string; sku: string; quantity: number; unitPrice: string | null }[];
}

/**
 * Takes an order. With a hold made at checkout the ledger is asked to commit it, and its answer says which units it
 * holds; without one, every unit is to be sourced. Facts: `order-placed`.
 */
export function place(input: PlaceOrder, at: Circumstances): Decision {
  const { holdId, lines, ...rest } = input;
  const order: OrderState = {
    ...rest,
    onHold: rest.returnId !== null,
    status: 'placed',
    confirmed: false,
    tries: 0,
    sourceAt: null,
    exclusions: [],
    owed: [],
    lines: lines.map(newLine),
    fulfillments: [],
    reservations: [],
    tasks: [],
    placedAt: at.now,
  };
  const draft = new Draft(order, at);
  const { orderId, customerId, channel, method, pickupLocationId, currency, returnId } = rest;
  draft.tell('order-placed', {
    ...{ orderId, customerId, channel, method, pickupLocationId, currency, returnId },
    lines: lines.map((line) => ({ ...line })),
  });
  draft.note('placed', returnId === null ? 'The order was placed.' : 'The order replaces returned goods.');
  if (holdId !== null) {
    draft.order.reservations.push({
      reservationId: holdId,
      hold: true,
      place: null,
      lines: lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
      status: 'asked',
      asks: 1,
      askAgainAt: at.now + at.rules.answerTimeoutMs,
      keepAtMost: [],
      releasing: [],
    });
    draft.ask({ request: 'commit', data: { reservationId: holdId, reference: orderId } });
    draft.note('commit_requested', 'The stock ledger is asked to commit the hold made at checkout.');
  }
  return draft.finish();
}

const newLine = (line: PlaceOrder['lines'][number]): LineState => ({
  ...line,
  sourcing: line.quantity,
  allocated: 0,
  fulfilled: 0,
  cancelled: 0,
  unfillable: 0,
});
