import type { SourcingDecision } from '#contracts';
import { decide, type OrderCommand } from '../domain/order/decide.js';
import { dueAt, sourcesNow } from '../domain/order/due.js';
import type { Decision, StockRequest } from '../domain/order/facts.js';
import { faultsOf } from '../domain/order/invariants.js';
import {
  type FulfillmentState,
  isLive,
  type OrderState,
  type StockUnits,
  unitsWithoutPlace,
} from '../domain/order/order.js';
import { place, type PlaceOrder } from '../domain/order/place.js';
import type { Circumstances } from '../domain/order/rules.js';
import { LedgerModel, type Answer } from './ledger-model.js';
import { Shelf } from './shelf.js';
import { NOW, RULES } from './orders.js';

interface Waiting {
  readonly orderId: string;
  readonly answer: Answer;
}

/**
 * Orders, a ledger and everything between them, in memory: requests of one order keep their order, answers about one
 * reservation too, everything else overtakes as the test likes.
 */
export class OrderWorld {
  now = NOW;
  readonly orders = new Map<string, OrderState>();
  readonly ledger: LedgerModel;
  readonly facts: { orderId: string; fact: string }[] = [];
  private readonly requests = new Map<string, StockRequest[]>();
  private answers: Waiting[] = [];
  private readonly seen = new Set<number>();
  private readonly owners = new Map<string, string>();
  private ids = 0;

  constructor(stock: readonly StockUnits[]) {
    this.ledger = new LedgerModel(stock);
  }

  get circumstances(): Circumstances {
    return { now: this.now, rules: RULES, newId: () => `id-${++this.ids}` };
  }

  place(input: PlaceOrder): void {
    this.take(place(input, this.circumstances));
  }

  /** Applies a command, then sources what has no place, as the service does in one transaction. */
  apply(orderId: string, command: OrderCommand): Decision {
    const decision = decide(this.order(orderId), command, this.circumstances);
    this.take(decision);
    return decision;
  }

  order(orderId: string): OrderState {
    const order = this.orders.get(orderId);
    if (order === undefined) throw new Error(`no order ${orderId}`);
    return order;
  }

  get fulfillments(): { order: OrderState; f: FulfillmentState }[] {
    return [...this.orders.values()].flatMap((order) => order.fulfillments.map((f) => ({ order, f })));
  }

  get openTasks(): { orderId: string; taskId: string; type: string; skus: string[] }[] {
    return [...this.orders.values()].flatMap((order) =>
      order.tasks
        .filter((task) => task.completedAt === null)
        .map(({ taskId, type, lines }) => ({
          orderId: order.orderId,
          taskId,
          type,
          skus: [...new Set(lines.map(({ sku }) => sku))],
        })),
    );
  }

  /** The ledger serves the next request of the nth order that has one; false when there is none. */
  serve(nth: number): boolean {
    const waiting = [...this.requests.values()].filter((queue) => queue.length > 0);
    const queue = waiting[nth % Math.max(1, waiting.length)];
    const request = queue?.shift();
    if (request === undefined) return false;
    this.send(this.ledger.serve(request));
    return true;
  }

  /** Delivers the first answer about the nth reservation that has one, perhaps again later. */
  deliver(nth: number, again: boolean): boolean {
    const keys = [...new Set(this.answers.map(({ answer }) => answer.key))];
    const key = keys[nth % Math.max(1, keys.length)];
    const index = this.answers.findIndex(({ answer }) => answer.key === key);
    const waiting = this.answers[index];
    if (waiting === undefined) return false;
    if (!again) this.answers.splice(index, 1);
    this.receive(waiting);
    return true;
  }

  /** A till sells a unit off the shelf, promised or not. */
  tillTakes(locationId: string, sku: string): void {
    this.send(this.ledger.sell(locationId, sku));
  }

  /** Everything under way arrives. */
  settle(): void {
    for (let round = 0; round < 10_000; round++) {
      if (!this.serve(0) && !this.deliver(0, false)) return;
    }
    throw new Error('requests and answers never come to an end');
  }

  passTime(ms: number): void {
    this.now += ms;
    for (const order of this.orders.values()) {
      if ((dueAt(order) ?? Infinity) > this.now) continue;
      this.apply(order.orderId, { type: 'time_passed' });
    }
  }

  faults(): string[] {
    return [...this.orders.values()].flatMap((order) => [
      ...faultsOf(order).map((fault) => `${order.orderId}: ${fault}`),
      ...this.stuck(order),
    ]);
  }

  /** At rest, what the ledger has promised to an order is what its fulfillments and put-away tasks stand for. */
  promiseFaults(): string[] {
    return [...this.orders.values()].flatMap((order) => {
      const needed = order.fulfillments
        .filter((f) => isLive(f) && !f.left)
        .flatMap((f) => f.lines)
        .reduce((n, line) => n + line.quantity, 0);
      const inBags = order.tasks
        .filter((task) => task.type === 'put_away' && task.completedAt === null)
        .filter((task) => !order.fulfillments.find((f) => f.fulfillmentId === task.fulfillmentId)?.left)
        .flatMap((task) => task.lines)
        .reduce((n, line) => n + line.quantity, 0);
      const promised = this.ledger.committedTo(order.reservations.map((r) => r.reservationId));
      return promised === needed + inBags
        ? []
        : [`${order.orderId}: the ledger promises ${promised}, needed are ${needed} and ${inBags} in bags`];
    });
  }

  private stuck(order: OrderState): string[] {
    const waits = order.lines.some((line) => line.sourcing > 0);
    return waits && dueAt(order) === null ? [`${order.orderId}: units are sought and no timer runs`] : [];
  }

  private send(answers: readonly Answer[]): void {
    for (const answer of answers) {
      const orderId = this.owners.get(answer.command.reservationId);
      if (orderId !== undefined) this.answers.push({ orderId, answer });
    }
  }

  /** The inbox: what is not harmless twice is received once. */
  private receive({ orderId, answer }: Waiting): void {
    if (answer.command.type === 'released') {
      if (this.seen.has(answer.id)) return;
      this.seen.add(answer.id);
    }
    const { command } = answer;
    if (command.type !== 'committed') {
      this.apply(orderId, command);
      return;
    }
    const order = this.order(orderId);
    const hold = order.reservations.find((r) => r.reservationId === command.reservationId)?.hold === true;
    const plan =
      hold && command.lines.length > 0
        ? this.source(
            order,
            new Shelf(command.lines),
            order.lines
              .map(({ lineId, sku, sourcing }) => ({ lineId, sku, quantity: sourcing }))
              .filter((units) => units.quantity > 0),
          )
        : null;
    this.apply(orderId, { ...command, plan });
  }

  private take(decision: Decision): void {
    let { order } = decision;
    this.keep(decision);
    while (sourcesNow(order, this.now)) {
      const plan = this.source(order, this.ledger.view(), unitsWithoutPlace(order));
      const next = decide(order, { type: 'sourced', decision: plan }, this.circumstances);
      this.keep(next);
      order = next.order;
    }
  }

  private keep({ order, facts, requests }: Decision): void {
    this.orders.set(order.orderId, order);
    for (const { reservationId } of order.reservations) this.owners.set(reservationId, order.orderId);
    this.facts.push(...facts.map(({ fact }) => ({ orderId: order.orderId, fact })));
    const queue = this.requests.get(order.orderId) ?? [];
    queue.push(...requests);
    this.requests.set(order.orderId, queue);
  }

  /** Greedy: the pickup store first, then whoever has something. */
  private source(
    order: OrderState,
    shelf: Shelf,
    wanted: ReturnType<typeof unitsWithoutPlace>,
  ): SourcingDecision {
    const places = new Map<string, SourcingDecision['assignments'][number]>();
    const unfilled: SourcingDecision['unfilled'] = [];
    const locations = [...shelf.locations].sort(
      (a, b) => Number(b === order.pickupLocationId) - Number(a === order.pickupLocationId),
    );
    for (const units of wanted) {
      let left = units.quantity;
      for (const locationId of locations) {
        const barred = order.exclusions.some(
          (e) => e.locationId === locationId && (e.sku === null || e.sku === units.sku),
        );
        const quantity = barred ? 0 : shelf.take(locationId, units.sku, left);
        if (quantity === 0) continue;
        left -= quantity;
        const method =
          order.method === 'ship'
            ? 'ship'
            : locationId === order.pickupLocationId
              ? 'pickup'
              : 'ship_to_store';
        const assignment = places.get(locationId) ?? { locationId, method, promisedAt: null, lines: [] };
        assignment.lines.push({ ...units, quantity });
        places.set(locationId, assignment);
      }
      if (left > 0) unfilled.push({ ...units, quantity: left, reason: 'no_stock' });
    }
    return { decidedAt: '', assignments: [...places.values()], unfilled, candidates: [], explanation: '' };
  }
}
