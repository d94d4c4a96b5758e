import { decide, type OrderCommand } from '../domain/order/decide.js';
import type { Decision, StockRequest } from '../domain/order/facts.js';
import {
  type FulfillmentState,
  type OrderState,
  stockUnits,
  type UnitsOfLine,
} from '../domain/order/order.js';
import { place, type PlaceOrder } from '../domain/order/place.js';
import type { StoreStep } from '../domain/order/steps.js';
import { chosen, NOW, pickupOrder, RULES } from './orders.js';

/** Tells the story of one order, command by command: given what happened before, when this happens, then ... */
export class OrderStory {
  now = NOW;
  private decision: Decision;
  private ids = 0;

  constructor(input: Partial<PlaceOrder> = {}) {
    this.decision = place(pickupOrder(input), this.circumstances);
  }

  /** Placed, and the mall promises all of it. */
  static allocated(
    input: Partial<PlaceOrder> = {},
    method: 'pickup' | 'ship' | 'ship_to_store' = 'pickup',
  ): OrderStory {
    const story = new OrderStory(input);
    story.sourcedAt('mall', method);
    story.promised();
    return story;
  }

  /** ... and its units are in a bag. */
  static picked(
    input: Partial<PlaceOrder> = {},
    method: 'pickup' | 'ship' | 'ship_to_store' = 'pickup',
  ): OrderStory {
    const story = OrderStory.allocated(input, method);
    story.step({ step: 'pick', lines: [] });
    return story;
  }

  /** ... and wait at the counter. */
  static ready(input: Partial<PlaceOrder> = {}): OrderStory {
    const story = OrderStory.picked(input);
    story.step({ step: 'ready' });
    return story;
  }

  /** ... or are on their way from the old town to the counter of the mall. */
  static inTransit(): OrderStory {
    const story = new OrderStory();
    story.sourcedAt('old-town', 'ship_to_store');
    story.promised();
    story.step({ step: 'pick', lines: [] });
    story.step({ step: 'ship', carrier: 'van', trackingNumber: '7' });
    return story;
  }

  get order(): OrderState {
    return this.decision.order;
  }

  get circumstances() {
    return { now: this.now, rules: RULES, newId: () => `id-${String(++this.ids).padStart(3, '0')}` };
  }

  get lastFulfillment(): FulfillmentState {
    return this.order.fulfillments.at(-1)!;
  }

  when(command: OrderCommand): Decision {
    this.decision = decide(this.order, command, this.circumstances);
    return this.decision;
  }

  /** Time goes by, and whoever looks after timers looks. */
  after(ms: number): Decision {
    this.now += ms;
    return this.when({ type: 'time_passed' });
  }

  step(step: StoreStep): Decision {
    return this.when({ type: 'step', fulfillmentId: this.lastFulfillment.fulfillmentId, step });
  }

  /** Everything that has no place is sourced there. */
  sourcedAt(locationId: string, method: 'pickup' | 'ship' | 'ship_to_store' = 'pickup'): Decision {
    const lines = this.order.lines
      .filter((line) => line.sourcing > 0)
      .map(({ lineId, sku, sourcing: quantity }) => ({ lineId, sku, quantity }));
    return this.when({ type: 'sourced', decision: chosen([{ at: locationId, method, lines }]) });
  }

  unfilled(...units: UnitsOfLine[]): Decision {
    return this.when({ type: 'sourced', decision: chosen([], units) });
  }

  /** The ledger promises what was asked for last. */
  promised(): Decision {
    const { reservationId, lines, place: at } = this.order.reservations.at(-1)!;
    return this.when({
      type: 'committed',
      reservationId,
      lines: stockUnits(at!.locationId, lines),
      plan: null,
    });
  }
}

/** What was asked of the ledger, short: `release 2 mug + 1 lamp at mall`. */
export const asked = ({ requests }: Pick<Decision, 'requests'>): string[] => requests.map(inWords);

/** The facts that were told, by name. */
export const told = ({ facts }: Pick<Decision, 'facts'>): string[] => facts.map(({ fact }) => fact);

/** What the order's history says of it, for a person. */
export const noted = ({ notes }: Pick<Decision, 'notes'>): string[] =>
  notes.map(
    ({ what, detail, locationId }) => `${what}${locationId === null ? '' : ` at ${locationId}`}: ${detail}`,
  );

/** The tasks that are open, short: `put_away 2 mug at mall (cancelled)`. */
export const openTasks = ({ tasks }: OrderState): string[] =>
  tasks
    .filter((task) => task.completedAt === null)
    .map(({ type, lines, locationId, reason }) => `${type} ${units(lines)} at ${locationId} (${reason})`);

function inWords({ request, data }: StockRequest): string {
  if (request === 'count' || request === 'receive')
    return `${request} ${units(data.lines)} at ${data.locationId}`;
  if (request === 'stage') {
    const lines = data.lines.map(({ sku, staged }) => ({ sku, quantity: staged }));
    return `stage ${units(lines)} at ${data.lines[0]!.locationId}`;
  }
  if (!('lines' in data) || data.lines === undefined) return `${request} all`;
  return `${request} ${units(data.lines)} at ${data.lines[0]!.locationId}`;
}

const units = (lines: readonly { readonly sku: string; readonly quantity: number }[]): string =>
  lines.map(({ sku, quantity }) => `${quantity} ${sku}`).join(' + ');
