import type { ShipTo, SourcingDecision } from '#contracts';
import { uuidv7 } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import type { OrdersSettings } from '../config.js';
import { decide, type OrderCommand } from '../domain/order/decide.js';
import { sourcesNow } from '../domain/order/due.js';
import type { Decision } from '../domain/order/facts.js';
import {
  collectedAt,
  type ExcludedPlace,
  type OrderState,
  type StockUnits,
  type UnitsOfLine,
  unitsWithoutPlace,
} from '../domain/order/order.js';
import { place, type PlaceOrder } from '../domain/order/place.js';
import type { Refusal } from '../domain/order/refusal.js';
import type { Circumstances } from '../domain/order/rules.js';
import type { SourcingRequest } from '../domain/sourcing/request.js';
import { Sourcing } from '../network/sourcing.js';
import { SETTINGS } from '../settings.js';
import { type Cause, outboxRows } from './order-events.js';
import { OrderMetrics } from './order-metrics.js';
import { type LoadedOrder, lockOrder, lockOrdersOf, type OrderKey } from './order-reader.js';
import {
  type ChangedOrder,
  insertOrders,
  type PlacedWith,
  updateOrders,
  type Written,
} from './order-writer.js';

/** What became of a command. A refusal may have changed something: commit either way. */
export interface Handled {
  readonly order: OrderState;
  readonly refusal: Refusal | null;
}

/** A new order. `now` in milliseconds since 1970. */
export interface Placement extends Pick<PlacedWith, 'shipTo' | 'contentHash'> {
  readonly input: PlaceOrder;
  readonly now: number;
  readonly cause: Cause;
}

/** What became of a reservation that an order asked for. */
export interface Answer {
  readonly command: Extract<OrderCommand, { type: 'committed' | 'refused' | 'released' }>;
  readonly cause: Cause;
}

/**
 * The one place where orders change. Every command runs the same way, in the caller's transaction: lock the order, load
 * it whole, decide, source what has no place, write what differs together with its events and requests.
 */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly sourcing: Sourcing,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'order'>,
    private readonly metrics: OrderMetrics,
  ) {}

  /** Takes new orders, in the order in which they are given. Fails on an id that exists: look before. */
  async place(tx: QueryRunner, placements: readonly Placement[]): Promise<void> {
    const runs = placements.map((placement) => ({
      ...placement,
      run: new Run(place(placement.input, this.at(placement.now)), placement.now, placement.cause),
    }));
    const sourced = runs.filter(({ run, now }) => sourcesNow(run.order, now));
    const requests = sourced.map(({ run, shipTo, now }) => restOf(run.order, shipTo, now));
    const decisions = await this.sourcing.decideAll(tx, requests);
    for (const [i, { run, now }] of sourced.entries()) {
      run.add(decide(run.order, { type: 'sourced', decision: decisions[i]! }, this.at(now)));
    }
    await insertOrders(
      tx,
      runs.map(({ run, shipTo, contentHash, input: { holdId } }) => ({
        order: run.order,
        placed: { shipTo, contentHash, holdId },
        written: run.written,
      })),
    );
  }

  /** Undefined when there is no such order (or, with `skipLocked`, when somebody else is at it). */
  async handle(
    tx: QueryRunner,
    key: OrderKey,
    command: OrderCommand,
    options: { readonly cause?: Cause; readonly skipLocked?: boolean } = {},
  ): Promise<Handled | undefined> {
    const { cause = {}, skipLocked = false } = options;
    const loaded = await lockOrder(tx, key, { skipLocked });
    if (loaded === undefined) return undefined;
    const run = await this.judge(tx, loaded, loaded.order, command, cause);
    // A timer that was due and has nothing to do any more is set anew, or the sweeper would find it for ever.
    if (run.changed || command.type === 'time_passed') {
      await this.update(tx, [{ before: loaded.order, after: run.order, written: run.written }]);
    }
    return { order: run.order, refusal: run.refusal };
  }

  /**
   * Tells orders what became of their reservations, as if one after the other, but all of them are read at once and
   * written at once. Answers to reservations that no order asked for are passed over.
   */
  async answer(tx: QueryRunner, answers: readonly Answer[]): Promise<void> {
    const orders = await lockOrdersOf(
      tx,
      answers.map(({ command }) => command.reservationId),
    );
    const written: ChangedOrder[] = [];
    for (const loaded of orders) {
      const asked = new Set(loaded.order.reservations.map(({ reservationId }) => reservationId));
      const runs: Run[] = [];
      for (const { command, cause } of answers) {
        if (!asked.has(command.reservationId)) continue;
        const run = await this.judge(tx, loaded, runs.at(-1)?.order ?? loaded.order, command, cause);
        if (run.changed) runs.push(run);
      }
      if (runs.length === 0) continue;
      const after = runs.at(-1)!.order;
      written.push({ before: loaded.order, after, written: inTurn(runs.map((run) => run.written)) });
    }
    await this.update(tx, written);
  }

  private async update(tx: QueryRunner, orders: readonly ChangedOrder[]): Promise<void> {
    await updateOrders(tx, orders);
    for (const { before, after, written } of orders) this.metrics.changed(tx, before, after, written.now);
  }

  /** Decides, and sources what has no place then. */
  private async judge(
    tx: QueryRunner,
    { shipTo, now }: LoadedOrder,
    order: OrderState,
    command: OrderCommand,
    cause: Cause,
  ): Promise<Run> {
    const planned = await this.withPlan(tx, order, shipTo, command, now);
    const run = new Run(decide(order, planned, this.at(now)), now, cause);
    if (run.refusal === null && sourcesNow(run.order, now)) {
      const decision = await this.sourcing.decide(tx, restOf(run.order, shipTo, now));
      run.add(decide(run.order, { type: 'sourced', decision }, this.at(now)));
    }
    return run;
  }

  private at(now: number): Circumstances {
    return { now, rules: this.settings.order, newId: uuidv7 };
  }

  /** Of a hold only its own units count: how they are best used is a sourcing decision too. */
  private async withPlan(
    tx: QueryRunner,
    order: OrderState,
    shipTo: ShipTo | null,
    command: OrderCommand,
    now: number,
  ): Promise<OrderCommand> {
    if (command.type !== 'committed') return command;
    const hold = order.reservations.find((r) => r.reservationId === command.reservationId);
    if (hold?.status !== 'asked' || !hold.hold) return command;
    const units = order.lines
      .map((line) => ({ lineId: line.lineId, sku: line.sku, quantity: line.sourcing }))
      .filter((part) => part.quantity > 0);
    return { ...command, plan: await this.planOf(tx, requestOf(order, units, shipTo, now), command.lines) };
  }

  private planOf(
    tx: QueryRunner,
    request: SourcingRequest,
    held: readonly StockUnits[],
  ): Promise<SourcingDecision> {
    return this.sourcing.decideFromHold(tx, request, held);
  }
}

/** Decisions that one command leads to, and that are written together. */
class Run {
  private readonly decisions: Decision[];

  constructor(
    first: Decision,
    private readonly now: number,
    private readonly cause: Cause,
  ) {
    this.decisions = [first];
  }

  add(decision: Decision): void {
    this.decisions.push(decision);
  }

  get order(): OrderState {
    return this.decisions.at(-1)!.order;
  }

  get refusal(): Refusal | null {
    return this.decisions[0]!.refusal;
  }

  get changed(): boolean {
    return this.decisions.some((decision) => decision.changed);
  }

  get written(): Written {
    const { now, cause } = this;
    const facts = this.decisions.flatMap((decision) => decision.facts);
    const requests = this.decisions.flatMap((decision) => decision.requests);
    return {
      now,
      notes: this.decisions.flatMap((decision) => decision.notes),
      sourcing: this.decisions.flatMap((decision) => decision.sourcing),
      outbox: outboxRows({ facts, requests }, now, cause),
    };
  }
}

const WHY: Readonly<Record<ExcludedPlace['why'], string>> = {
  refused: 'could not promise it a moment ago',
  rejected: 'rejected the order',
  short_pick: 'did not find it on the shelf',
  oversold: 'sold it over the counter meanwhile',
};

const inTurn = (written: readonly Written[]): Written => ({
  now: written.at(-1)!.now,
  notes: written.flatMap(({ notes }) => notes),
  sourcing: written.flatMap(({ sourcing }) => sourcing),
  outbox: written.flatMap(({ outbox }) => outbox),
});

const restOf = (order: OrderState, shipTo: ShipTo | null, now: number): SourcingRequest =>
  requestOf(order, unitsWithoutPlace(order), shipTo, now);

const requestOf = (
  order: OrderState,
  lines: readonly UnitsOfLine[],
  shipTo: ShipTo | null,
  now: number,
): SourcingRequest => ({
  method: order.method,
  lines,
  pickupLocationId: collectedAt(order),
  shipTo,
  fallbacks: order.fallbacks,
  triedAlready: order.exclusions.map(({ locationId, sku, why }) => ({
    locationId,
    ...(sku === null ? {} : { sku }),
    reason: WHY[why],
  })),
  now,
});
