import type { CancelReason, SourcingDecision } from '#contracts';
import type { Decision, FulfillmentFact, Note, OrderFact, StockRequest } from './facts.js';
import { times, sum } from './money.js';
import {
  type FulfillmentState,
  isLive,
  type LineState,
  type OrderState,
  type ReservationState,
  stockUnits,
  type TaskState,
  type UnitsOfLine,
} from './order.js';
import type { Refusal } from './refusal.js';
import type { Circumstances } from './rules.js';
import { statusOf } from './status.js';

type Bucket = 'sourcing' | 'allocated' | 'fulfilled' | 'cancelled';

/**
 * An order while a command is applied to a copy of it: the only place where units move between their states, and where
 * facts and requests are collected.
 */
export class Draft {
  readonly order: OrderState;
  private readonly facts: OrderFact[] = [];
  private readonly requests: StockRequest[] = [];
  private readonly notes: Note[] = [];
  private readonly sourcing: SourcingDecision[] = [];
  private readonly cancelled = new Map<CancelReason, UnitsOfLine[]>();

  constructor(
    private readonly before: OrderState,
    readonly at: Circumstances,
  ) {
    this.order = structuredClone(before);
  }

  /** Ends the command: what it means for the order as a whole is told last. */
  finish(): Decision {
    const { order } = this;
    order.status = statusOf(order);
    for (const [reason, lines] of this.cancelled) this.tellCancelled(reason, lines);
    this.tellConfirmed();
    if (order.status !== this.before.status) {
      this.tell('order-status-changed', {
        ...this.ofOrder(),
        previousStatus: this.before.status,
        status: order.status,
      });
    }
    return { ...this.result(), changed: true, refusal: null };
  }

  /** The answer is no, and nothing has changed. */
  refuse(refusal: Refusal): Decision {
    return { ...NOTHING, order: this.before, refusal };
  }

  /** The answer is no, and what the draft holds is kept all the same. */
  refuseAndKeep(refusal: Refusal): Decision {
    return { ...this.result(), changed: true, refusal };
  }

  /** It has happened already, or does not matter any more. */
  unchanged(): Decision {
    return { ...NOTHING, order: this.before, refusal: null };
  }

  line(lineId: string): LineState {
    const line = this.order.lines.find((l) => l.lineId === lineId);
    if (line === undefined) throw new Error(`Order ${this.order.orderId} has no line ${lineId}`);
    return line;
  }

  move(units: readonly UnitsOfLine[], from: Bucket, to: Exclude<Bucket, 'cancelled'>): void {
    for (const { lineId, quantity } of units) {
      const line = this.take(lineId, from, quantity);
      line[to] += quantity;
    }
  }

  /** Units that will not be delivered; told, with the refund that they lead to, when the command ends. */
  cancel(units: readonly UnitsOfLine[], from: 'sourcing' | 'allocated', reason: CancelReason): void {
    const lines = this.cancelled.get(reason) ?? [];
    for (const part of units) {
      if (part.quantity === 0) continue;
      const line = this.take(part.lineId, from, part.quantity);
      line.cancelled += part.quantity;
      if (reason === 'unfillable') line.unfillable += part.quantity;
      lines.push(part);
    }
    if (lines.length > 0) this.cancelled.set(reason, lines);
  }

  ask(request: StockRequest): void {
    this.requests.push(request);
  }

  /** Frees promised units. */
  release(
    reservationId: string,
    locationId: string,
    units: readonly { readonly sku: string; readonly quantity: number }[],
  ): void {
    const lines = stockUnits(locationId, units);
    if (lines.length === 0) return;
    const reservation = this.order.reservations.find((r) => r.reservationId === reservationId);
    reservation?.releasing.push(...lines);
    this.ask({ request: 'release', data: { reservationId, reference: this.order.orderId, lines } });
  }

  /** Frees whatever the reservation holds or will hold. */
  releaseAll({ reservationId, place }: ReservationState): void {
    const where = place === null ? {} : { locationId: place.locationId };
    this.ask({ request: 'release', data: { reservationId, reference: this.order.orderId, ...where } });
  }

  note(what: string, detail: string, where: Partial<Pick<Note, 'fulfillmentId' | 'locationId'>> = {}): void {
    this.notes.push({ what, detail, fulfillmentId: null, locationId: null, ...where });
  }

  explain(decision: SourcingDecision): void {
    this.sourcing.push(decision);
  }

  /** One step further; tells it with the fulfillment as it is now. */
  step(f: FulfillmentState, fact: FulfillmentFact): void {
    f.version += 1;
    f.updatedAt = this.at.now;
    if (!isLive(f)) {
      f.remindAt = null;
      f.attentionAt = null;
      this.closeAttention(f);
    }
    this.tellOf(f, fact);
  }

  /** Tells of the fulfillment as it is. */
  tellOf(f: FulfillmentState, fact: FulfillmentFact): void {
    this.facts.push({
      fact,
      data: {
        ...this.ofOrder(),
        fulfillmentId: f.fulfillmentId,
        locationId: f.locationId,
        pickupLocationId: f.pickupLocationId,
        method: f.method,
        status: f.status,
        version: f.version,
        reservationId: f.reservationId,
        promisedAt: iso(f.promisedAt),
        pickupBy: f.status === 'ready_for_pickup' || f.status === 'expired' ? iso(f.pickupBy) : null,
        pickupCodeVersion: f.status === 'ready_for_pickup' ? PICKUP_CODE_VERSION : null,
        carrier: f.carrier,
        trackingNumber: f.trackingNumber,
        reason: f.reason !== null && isCode(f.reason) ? f.reason : null,
        lines: f.lines.map(({ lineId, sku, quantity, picked }) => ({ lineId, sku, quantity, picked })),
      },
    });
  }

  tell<F extends OrderFact['fact']>(fact: F, data: Extract<OrderFact, { fact: F }>['data']): void {
    this.facts.push({ fact, data } as OrderFact);
  }

  raise(task: Omit<TaskState, 'taskId' | 'createdAt' | 'completedAt'>): void {
    const raised: TaskState = {
      ...task,
      taskId: this.at.newId(),
      createdAt: this.at.now,
      completedAt: null,
    };
    this.order.tasks.push(raised);
    const { taskId, type, fulfillmentId, locationId, reason } = raised;
    // Those of which there is nothing, too: an empty shelf is what most counts are about.
    const bySku = new Map<string, number>();
    for (const { sku, quantity } of task.lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
    const lines = [...bySku].map(([sku, quantity]) => ({ sku, quantity }));
    const { orderId } = this.order;
    this.tell('task-raised', { taskId, type, orderId, fulfillmentId, locationId, reason, lines });
  }

  exclude(
    locationId: string,
    skus: readonly string[] | null,
    why: OrderState['exclusions'][number]['why'],
  ): void {
    for (const sku of skus ?? [null]) {
      const known = this.order.exclusions.some(
        (e) => e.locationId === locationId && e.sku === sku && e.why === why,
      );
      if (!known) this.order.exclusions.push({ locationId, sku, why });
    }
  }

  /** Refunds for units whose returned counterparts are not back yet fall due now. */
  settleOwed(): void {
    for (const { reason, lines } of this.order.owed.splice(0)) this.tellRefund(reason, lines);
  }

  ofOrder(): { orderId: string; customerId: string } {
    const { orderId, customerId } = this.order;
    return { orderId, customerId };
  }

  private take(lineId: string, from: Bucket, quantity: number): LineState {
    const line = this.line(lineId);
    if (line[from] < quantity) {
      throw new Error(
        `Line ${lineId} of order ${this.order.orderId} has ${line[from]} units ${from}, not ${quantity}`,
      );
    }
    line[from] -= quantity;
    return line;
  }

  private closeAttention({ fulfillmentId }: FulfillmentState): void {
    for (const task of this.order.tasks) {
      if (task.type === 'attention' && task.fulfillmentId === fulfillmentId && task.completedAt === null) {
        task.completedAt = this.at.now;
      }
    }
  }

  private tellCancelled(reason: CancelReason, lines: UnitsOfLine[]): void {
    this.tell('order-lines-cancelled', { ...this.ofOrder(), reason, status: this.order.status, lines });
    // An exchange that the customer did not go through with: the goods, and the money for them, stay where they are.
    if (reason === 'return_cancelled') return;
    if (this.order.onHold) this.order.owed.push({ reason, lines });
    else this.tellRefund(reason, lines);
  }

  private tellRefund(reason: CancelReason, units: readonly UnitsOfLine[]): void {
    const lines = units.flatMap((part) => {
      const { unitPrice } = this.line(part.lineId);
      return unitPrice === null ? [] : [{ ...part, amount: times(unitPrice, part.quantity) }];
    });
    if (lines.length < units.length && this.order.returnId !== null) this.askWhatIsOwed(units);
    const amount = sum(lines.map((line) => line.amount));
    if (/^[0.]*$/.test(amount)) return;
    const { currency } = this.order;
    this.tell('refund-due', {
      ...this.ofOrder(),
      refundId: this.at.newId(),
      reason,
      amount,
      currency,
      lines,
    });
  }

  /** The customer gave goods for these units and gets neither them nor money: nobody said what they are worth. */
  private askWhatIsOwed(units: readonly UnitsOfLine[]): void {
    const lines = units.filter(({ lineId }) => this.line(lineId).unitPrice === null);
    const where = { locationId: null, fulfillmentId: null };
    this.raise({ type: 'attention', ...where, reason: 'exchange_without_price', lines });
    this.note(
      'exchange_without_price',
      'Units of an exchange were cancelled that have no price; a person is asked to look.',
    );
  }

  private tellConfirmed(): void {
    const { order } = this;
    if (order.confirmed) return;
    if (order.lines.some((line) => line.sourcing > 0) || order.lines.every((line) => line.allocated === 0))
      return;
    order.confirmed = true;
    this.tell('order-allocated', {
      ...this.ofOrder(),
      fulfillments: order.fulfillments.filter(isLive).map((f) => ({
        fulfillmentId: f.fulfillmentId,
        locationId: f.locationId,
        method: f.method,
        promisedAt: iso(f.promisedAt),
        lines: f.lines
          .filter((line) => line.quantity > 0)
          .map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
      })),
    });
    this.note('allocated', 'Every unit of the order is promised by a location.');
  }

  private result(): Pick<Decision, 'order' | 'facts' | 'requests' | 'notes' | 'sourcing'> {
    const { order, facts, requests, notes, sourcing } = this;
    return { order, facts, requests, notes, sourcing };
  }
}

/** A fulfillment has one code for as long as it lives. */
export const PICKUP_CODE_VERSION = 1;

const NOTHING = { changed: false, facts: [], requests: [], notes: [], sourcing: [] } as const;

/** A reason that is a code may travel; what somebody typed may speak of a person, and stays here. */
const isCode = (reason: string): boolean => /^[a-z][a-z0-9_]{0,39}$/.test(reason);

export const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
